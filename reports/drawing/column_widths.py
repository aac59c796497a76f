"""How wide the columns of a form are: by what they hold, all together as wide as the page."""

from collections.abc import Mapping, Sequence
from math import floor

from campaigns.schema.official_table import Field
from campaigns.schema.points import Holds
from reports.drawing.table import Orientation

FULL_SIZE: Mapping[Orientation, float] = {"portrait": 73, "landscape": 106}
"""Half-width characters across an A4 page at 10.5 pt."""
SMALLEST_PRINT: Mapping[Orientation, float] = {"portrait": 85.5, "landscape": 123.5}
"""So many that fitting them to the page makes 9 pt of it, and never less."""
NARROWEST = 5.4
NUMBER = 6

POINTS: Mapping[Holds, float] = {
    "number": 5, "point": 46, "answer": 8.9, "cause": 8.9, "measures": 8.9, "result": 8.9, "date": 12, "note": 10,
}  # fmt: skip
FIELDS: Mapping[Field, float] = {
    "number": NUMBER, "entity": 22, "entity_kind": 10, "address": 24, "description": 28, "cause": 24, "measures": 24,
    "source": 12, "opened_on": 12, "due": 12, "rectified_on": 12, "closed_on": 12, "officer": 19, "officer_phone": 14,
    "officer_post": 16, "closed_by": 12, "unit": 14, "day": 12, "inspectors": 14, "kind": 12, "outcome": 14, "tags": 18,
    "amount": 12, "remarks": 12,
}  # fmt: skip


def page_wide(wishes: Sequence[float], orientation: Orientation, fixed: Sequence[float] = ()) -> tuple[float, ...]:
    """Fixed widths first; the wishes share the rest of the page in proportion, a column for numbers stays narrow."""
    wanted = min(max(sum(fixed) + sum(wishes), FULL_SIZE[orientation]), SMALLEST_PRINT[orientation])
    narrow = sum(fixed) + sum(wish for wish in wishes if wish <= NUMBER)
    wide = sum(wish for wish in wishes if wish > NUMBER)
    stretch = (wanted - narrow) / wide if wide else 1
    return (*fixed, *(wish if wish <= NUMBER else max(NARROWEST, _cut(wish * stretch)) for wish in wishes))


def _cut(width: float) -> float:
    """To a tenth, downwards: rounded up, many columns together would leave the page."""
    return floor(width * 10) / 10

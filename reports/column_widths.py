"""How wide the columns of a form are: by what they hold, all together as wide as the page."""

from collections.abc import Mapping, Sequence

from campaigns.official_table import Field
from campaigns.points import Holds
from reports.table import Orientation

PAGE: Mapping[Orientation, float] = {"portrait": 92, "landscape": 132}
"""Half-width characters across an A4 page; fitting to it keeps 10.5 pt above 9 pt."""
NARROWEST = 5.4
NUMBER = 6

POINTS: Mapping[Holds, float] = {
    "number": NUMBER, "point": 42, "answer": 12, "cause": 12, "measures": 12, "result": 12, "date": 12, "note": 10,
}  # fmt: skip
FIELDS: Mapping[Field, float] = {
    "number": NUMBER, "entity": 22, "entity_kind": 10, "address": 24, "description": 34, "cause": 24, "measures": 24,
    "source": 12, "opened_on": 12, "due": 12, "rectified_on": 12, "closed_on": 12, "officer": 13, "officer_phone": 16,
    "officer_post": 20, "closed_by": 12, "unit": 14, "day": 12, "inspectors": 14, "kind": 12, "outcome": 14, "tags": 18,
    "amount": 12, "remarks": 16,
}  # fmt: skip


def page_wide(wishes: Sequence[float], orientation: Orientation) -> tuple[float, ...]:
    """The wishes, in proportion, as wide as the page; a column for numbers stays as narrow as it may be."""
    given = sum(wish for wish in wishes if wish <= NUMBER)
    stretch = (PAGE[orientation] - given) / max(1.0, sum(wishes) - given)
    return tuple(wish if wish <= NUMBER else max(NARROWEST, round(wish * stretch, 1)) for wish in wishes)

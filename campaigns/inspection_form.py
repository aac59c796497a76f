"""The inspection form of a plan: its points, kinds of check, outcomes and focus tags, in the plan's own words."""

from collections.abc import Iterable

from campaigns.schema.pack import Checklist, Pack, Titled
from forms.catalog.inspection import Points, inspection
from forms.conditions import In
from forms.kinds.checklist import Item
from forms.model import Form
from forms.question import Option


def inspection_form(pack: Pack, *, asks_unit: bool = False) -> Form:
    """记检查 for this plan. Clean checks end in its first outcome without findings, others in its first with some."""
    return inspection(
        tuple(_points(checklist) for checklist in pack.checklists),
        entity_kinds=_options(pack.entity_kinds),
        kinds=_options(pack.inspection_kinds),
        outcomes=_options(pack.outcomes),
        clean=next(outcome.key for outcome in pack.outcomes if not outcome.findings),
        found=next(outcome.key for outcome in pack.outcomes if outcome.findings),
        tags=tuple(
            Option(tag.key, tag.title, In("entity.kind", group.entity_kinds))
            for group in pack.focus
            for tag in group.tags
        ),
        asks_unit=asks_unit,
        zone=pack.zone,
    )


def _points(checklist: Checklist) -> Points:
    items = tuple(Item(item.key, item.title, item.text) for item in checklist.items)
    return Points(checklist.key, checklist.entity_kind, checklist.title, items, checklist.basis)


def _options(titled: Iterable[Titled]) -> tuple[Option, ...]:
    return tuple(Option(part.key, part.title) for part in titled)

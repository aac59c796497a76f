"""The answers of an inspection, as the form would have saved them."""

from typing import Any

from bot.demo.faults import Fault
from bot.demo.visits import Visit
from campaigns.pack import Checklist, Pack

NOTHING: dict[str, Any] = {"photos": [], "note": ""}


def answers_of(pack: Pack, visit: Visit) -> dict[str, Any]:
    entity = dict(visit.entity)
    checklists = [checklist for checklist in pack.checklists if checklist.entity_kind == entity["kind"]]
    return {
        "entity": entity,
        "kind": visit.kind,
        "day": visit.day.isoformat(),
        "people": {"count": visit.people, "named": [str(visit.team.colleague_of(visit.officer))]},
        **{f"checklist_{checklist.key}": _marks(checklist, visit.fault) for checklist in checklists},
        "photos_note": None,
        "tags": list(entity["tags"]),
        "outcome": next(outcome.key for outcome in pack.outcomes if outcome.findings == bool(visit.fault)),
    }


def _marks(checklist: Checklist, fault: Fault | None) -> dict[str, Any]:
    """Every item 符合, but for the one with the fault."""
    marks: dict[str, Any] = {item.key: {"mark": "ok", **NOTHING} for item in checklist.items}
    if fault and fault.item in checklist.items:
        marks[fault.item.key] = {"mark": "bad", "photos": [], "note": fault.note}
    return marks

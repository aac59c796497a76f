"""The answers of an inspection, as the form would have saved them."""

from random import Random
from typing import Any

from campaigns.schema.pack import Checklist, Pack
from demo.found_faults import InventedFault
from demo.invented_visits import InventedVisit
from demo.plan_world import world_of

NOTHING: dict[str, Any] = {"photos": [], "note": ""}


def answers_of(pack: Pack, visit: InventedVisit) -> dict[str, Any]:
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
        "outcome": _outcome(pack, visit),
    }


def _outcome(pack: Pack, visit: InventedVisit) -> str:
    """Most faults end in the first outcome that names one; chance of its own, so that the rest stays as it is."""
    fitting = [outcome.key for outcome in pack.outcomes if outcome.findings == bool(visit.fault)]
    if not visit.fault:
        return fitting[0]
    shares = world_of(pack).outcome_shares[: len(fitting)]
    return Random(f"{visit.at}/{visit.entity['value']}").choices(fitting[: len(shares)], shares)[0]


def _marks(checklist: Checklist, fault: InventedFault | None) -> dict[str, Any]:
    """Every item 符合, but for the one with the fault."""
    marks: dict[str, Any] = {item.key: {"mark": "ok", **NOTHING} for item in checklist.items}
    if fault and fault.item in checklist.items:
        marks[fault.item.key] = {"mark": "bad", "photos": [], "note": fault.note}
    return marks

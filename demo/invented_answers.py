"""The answers of an inspection, as the form would have saved them."""

from random import Random

from campaigns.schema.pack import Checklist, Pack
from demo.found_faults import InventedFault
from demo.invented_visits import InventedVisit
from demo.plan_world import world_of
from forms.answers import Answers
from forms.kinds.checklist import Mark
from forms.kinds.photos_note import NOTHING


def answers_of(pack: Pack, visit: InventedVisit) -> Answers:
    entity = visit.entity
    checklists = [checklist for checklist in pack.checklists if checklist.entity_kind == entity["kind"]]
    stored = {
        "entity": entity,
        "kind": visit.kind,
        "day": visit.day.isoformat(),
        "people": {"count": visit.people, "named": [str(visit.team.colleague_of(visit.officer))]},
        **{f"checklist_{checklist.key}": _marks(checklist, visit.fault) for checklist in checklists},
        "photos_note": None,
        "tags": list(entity["tags"]),
        "outcome": _outcome(pack, visit),
    }
    return Answers(stored)


def _outcome(pack: Pack, visit: InventedVisit) -> str:
    """Most faults end in the first outcome that names one; chance of its own, so that the rest stays as it is."""
    fitting = [outcome.key for outcome in pack.outcomes if outcome.findings == bool(visit.fault)]
    if not visit.fault:
        return fitting[0]
    shares = world_of(pack).outcome_shares[: len(fitting)]
    return Random(f"{visit.at}/{visit.entity['value']}").choices(fitting[: len(shares)], shares)[0]


def _marks(checklist: Checklist, fault: InventedFault | None) -> dict[str, Mark]:
    """Every item 符合, but for the one with the fault."""
    marks: dict[str, Mark] = {item.key: {"mark": "ok", **NOTHING} for item in checklist.items}
    if fault and fault.item in checklist.items:
        marks[fault.item.key] = {"mark": "bad", "photos": [], "note": fault.note}
    return marks

"""What the table's lines act on: in any unit the thing there, `nowhere` something that does not exist."""

from collections.abc import Callable
from typing import Any

from forms import engine
from handlers.chatform.filling import conversations
from storage.tables import Draft
from tests.county import NOW
from tests.handlers.rights.jurisdiction import NOWHERE, NUMBERS, Jurisdiction
from tests.handlers.rights.line import Details

Told = dict[str, Any]


def its(**names: str) -> Details:
    """`its(id="risk")` is {"id": at.risk[target]}."""
    return lambda at, role, target: {key: getattr(at, name)[target] for key, name in names.items()}


def made(**makers: Callable[[Jurisdiction, str, str], Any]) -> Details:
    return lambda at, role, target: {key: make(at, role, target) for key, make in makers.items()}


def with_(details: Details, **more: Any) -> Details:
    return lambda at, role, target: {**details(at, role, target), **more}


def unit_id(at: Jurisdiction, role: str, target: str) -> int:
    return int(at.unit[target].id)


def words(find: Callable[[Jurisdiction, str], str], nowhere: str = "查无此名") -> Details:
    """What is written behind a command, or by itself."""
    return lambda at, role, target: {"rest": find(at, target) if target != "nowhere" else nowhere}


UNIT = made(id=unit_id)
ENTITY = its(id="entity")
BOTH = its(source="entity", target="entity")
"""One entity into itself: refused too, but only once the rights have been seen to."""
CHOSEN = its(entity="entity")
VISIT = its(id="entity", visit="visit")
RISK = its(id="risk")
RECTIFIED = with_(its(id="rectified"), revision=1)
PERSON = its(person="officer")
MEMBERSHIP = made(membership=lambda at, role, target: at.membership(at.officer[target]).id)
OWN_VISIT = made(id=lambda at, role, target: at.own_visit(role, target))
WAITING = made(id=lambda at, role, target: at.invited(target, "waiting"))
WITHDRAWN = made(kind=lambda at, role, target: "invited", id=lambda at, role, target: at.withdrawn[target])
INVITED = made(id=lambda at, role, target: at.invited(target, "open"))
HANDED_OVER = made(
    of=lambda at, role, target: at.former[target], to=lambda at, role, target: at.colleague[target], unit=unit_id
)
NEW_GROUP = made(chat=lambda at, role, target: at.new_group(role), unit=unit_id)
BOUND_GROUP = made(chat=lambda at, role, target: at.group[target], unit=lambda at, role, target: at.unit["own"].id)
FORMER_GROUP = made(chat=lambda at, role, target: at.own_group(role, target))


def deadline(at: Jurisdiction, role: str, target: str) -> Told:
    return {"campaign": at.campaign, "key": at.deadline(target), "unit": at.keys[target]}


def own_day(at: Jurisdiction, role: str, target: str) -> Told:
    return {"campaign": at.campaign, "deadline": at.deadline(target, own_day=True), "unit": at.keys[target]}


def own_day_set(at: Jurisdiction, role: str, target: str) -> Told:
    at.set_day(target)
    return own_day(at, role, target)


def event(at: Jurisdiction, role: str, target: str) -> Told:
    return {"campaign": at.campaign, "event": at.event_key, "unit": at.unit[target].id}


def figure(at: Jurisdiction, role: str, target: str) -> Told:
    return {"period": at.pack.plan_tables[0].periods[1].key, "unit": at.keys[target]}


def figures_page(at: Jurisdiction, role: str, target: str) -> Told:
    period = at.pack.plan_tables[0].periods[1].key
    return {"period": period, "unit": at.unit[target].id, "topic": "risks", "first": 0}


def people_called(at: Jurisdiction, role: str, target: str) -> Told:
    return {"words": "查无此名" if target == "nowhere" else at.name_of(at.officer[target]), "first": 0}


def left_page(at: Jurisdiction, role: str, target: str) -> Told:
    return {"unit": at.unit[target].id, "column": at.pack.plan_tables[0].columns[0].key, "first": 0}


def question(at: Jurisdiction, role: str, target: str) -> Told:
    """A plan's units are public and a name that it does not have is not understood: nowhere is out of reach here."""
    name = {"parent": "石柱县", "nowhere": "悦崃所"}.get(target, at.unit[target].name)
    return {"text": f"二季度 {name}"}


def graded(at: Jurisdiction, role: str, target: str) -> Told:
    return {"unit": at.unit[target].id, "scheme": scheme(at)}


def scheme(at: Jurisdiction) -> str:
    assert at.pack.levels is not None
    return at.pack.levels.key


# --- forms begun before ----------------------------------------------------------------------------------


def draft(at: Jurisdiction, person: int, form: str, about: Told, answers: Told) -> tuple[Draft, int]:
    """A form with these answers, in hand; and the revision of its screen."""
    conversation = conversations[form]
    packs = [at.pack] if conversation.of_campaign else []
    made = conversation.form(*packs, conversation.about.model_validate(about))
    state, _ = engine.start(made, f"draft-{next(NUMBERS)}", NOW, _offering(answers), answers)
    kept: Told = {"state": state.to_json(), "updated_at": NOW}
    row = Draft(instance=state.instance, person_id=person, form=form, form_version=state.version, about=about, **kept)
    row.campaign_version_id = at.version if conversation.of_campaign else None
    at.session.add(row)
    at.session.flush()
    return row, state.revision


def _offering(answers: Told) -> dict[str, list[Any]]:
    """Whatever was chosen had been offered."""
    chosen = {key: [value] if isinstance(value, str) else value for key, value in answers.items()}
    several = {key: values for key, values in chosen.items() if isinstance(values, list)}
    return {key: [{"value": value, "label": value} for value in values] for key, values in several.items()}


def draft_of_another(at: Jurisdiction, role: str, target: str) -> Told:
    """Of an officer there."""
    if target == "nowhere":
        return {"draft": "nowhere"}
    return {"draft": draft(at, at.officer[target], "unit_alias", {"unit": at.unit[target].id}, {})[0].instance}


# --- long work asked for before --------------------------------------------------------------------------


def job(kind: str, state: str, kept: Callable[[Jurisdiction, str], Told], *, of_another: bool = False) -> Details:
    """One's own, about a unit; or, about one's own unit, that of an administrator there."""

    def details(at: Jurisdiction, role: str, target: str) -> Told:
        if target == "nowhere":
            return {"job": NOWHERE}
        person, about = (at.administrator[target], "own") if of_another else (at.person[role], target)
        return {"job": at.job(person, kind, state, **kept(at, about))}

    return details


def register_workbook(at: Jurisdiction, target: str) -> Told:
    told = {"name": "名单.xlsx", "sha256": "0", "rows": 3, "wrong": 0, "told": {}, "today": "2025-06-20"}
    return told | {"unit_id": at.unit[target].id, "strange": [["某站", 3]]}


def regraded(at: Jurisdiction, target: str) -> Told:
    return {"scheme": scheme(at), "since": "2025-06-20", "levels": [[at.entity[target], "level2", "理由"]]}


def plan(at: Jurisdiction, target: str) -> Told:
    """A plan for just this unit."""
    named = {"key": f"plan-{target}", "year": 2025, "title": "某方案", "issuer": "某局"}
    named["units"] = [{"key": f"{target}-unit", "kind": "station", "name": at.unit[target].name}]
    named["entity_kinds"] = [{"key": "distributor", "title": "经营企业"}]
    named["inspection_kinds"] = [{"key": "daily", "title": "日常检查"}]
    named["outcomes"] = [
        {"key": "ok", "title": "符合", "findings": False},
        {"key": "bad", "title": "不符合", "findings": True},
    ]
    named["close_out"] = {
        "per": "item",
        "second_person": True,
        "due_required": True,
        "words": "逐项闭环",
        "source": "四",
    }
    return {"pack": named, "version": None, "sha256": "0"}


REGISTER = job("register", "done", register_workbook)
IMPORT = job("import", "new", lambda at, target: register_workbook(at, target) | {"message": 1})
REGRADED = job("regraded", "done", regraded)


def own_plan(at: Jurisdiction, role: str, target: str) -> Told:
    """Also for a unit that is still to be made: it would stand at the top of the tree."""
    return {"job": at.job(at.person[role], "plan", "done", **plan(at, target))}

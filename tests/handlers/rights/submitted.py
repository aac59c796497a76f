"""Forms filled in to the last question, about things of any unit: what is left to do is to press 提交."""

from collections.abc import Callable
from typing import Any

from tests.county import TODAY
from tests.handlers.rights.jurisdiction import NUMBERS, Jurisdiction
from tests.handlers.rights.line import Details

Told = dict[str, Any]
DAY = TODAY.isoformat()


def form(about: Told, **answers: Any) -> Told:
    return {"about": about, "answers": answers}


def about(key: str, find: Callable[[Jurisdiction, str, str], int], *texts: str) -> Details:
    """A record, and some words."""
    return lambda at, role, target: form({key: find(at, role, target)}, **dict.fromkeys(texts, "写错了"))


def new_name() -> str:
    return f"新名{next(NUMBERS)}"


# --- visits, risk items, events --------------------------------------------------------------------------


def chosen_entity(at: Jurisdiction, target: str) -> Told:
    return {"value": str(at.entity[target]), "label": "某药房", "kind": "distributor", "tags": []}


def visited(at: Jurisdiction, target: str) -> Told:
    checklist = at.pack.checklist_for("distributor")
    assert checklist is not None
    marks = {item.key: {"mark": "ok", "note": "", "photos": []} for item in checklist.items}
    told = {"kind": at.pack.inspection_kinds[0].key, "day": DAY, "people": {"count": 2, "named": []}}
    return {"entity": chosen_entity(at, target), f"checklist_{checklist.key}": marks, "photos_note": None} | told


def visit(at: Jurisdiction, role: str, target: str) -> Told:
    return form({}, **visited(at, target))


def new_visited(at: Jurisdiction, role: str, target: str) -> Told:
    """At an entity that is registered on the spot, for the unit that was said."""
    return form({"asks_unit": True}, **visited(at, "own") | _new(at, target))


def _new(at: Jurisdiction, target: str) -> Told:
    entity = {"value": "new", "label": new_name(), "kind": "distributor", "tags": []}
    return {"entity": entity, "for_unit": str(at.unit[target].id)}


def correction(at: Jurisdiction, role: str, target: str) -> Told:
    """Of what one recorded there oneself, once."""
    return form({"inspection": at.own_visit(role, target)}, **visited(at, target), correction_reason="写错了")


def correction_of_own(at: Jurisdiction, role: str, target: str) -> Told:
    return form({"inspection": at.own_visit(role, "own")}, **visited(at, target), correction_reason="写错了")


def risk_item(at: Jurisdiction, role: str, target: str) -> Told:
    return form({}, entity=chosen_entity(at, target), **_fault(at, role))


def risk_item_of_new(at: Jurisdiction, role: str, target: str) -> Told:
    return form({"asks_unit": True}, **_fault(at, role), **_new(at, target))


def _fault(at: Jurisdiction, role: str) -> Told:
    return {"description": "冷藏柜无记录", "due": "2025-07-30", "photos": None, "officer": str(at.person[role])}


def step(items: str, revision: int, **answers: Any) -> Details:
    """The next step of a risk item."""
    return lambda at, role, target: form(
        {"risk": getattr(at, items)[target], "revision": revision}, photos=None, **answers
    )


def event(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_to_record(at, target), subject="某网店", day=DAY)


def event_for_unit(at: Jurisdiction, role: str, target: str) -> Told:
    unit = str(at.unit[target].id)
    return form(_to_record(at, "own") | {"asks_unit": True}, for_unit=unit, subject="某网店", day=DAY)


def _to_record(at: Jurisdiction, target: str) -> Told:
    about = {"campaign": at.campaign, "event": at.event_key, "unit": at.unit[target].id}
    return about | {"title": "登记", "due_set_by": None, "zone": at.pack.zone}


def _recorded(at: Jurisdiction, target: str) -> Told:
    return {"recorded": at.happened[target], "title": "登记", "due_set_by": None, "zone": at.pack.zone}


def event_corrected(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_recorded(at, target), correction_reason="写错了", subject="某网店", day=DAY)


def event_voided(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_recorded(at, target), reason="写错了")


def own_day(at: Jurisdiction, role: str, target: str) -> Told:
    key = at.deadline(target, own_day=True)
    rule = next(one.due for one in at.pack.deadlines if one.key == key)
    every = getattr(rule, "every", None)
    about = {"campaign": at.campaign, "deadline": key, "unit": at.keys[target], "every": every, "zone": at.pack.zone}
    return form(about, **({"due": "2025-07-30"} if every in (None, "year") else {"day_of_month": 5}))


# --- the register ----------------------------------------------------------------------------------------


def new_entity(at: Jurisdiction, role: str, target: str) -> Told:
    return form({}, **_facts(), unit=chosen_unit(at, target))


def _facts() -> Told:
    return {"name": new_name(), "kind": "distributor"} | dict.fromkeys(
        ("credit_code", "ways", "device_classes", "address")
    )


def chosen_unit(at: Jurisdiction, target: str) -> Told:
    return {"value": str(at.unit[target].id), "label": "某所"}


def of_entity(key: str) -> Details:
    """Whatever is changed about an entity."""

    def details(at: Jurisdiction, role: str, target: str) -> Told:
        answers: Told = {
            "edit_entity": _facts(),
            "entity_contact": {"name": "钱示例", "post": None, "phone": None},
            "entity_level": {"level": "three:level2", "day": DAY, "reason": "年度评定"},
            "entity_licence": {"kind": "distribution_licence", "number": new_name(), "issued": None, "until": None},
            "entity_officer": {"officer": str(at.officer[target]), "day": DAY},
            "entity_spot": {"spot": {"latitude": 30.0, "longitude": 108.0}},
            "entity_status": {"status": "suspended", "day": DAY, "reason": "装修"},
            "entity_tags": {"tags": ["implants"], "day": DAY},
        }[key]
        return form({"entity": at.entity[target]}, **answers)

    return details


def entity_moved(at: Jurisdiction, role: str, target: str) -> Told:
    """From there into a unit that everybody concerned may give it to."""
    into = chosen_unit(at, "own" if target == "child" else "child")
    return form({"entity": at.entity[target]}, unit=into, day=DAY, reason=None)


def entity_moved_into(at: Jurisdiction, role: str, target: str) -> Told:
    entity = at.entity["child" if target == "own" else "own"]
    return form({"entity": entity}, unit=chosen_unit(at, target), day=DAY, reason=None)


# --- people ----------------------------------------------------------------------------------------------


def invitation(at: Jurisdiction, role: str, target: str) -> Told:
    return form({}, unit=chosen_unit(at, target), role="officer")


def person_details(at: Jurisdiction, role: str, target: str) -> Told:
    return form({"person": at.officer[target]}, name=new_name(), post=None, phone=None)


def _role_of_officer(at: Jurisdiction, target: str) -> Told:
    return {"membership": at.membership(at.officer[target]).id}


def person_moved(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_role_of_officer(at, target), unit=chosen_unit(at, "own" if target == "child" else "child"))


def person_moved_into(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_role_of_officer(at, "child" if target == "own" else "own"), unit=chosen_unit(at, target))


def _deputy(at: Jurisdiction, target: str) -> Told:
    deputy = {"value": str(at.colleague[target]), "label": "某同事"}
    return {"deputy": deputy, "first": DAY, "last": "2025-06-30"}


def stand_in(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_role_of_officer(at, target), **_deputy(at, "own"))


def stand_in_by(at: Jurisdiction, role: str, target: str) -> Told:
    return form(_role_of_officer(at, "own"), **_deputy(at, target))


# --- units -----------------------------------------------------------------------------------------------


def of_unit(key: str) -> Details:
    def details(at: Jurisdiction, role: str, target: str) -> Told:
        answers: Told = {
            "unit_add": {"name": new_name(), "kind": "station"},
            "unit_alias": {"name": new_name()},
            "unit_hours": {"starts": "09:00", "ends": "17:00"},
            "unit_rename": {"name": new_name()},
        }[key]
        return form({"unit": at.unit[target].id}, **answers)

    return details


def of_two_units(key: str) -> Details:
    """The unit goes to another one that is no obstacle, in the hands of whoever may give it there."""

    def details(at: Jurisdiction, role: str, target: str) -> Told:
        into = at.other_county if role == "top" and target != "foreign" else at.spare
        return form({"unit": at.unit[target].id}, unit={"value": str(into.id), "label": "某所"}, day=DAY)

    return details


def into_unit(key: str) -> Details:
    """A unit of one's own goes there."""
    return lambda at, role, target: form({"unit": at.spare.id}, unit=chosen_unit(at, target), day=DAY)

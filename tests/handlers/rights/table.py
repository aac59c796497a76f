"""The table of rights, written from the design alone: who may do what, how far it reaches, and to what it is done.

Whoever adds a command, a button, a form or long work adds its line here, with what it acts on (`acted_on.py`, for a
form what is submitted: `submitted.py`), or what it shows. “x.y of something else” is one more line of the button x.y.
"""

from tests.handlers.rights import acted_on as on
from tests.handlers.rights import submitted
from tests.handlers.rights.jurisdiction import NOWHERE
from tests.handlers.rights.line import BELOW, NOTHING_ELSE, OWN, Who, also, everybody, everywhere, line, nobody

STAFF: Who = {"officer": BELOW, "leader": BELOW, "admin": BELOW}
GUIDE: Who = {"leader": BELOW, "admin": BELOW}
KEEP: Who = {"officer": BELOW, "admin": BELOW}
ADMIN: Who = {"admin": BELOW}
ADMINS = ("admin", "two", "top")
INSIDE = ("officer", "leader", *ADMINS, "enterprise")

COMMANDS = {
    "admin": line(shows=NOTHING_ELSE, **ADMIN),
    "audit": line(shows="units", **ADMIN),
    "audit of a record": line(on.words(lambda at, target: at.number(target)), **ADMIN),
    "audit of a person": line(on.words(lambda at, target: at.name_of(at.officer[target])), **ADMIN),
    "calendar": everywhere(alone="the days of the whole installation"),
    "cancel": everybody(alone="one's own form"),
    "company": line(shows="entities", enterprise=OWN),
    "deadlines": everybody(shows=NOTHING_ELSE),
    "find": line(shows=NOTHING_ELSE, **STAFF),
    "find by name": line(on.words(lambda at, target: at.entity_name(target)), **STAFF),
    "find by id": line(lambda at, role, target: {"rest": f"某店 #{at.entity[target]}"}, shows="entities", **STAFF),
    "grading": line(shows=NOTHING_ELSE, **GUIDE),
    "grading of a unit": line(on.words(lambda at, target: at.unit[target].name), **GUIDE),
    "help": everybody(alone="what one can write"),
    "inspect": line(shows=NOTHING_ELSE, officer=BELOW),
    "invite": line(shows="units", **ADMIN),
    "language": everybody(alone="one's own language"),
    "near": line(alone="only says how to send a place", **STAFF),
    "people": line(shows="units", **ADMIN),
    "people by name": line(on.words(lambda at, target: at.name_of(at.officer[target])), **ADMIN),
    "provisional": line(shows="provisional", **GUIDE),
    "register": line(shows=NOTHING_ELSE, **KEEP),
    "report": line(shows=NOTHING_ELSE, **STAFF),
    "resume": everybody(alone="one's own forms"),
    "risk": line(shows=NOTHING_ELSE, officer=BELOW),
    "start": everybody(shows=NOTHING_ELSE),
    "status": everybody(shows=NOTHING_ELSE),
    "today": line(shows=NOTHING_ELSE, officer=BELOW),
    "todo": line(shows=NOTHING_ELSE, **STAFF, enterprise=OWN),
    "unclear": line(shows=NOTHING_ELSE, **ADMIN),
    "units": line(shows="units", **ADMIN),
}

PRESSES = {
    # figures, to-do, deadlines
    "ask": line(on.question, **STAFF),
    "figures": line(on.figure, **STAFF),
    "figures.page": line(on.figures_page, **STAFF),
    "plan.left": line(shows="neighbours", officer=BELOW),
    "plan.left_page": line(on.left_page, officer=OWN),
    "todo.page": line(shows=NOTHING_ELSE, **STAFF, enterprise=OWN),
    "deadlines.old": everybody(shows=NOTHING_ELSE),
    "deadlines.page": everybody(shows=NOTHING_ELSE),
    "deadlines.undated": everybody(shows=NOTHING_ELSE),
    "deadline.done": line(on.deadline, officer=OWN),
    "deadline.reopen": line(on.deadline, officer=OWN),
    "own_day.choose": line(shows=NOTHING_ELSE, officer=OWN, leader=OWN),
    "own_day.show": line(on.own_day, officer=OWN, leader=OWN),
    "own_day.change": line(on.own_day, officer=OWN, leader=OWN),
    "own_day.take_back": line(on.own_day_set, officer=OWN, leader=OWN),
    "event.choose": line(shows=NOTHING_ELSE, officer=OWN),
    "event.record": line(on.event, officer=OWN),
    "event.recent": line(shows="events", officer=OWN),
    "event.correct": line(on.its(id="happened"), officer=OWN),
    "event.void": line(on.its(id="happened"), officer=OWN),
    # forms and oneself
    "form": nobody(INSIDE, on.with_(on.draft_of_another, action="submit", value="", revision=0)),
    "draft.another": everybody(alone="begins an empty form; the form's own line says who may"),
    "draft.drop": nobody(INSIDE, on.draft_of_another),
    "draft.restart": nobody(INSIDE, on.draft_of_another),
    "draft.resume": nobody(INSIDE, on.draft_of_another),
    "language.choose": everybody(alone="one's own language"),
    # visits and risk items
    "inspect": line(on.CHOSEN, officer=BELOW),
    "inspection.correct": line(on.OWN_VISIT, officer=BELOW),
    "inspection.void": line(on.OWN_VISIT, officer=BELOW),
    "risk.report": line(on.CHOSEN, officer=BELOW),
    "risk.report after a visit": line(
        on.made(inspection=lambda at, role, target: at.own_visit(role, target)), officer=BELOW
    ),
    "risk.report after somebody else's visit": nobody(["officer"], on.its(inspection="visit")),
    "risk.report of a finding": line(
        on.made(finding=lambda at, role, target: at.own_finding(role, target)), officer=BELOW
    ),
    "risk.show": line(on.RISK, **STAFF, enterprise=OWN),
    "risk.history": line(on.RISK, **STAFF, enterprise=OWN),
    "risk.photos": line(on.RISK, **STAFF, enterprise=OWN),
    "risk.rectify": line(on.with_(on.RISK, revision=0), officer=BELOW, enterprise=OWN),
    "risk.extend": line(on.with_(on.RISK, revision=0), officer=BELOW),
    "risk.close": line(on.RECTIFIED, officer=BELOW, leader=BELOW),
    "risk.send_back": line(on.RECTIFIED, officer=BELOW, leader=BELOW),
    # one entity
    "entity.show": line(on.ENTITY, **STAFF, enterprise=OWN),
    # an enterprise sees no other one of the same unit
    **{
        f"{action} of a neighbour": also(["enterprise"], line(on.its(id="neighbour"), **STAFF))
        for action in ("entity.show", "entity.visits", "entity.risks", "entity.licences")
    },
    "entity.records": line(on.with_(on.ENTITY, noun="inspection"), **STAFF, enterprise=OWN),
    "entity.records of a noun of staff": also(["enterprise"], line(on.with_(on.ENTITY, noun="referral"), **STAFF)),
    "records.list": line(lambda at, role, target: {"noun": "inspection"}, shows="visits", **STAFF),
    "entity.page": line(on.with_(on.ENTITY, noun="inspection", skip=0), **STAFF, enterprise=OWN),
    "entity.visits": line(on.ENTITY, **STAFF, enterprise=OWN),
    "entity.visit": line(on.VISIT, **STAFF, enterprise=OWN),
    "entity.visit_photos": line(on.VISIT, **STAFF, enterprise=OWN),
    "entity.risks": line(on.ENTITY, **STAFF, enterprise=OWN),
    "entity.licences": line(on.ENTITY, **STAFF, enterprise=OWN),
    "entity.timeline": line(on.ENTITY, **STAFF),
    "entity.cases": line(on.ENTITY, **STAFF),
    "entity.self_checks": line(on.ENTITY, **STAFF),
    "entity.photos": line(on.ENTITY, **STAFF),
    "entity.export": line(on.ENTITY, **STAFF),
    "entity.changes": line(on.ENTITY, **STAFF),
    "entity.change": also(["leader"], line(on.with_(on.ENTITY, what="entity_contact"), **KEEP)),
    "entity.contacts": line(on.ENTITY, **KEEP),
    "entity.end_contact": line(
        on.made(
            id=lambda at, role, target: at.entity[target], contact=lambda at, role, target: at.told_contact(target)
        ),
        **KEEP,
    ),
    "grading.open": line(shows=NOTHING_ELSE, **GUIDE),
    "grading.leave": line(alone="says that nothing was changed", **GUIDE),
    "grading.list": line(on.with_(on.graded, year=2025), **GUIDE),
    "grading.publish": line(on.graded, **GUIDE),
    "grading.publish_now": line(on.graded, **GUIDE),
    "grading.published": line(on.graded, **GUIDE),
    "regrading.confirm": line(on.REGRADED, **GUIDE),
    "regrading.confirm of somebody else's list": nobody(
        ("leader", *ADMINS), on.job("regraded", "done", on.regraded, of_another=True)
    ),
    "entity.register": line(shows=NOTHING_ELSE, **KEEP),
    "merge.list": line(shows="provisional", **GUIDE),
    "merge.look": line(on.its(id="provisional"), **GUIDE),
    "merge.choose": line(on.its(target="entity"), **GUIDE),
    "merge.compare": line(on.BOTH, **GUIDE),
    "merge.do": line(on.its(source="provisional", target="entity"), **GUIDE),
    "merge.do of another one": line(
        on.made(
            source=lambda at, role, target: at.provisional[target], target=lambda at, role, target: at.entity["own"]
        ),
        **GUIDE,
    ),
    "merge.do into another one": line(
        on.made(
            source=lambda at, role, target: at.provisional["own"], target=lambda at, role, target: at.entity[target]
        ),
        **GUIDE,
    ),
    "contact.invite": line(on.CHOSEN, **KEEP),
    "contacts.list": line(on.CHOSEN, **KEEP),
    "contact.leave": line(on.made(membership=lambda at, role, target: at.membership(at.contact[target]).id), **KEEP),
    # people
    "people.list": line(shows="units", **ADMIN),
    "people.called": line(on.people_called, **ADMIN),
    "people.unit": line(on.made(unit=on.unit_id), **ADMIN),
    "people.invite": line(shows="units", **ADMIN),
    "people.invite_here": line(on.made(unit=on.unit_id), **ADMIN),
    "person.show": line(on.PERSON, **ADMIN),
    "person.describe": line(on.PERSON, **ADMIN),
    "person.leave": line(on.PERSON, **ADMIN),
    "person.left": line(on.PERSON, **ADMIN),
    "person.move": line(on.MEMBERSHIP, **ADMIN),
    "person.role": line(on.MEMBERSHIP, **ADMIN),
    "person.set_role": line(on.with_(on.MEMBERSHIP, role="leader"), **ADMIN),
    "person.stand_in": line(on.MEMBERSHIP, **ADMIN),
    "person.stand_in_over": line(on.made(membership=lambda at, role, target: at.stand_in(target)), **ADMIN),
    "work.hand_over": line(on.HANDED_OVER, **GUIDE),
    "invitations.list": line(shows="invited", **ADMIN),
    # an officer has only those of enterprises' contacts
    "invitation.renew": also(["officer"], line(on.INVITED, **ADMIN)),
    "invitation.withdraw": also(["officer"], line(on.INVITED, **ADMIN)),
    "invitation.confirm": also(["officer"], line(on.WAITING, **ADMIN)),
    "invitation.refuse": also(["officer"], line(on.WAITING, **ADMIN)),
    "erase.list": line(shows="former", **ADMIN),
    "erase.ask": line(on.its(person="former"), **ADMIN),
    "erase.do": line(on.its(person="former"), **ADMIN),
    "erase.outsiders": line(shows="withdrawn", **ADMIN),
    "erase.outsider": line(on.WITHDRAWN, **ADMIN),
    "erase.outsider_do": line(on.WITHDRAWN, **ADMIN),
    # units
    "units.list": line(shows="units", **ADMIN),
    **{
        f"units.{what}": line(on.UNIT, **ADMIN)
        for what in ("show", "add", "rename", "alias", "hours", "move", "merge", "dissolve", "dissolve_now", "call_off")
    },
    # groups
    "groups.list": line(shows="groups", **ADMIN),
    "group.choose": line(on.NEW_GROUP, **ADMIN),
    "group.confirm": line(on.NEW_GROUP, **ADMIN),
    "group.bind": line(on.NEW_GROUP, **ADMIN),
    "group.bind of a group that is bound": line(on.BOUND_GROUP, **ADMIN),
    "group.leave": line(on.its(chat="group"), **ADMIN),
    "group.leave bound by oneself": line(on.FORMER_GROUP, **ADMIN),
    # imports and exports: one's own, and still in one's own part of the tree
    "import.leave": line(alone="says that nothing was changed", **ADMIN),
    "import.skip": line(on.REGISTER, **ADMIN),
    "import.start": line(on.REGISTER, **ADMIN),
    "import.stop": line(on.IMPORT, **ADMIN),
    "import.unit": line(
        lambda at, role, target: {**on.REGISTER(at, role, "own"), "place": 0, "unit": at.unit[target].id}, **ADMIN
    ),
    "import.unit of another part": line(on.with_(on.REGISTER, place=0, unit="skip"), **ADMIN),
    "import.units": line(on.with_(on.REGISTER, place=0, first=0), **ADMIN),
    **{
        f"{action} of somebody else": nobody(
            ADMINS, on.with_(on.job(kind, state, on.register_workbook, of_another=True), **more)
        )
        for action, kind, state, more in (
            ("import.skip", "register", "done", {}),
            ("import.start", "register", "done", {}),
            ("import.stop", "import", "new", {}),
            ("import.unit", "register", "done", {"place": 0, "unit": "skip"}),
            ("import.units", "register", "done", {"place": 0, "first": 0}),
        )
    },
    "register.export": line(shows=NOTHING_ELSE, **ADMIN),
    "register.files": line(shows=NOTHING_ELSE, **ADMIN),
    "register.links": line(shows=NOTHING_ELSE, **ADMIN),
    "register.template": line(shows=NOTHING_ELSE, **ADMIN),
    # the audit, and how the program itself stands
    "audit.list": line(shows="units", **ADMIN),
    "audit.page": line(lambda at, role, target: {"person_id": at.officer[target]}, shows="people", **ADMIN),
    "audit.page about a record": line(
        lambda at, role, target: {"noun": "risk_item", "record_id": at.risk[target]}, shows="risks", **ADMIN
    ),
    "audit.row": line(on.made(id=lambda at, role, target: at.audited(target), wanted=lambda *_: {}), **ADMIN),
    "health.unreachable": line(shows="unreachable", **ADMIN),
    "health.backup": everywhere(alone="the whole installation"),
    "health.queues": everywhere(alone="the whole installation"),
    "health.failing": everywhere(alone="the whole installation"),
    "health.undelivered": everywhere(shows="undelivered"),
    "health.undelivered_all": everywhere(on.its(upto="undelivered")),
    "health.undelivered_dismiss": everywhere(on.its(message="undelivered")),
    "health.undelivered_retry": everywhere(on.its(message="undelivered")),
    "health.parked": everywhere(shows="failed"),
    "health.dismiss": everywhere(on.its(inbox="parked")),
    "health.retry": everywhere(on.its(inbox="parked")),
    "calendar.declare": everywhere(alone="the days of the whole installation"),
    # plans: they hold for all their units
    "campaigns.list": everywhere(alone="the whole installation"),
    **{
        f"campaign.{what}": everywhere(lambda at, role, target: {"id": NOWHERE if target == "nowhere" else at.campaign})
        for what in ("end", "end_now", "export", "rerun")
    },
    "campaign.confirm": line(on.own_plan, **ADMIN),
    "campaign.confirm of somebody else's plan": nobody(ADMINS, on.job("plan", "done", on.plan, of_another=True)),
    "campaign.leave": line(alone="says that nothing was changed", **ADMIN),
    "unclear.confirm": also(
        ["admin", "two"],
        everywhere(
            lambda at, role, target: {
                "campaign": NOWHERE if target == "nowhere" else at.campaign,
                "note": at.pack.unclear[0].key,
            }
        ),
    ),
}

NUMBERS = {
    "of a risk item": line(on.words(lambda at, target: at.number(target), "隐患-2025-9999"), **STAFF),
    "of an inspection": line(on.words(lambda at, target: at.visit_number(target), "检查-2025-9999"), **STAFF),
}
"""Printed numbers, typed as they stand: the record opens, or the card of its entity."""

FORMS = {
    "inspection": line(submitted.visit, officer=BELOW),
    "inspection of a new entity": line(submitted.new_visited, officer=BELOW),
    "correct_inspection": line(submitted.correction, officer=BELOW),
    "correct_inspection to another entity": line(submitted.correction_of_own, officer=BELOW),
    "void": line(
        submitted.about("inspection", lambda at, role, target: at.own_visit(role, target), "reason"), officer=BELOW
    ),
    "risk_item": line(submitted.risk_item, officer=BELOW),
    "risk_item of a new entity": line(submitted.risk_item_of_new, officer=BELOW),
    "rectification": line(submitted.step("risk", 0, measures="已改"), officer=BELOW, enterprise=OWN),
    "extend": line(submitted.step("risk", 0, due="2025-07-30", reason="等配件"), officer=BELOW),
    "send_back": line(submitted.step("rectified", 1, reason="没有照片"), officer=BELOW, leader=BELOW),
    "event": line(submitted.event, officer=OWN),
    "event for a unit that was said": line(submitted.event_for_unit, officer=OWN),
    "correct_event": line(submitted.event_corrected, officer=OWN),
    "void_event": line(submitted.event_voided, officer=OWN),
    "own_day": line(submitted.own_day, officer=OWN, leader=OWN),
    "register_entity": line(submitted.new_entity, **KEEP),
    **{
        f"entity_{what}": line(submitted.of_entity(f"entity_{what}"), **KEEP)
        for what in ("contact", "licence", "officer", "spot", "tags")
    },
    "edit_entity": line(submitted.of_entity("edit_entity"), **KEEP),
    "entity_move": line(submitted.entity_moved, **GUIDE),
    "entity_move into": line(submitted.entity_moved_into, **GUIDE),
    "entity_status": line(submitted.of_entity("entity_status"), **GUIDE),
    "entity_level": line(submitted.of_entity("entity_level"), **GUIDE),
    "invitation": line(submitted.invitation, **ADMIN),
    "joining": line(alone="filled in by somebody who is not in yet"),
    "person_details": line(submitted.person_details, **ADMIN),
    "person_move": line(submitted.person_moved, **ADMIN),
    "person_move into": line(submitted.person_moved_into, **ADMIN),
    "stand_in": line(submitted.stand_in, **ADMIN),
    "stand_in by": line(submitted.stand_in_by, **ADMIN),
    **{
        f"unit_{what}": line(submitted.of_unit(f"unit_{what}"), **ADMIN) for what in ("add", "alias", "hours", "rename")
    },
    **{key: line(submitted.of_two_units(key), **ADMIN) for key in ("unit_merge", "unit_move")},
    **{f"{key} into": line(submitted.into_unit(key), **ADMIN) for key in ("unit_merge", "unit_move")},
}

LONG_WORK = {
    "figures": line(**STAFF),
    "entity_file": line(**STAFF),
    "published_levels": line(**GUIDE),
    "regraded": line(**GUIDE),
    "regrading": line(**GUIDE),
    "workbook": line(**ADMIN),
    "import": line(**ADMIN),
    "register": line(**ADMIN),
    "register export": line(**ADMIN),
    "register template": line(**ADMIN),
    "invitation links": line(**ADMIN),
    "pack": everywhere(),
    "backup": everywhere(),
}

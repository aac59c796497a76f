"""Every action × role × unit, through the real dispatch, against a table that was written from the design alone.

Whoever adds an action, a form or long work adds a line here: who may do it, how far it reaches, and to what it is done.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlmodel import Session

from handlers import routes
from handlers.filling import conversations
from handlers.long_work import kinds, still_allowed
from handlers.newcomers import LEFT, STRANGER
from handlers.routes import commands, presses
from handlers.turn import not_found
from locales import N_, tr
from storage.queries import screens
from storage.queries.screens import Pressed
from storage.tables import Draft, Job
from tests.county import NOW, TODAY
from tests.handlers.jurisdiction import TARGETS, Jurisdiction

routes.load_conversations()

ROLES = ("officer", "leader", "admin", "top", "enterprise", "left", "stranger")
OWN, BELOW, ALL = {"own"}, {"own", "child"}, set(TARGETS)
LOST = N_("Your rights have changed. The draft is kept; ask your administrator.")
REFUSED = {tr(words) for words in (*not_found().parts, STRANGER, LEFT, LOST)}
Details = Callable[[Jurisdiction, str, str], dict[str, Any]]
"""What goes with the button: of the world, for a role, in a target unit."""


@dataclass(frozen=True)
class Line:
    """Who may do it, and in which units. Without details nothing in particular is acted on."""

    who: Mapping[str, set[str]]
    details: Details | None = None
    door: frozenset[str] = frozenset()
    """Roles that get as far as the handler: where it depends on what exactly is acted on, more than may do it here."""

    def allows(self, role: str, target: str) -> bool:
        return target in self.who.get(role, set())


def line(details: Details | None = None, **who: set[str]) -> Line:
    """An administrator of the whole city may everywhere what one of the unit may there."""
    top = {"top": ALL} if "admin" in who else {}
    return Line({**top, **who}, details)


def also(roles: Iterable[str], line: Line) -> Line:
    return replace(line, door=frozenset(roles))


def everybody(details: Details | None = None) -> Line:
    return line(details, officer=OWN, leader=OWN, admin=OWN, enterprise=OWN)


# --- what the table's lines act on -----------------------------------------------------------------------


def unit(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.unit[target].id}


def entity(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.entity[target]}


def risk(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.risk[target]}


def open_risk(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.risk[target], "revision": 0}


def rectified_risk(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.rectified[target], "revision": 1}


def own_visit(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.own_visit(role, target)}


def person(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"person": at.officer[target]}


def former(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"person": at.former[target]}


def membership(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"membership": at.membership(at.officer[target]).id}


def waiting(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.invited(target, "waiting")}


def invited(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"id": at.invited(target, "open")}


def deadline(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"campaign": at.campaign, "key": at.deadline(target), "unit": at.keys[target]}


def own_day(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"campaign": at.campaign, "deadline": at.deadline(target, own_day=True), "unit": at.keys[target]}


def figure(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"period": at.pack.plan_tables[0].periods[1].key, "unit": at.keys[target]}


def graded(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    return {"unit": at.unit[target].id, "scheme": at.pack.levels.key}


def both(at: Jurisdiction, role: str, target: str) -> dict[str, Any]:
    """One entity into itself: refused too, but only once the rights have been seen to."""
    return {"source": at.entity[target], "target": at.entity[target]}


def with_(details: Details, **more: Any) -> Details:
    return lambda at, role, target: {**details(at, role, target), **more}


EVERYWHERE = line(top=ALL)
"""What holds for the whole installation: nobody below the top of the tree."""
STAFF = {"officer": BELOW, "leader": BELOW, "admin": BELOW}

COMMANDS = {
    "admin": line(admin=BELOW),
    "audit": line(admin=BELOW),
    "calendar": EVERYWHERE,
    "cancel": everybody(),
    "company": line(enterprise=OWN),
    "deadlines": everybody(),
    "find": line(**STAFF),
    "grading": line(leader=BELOW, admin=BELOW),
    "help": everybody(),
    "inspect": line(officer=BELOW),
    "invite": line(admin=BELOW),
    "language": everybody(),
    "near": line(**STAFF),
    "people": line(admin=BELOW),
    "provisional": line(leader=BELOW, admin=BELOW),
    "register": line(officer=BELOW, admin=BELOW),
    "report": line(**STAFF),
    "resume": everybody(),
    "risk": line(officer=BELOW),
    "start": everybody(),
    "status": everybody(),
    "today": line(officer=BELOW),
    "todo": line(**STAFF, enterprise=OWN),
    "unclear": line(admin=BELOW),
    "units": line(admin=BELOW),
}

PRESSES = {
    # figures, to-do, deadlines
    "ask": line(**STAFF),
    "figures": line(figure, **STAFF),
    "plan.left": line(officer=BELOW),
    "deadlines.old": everybody(),
    "deadlines.undated": everybody(),
    "deadline.done": line(deadline, officer=OWN),
    "deadline.reopen": line(deadline, officer=OWN),
    "own_day.choose": line(officer=OWN, leader=OWN),
    "own_day.show": line(own_day, officer=OWN, leader=OWN),
    "own_day.change": line(own_day, officer=OWN, leader=OWN),
    "own_day.take_back": line(own_day, officer=OWN, leader=OWN),
    "event.choose": line(officer=OWN),
    "event.record": line(officer=OWN),
    "event.recent": line(officer=OWN),
    "event.correct": line(officer=OWN),
    "event.void": line(officer=OWN),
    # forms and oneself
    "form": everybody(),
    "draft.another": everybody(),
    "draft.drop": everybody(),
    "draft.restart": everybody(),
    "draft.resume": everybody(),
    "language.choose": everybody(),
    # visits and risk items
    "inspect": line(lambda at, role, target: {"entity": at.entity[target]}, officer=BELOW),
    "inspection.correct": line(own_visit, officer=BELOW),
    "inspection.void": line(own_visit, officer=BELOW),
    "risk.report": line(lambda at, role, target: {"entity": at.entity[target]}, officer=BELOW),
    "risk.show": line(risk, **STAFF, enterprise=OWN),
    "risk.history": line(risk, **STAFF, enterprise=OWN),
    "risk.photos": line(risk, **STAFF, enterprise=OWN),
    "risk.rectify": line(open_risk, officer=BELOW, enterprise=OWN),
    "risk.extend": line(open_risk, officer=BELOW),
    "risk.close": line(rectified_risk, officer=BELOW, leader=BELOW),
    "risk.send_back": line(rectified_risk, officer=BELOW, leader=BELOW),
    # one entity
    "entity.show": line(entity, **STAFF, enterprise=OWN),
    "entity.page": line(with_(entity, noun="inspection", skip=0), **STAFF, enterprise=OWN),
    "entity.visits": line(entity, **STAFF, enterprise=OWN),
    "entity.visit": line(
        lambda at, role, target: {"id": at.entity[target], "visit": at.visit[target]}, **STAFF, enterprise=OWN
    ),
    "entity.visit_photos": line(
        lambda at, role, target: {"id": at.entity[target], "visit": at.visit[target]}, **STAFF, enterprise=OWN
    ),
    "entity.risks": line(entity, **STAFF, enterprise=OWN),
    "entity.licences": line(entity, **STAFF, enterprise=OWN),
    "entity.timeline": line(entity, **STAFF),
    "entity.cases": line(entity, **STAFF),
    "entity.self_checks": line(entity, **STAFF),
    "entity.photos": line(entity, **STAFF),
    "entity.export": line(entity, **STAFF),
    "entity.changes": line(entity, **STAFF),
    "entity.change": also(["leader"], line(with_(entity, what="entity_contact"), officer=BELOW, admin=BELOW)),
    "entity.contacts": line(entity, officer=BELOW, admin=BELOW),
    "entity.end_contact": line(
        lambda at, role, target: {"id": at.entity[target], "contact": at.told_contact(target)},
        officer=BELOW,
        admin=BELOW,
    ),
    "grading.open": line(leader=BELOW, admin=BELOW),
    "grading.leave": line(leader=BELOW, admin=BELOW),
    "grading.list": line(with_(graded, year=2025), leader=BELOW, admin=BELOW),
    "grading.publish": line(graded, leader=BELOW, admin=BELOW),
    "grading.publish_now": line(graded, leader=BELOW, admin=BELOW),
    "grading.published": line(graded, leader=BELOW, admin=BELOW),
    "regrading.confirm": line(leader=BELOW, admin=BELOW),
    "entity.register": line(officer=BELOW, admin=BELOW),
    "merge.list": line(leader=BELOW, admin=BELOW),
    "merge.look": line(entity, leader=BELOW, admin=BELOW),
    "merge.choose": line(lambda at, role, target: {"target": at.entity[target]}, leader=BELOW, admin=BELOW),
    "merge.compare": line(both, leader=BELOW, admin=BELOW),
    "merge.do": line(both, leader=BELOW, admin=BELOW),
    "contact.invite": line(lambda at, role, target: {"entity": at.entity[target]}, officer=BELOW, admin=BELOW),
    "contacts.list": line(lambda at, role, target: {"entity": at.entity[target]}, officer=BELOW, admin=BELOW),
    "contact.leave": line(
        lambda at, role, target: {"membership": at.membership(at.contact[target]).id}, officer=BELOW, admin=BELOW
    ),
    # people
    "people.list": line(admin=BELOW),
    "people.unit": line(lambda at, role, target: {"unit": at.unit[target].id}, admin=BELOW),
    "people.invite": line(admin=BELOW),
    "people.invite_here": line(lambda at, role, target: {"unit": at.unit[target].id}, admin=BELOW),
    "person.show": line(person, admin=BELOW),
    "person.describe": line(person, admin=BELOW),
    "person.leave": line(person, admin=BELOW),
    "person.left": line(person, admin=BELOW),
    "person.move": line(membership, admin=BELOW),
    "person.role": line(membership, admin=BELOW),
    "person.set_role": line(with_(membership, role="leader"), admin=BELOW),
    "person.stand_in": line(membership, admin=BELOW),
    "person.stand_in_over": line(lambda at, role, target: {"membership": at.stand_in(target)}, admin=BELOW),
    "work.hand_over": line(
        lambda at, role, target: {
            "of": at.former[target],
            "to": at.colleague[target],
            "unit": at.unit[target].id,
        },
        leader=BELOW,
        admin=BELOW,
    ),
    "invitations.list": line(admin=BELOW),
    # an officer has only those of enterprises' contacts
    "invitation.renew": also(["officer"], line(invited, admin=BELOW)),
    "invitation.withdraw": also(["officer"], line(invited, admin=BELOW)),
    "invitation.confirm": also(["officer"], line(waiting, admin=BELOW)),
    "invitation.refuse": also(["officer"], line(waiting, admin=BELOW)),
    "erase.list": line(admin=BELOW),
    "erase.ask": line(former, admin=BELOW),
    "erase.do": line(former, admin=BELOW),
    # units
    "units.list": line(admin=BELOW),
    **{
        f"units.{what}": line(unit, admin=BELOW)
        for what in ("show", "add", "rename", "alias", "hours", "move", "merge", "dissolve", "dissolve_now", "call_off")
    },
    # groups, imports, plans, the program itself
    "groups.list": line(admin=BELOW),
    "group.choose": line(admin=BELOW),
    "group.confirm": line(admin=BELOW),
    "group.bind": line(admin=BELOW),
    "group.leave": line(admin=BELOW),
    "import.leave": line(admin=BELOW),
    "import.skip": line(admin=BELOW),
    "import.start": line(admin=BELOW),
    "import.stop": line(admin=BELOW),
    "import.unit": line(admin=BELOW),
    "import.units": line(admin=BELOW),
    "register.export": line(admin=BELOW),
    "register.files": line(admin=BELOW),
    "register.links": line(admin=BELOW),
    "register.template": line(admin=BELOW),
    "audit.list": line(admin=BELOW),
    "audit.page": line(admin=BELOW),
    "audit.row": line(admin=BELOW),
    "health.unreachable": line(admin=BELOW),
    "health.backup": EVERYWHERE,
    "health.dismiss": EVERYWHERE,
    "health.parked": EVERYWHERE,
    "health.queues": EVERYWHERE,
    "health.retry": EVERYWHERE,
    "calendar.declare": EVERYWHERE,
    "campaigns.list": EVERYWHERE,
    "campaign.end": EVERYWHERE,
    "campaign.end_now": EVERYWHERE,
    "campaign.export": EVERYWHERE,
    "campaign.rerun": EVERYWHERE,
    "campaign.confirm": line(admin=BELOW),
    "campaign.leave": line(admin=BELOW),
    "unclear.confirm": line(admin=BELOW),
}

FORMS = {
    "inspection": line(officer=BELOW),
    "correct_inspection": line(officer=BELOW),
    "void": line(officer=BELOW),
    "risk_item": line(officer=BELOW),
    "rectification": line(officer=BELOW, enterprise=OWN),
    "extend": line(officer=BELOW),
    "send_back": line(officer=BELOW, leader=BELOW),
    "event": line(officer=OWN),
    "correct_event": line(officer=OWN),
    "void_event": line(officer=OWN),
    "own_day": line(officer=OWN, leader=OWN),
    "register_entity": line(officer=BELOW, admin=BELOW),
    **{
        f"entity_{what}": line(officer=BELOW, admin=BELOW) for what in ("contact", "licence", "officer", "spot", "tags")
    },
    "edit_entity": line(officer=BELOW, admin=BELOW),
    "entity_move": line(leader=BELOW, admin=BELOW),
    "entity_status": line(leader=BELOW, admin=BELOW),
    "entity_level": line(leader=BELOW, admin=BELOW),
    "invitation": line(admin=BELOW),
    "joining": line(),
    "person_details": line(admin=BELOW),
    "person_move": line(admin=BELOW),
    "stand_in": line(admin=BELOW),
    **{f"unit_{what}": line(admin=BELOW) for what in ("add", "alias", "hours", "merge", "move", "rename")},
}

LONG_WORK = {
    "figures": line(**STAFF),
    "entity_file": line(**STAFF),
    "published_levels": line(leader=BELOW, admin=BELOW),
    "regraded": line(leader=BELOW, admin=BELOW),
    "regrading": line(leader=BELOW, admin=BELOW),
    "workbook": line(admin=BELOW),
    "import": line(admin=BELOW),
    "register": line(admin=BELOW),
    "register export": line(admin=BELOW),
    "register template": line(admin=BELOW),
    "invitation links": line(admin=BELOW),
    "plan": line(admin=BELOW),
    "pack": EVERYWHERE,
    "backup": EVERYWHERE,
}


@pytest.fixture(scope="module")
def at(empty_database):
    with Session(empty_database.engine, expire_on_commit=False) as session:
        yield Jurisdiction(session)
        session.rollback()


# --- nothing without a line ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("registered", "table"),
    [(commands, COMMANDS), (presses, PRESSES), (conversations, FORMS), (kinds, LONG_WORK)],
    ids=["commands", "buttons", "forms", "long work"],
)
def test_everything_that_can_be_done_has_its_line(registered, table):
    assert set(registered) == set(table)


# --- the door: who gets to a handler at all ----------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_answered_for_just_those_who_may(at, monkeypatch, name):
    reached = watch(monkeypatch, commands, name)
    assert doors(at, reached, lambda role: at.write(role, f"/{name}")) == allowed(COMMANDS[name])


@pytest.mark.parametrize("action", PRESSES)
def test_a_button_is_answered_for_just_those_who_may(at, monkeypatch, action):
    reached = watch(monkeypatch, presses, action)
    assert doors(at, reached, lambda role: at.press(role, action, {})) == allowed(PRESSES[action])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_goes_on_for_just_those_who_may(at, monkeypatch, form):
    """A draft in hand, begun while the right was there."""
    reached = Reached()
    monkeypatch.setitem(conversations, form, replace(conversations[form], form=reached, of_campaign=False))

    def feed(role):
        if not at.person[role]:
            return at.write(role, "好")
        draft = Draft(instance=f"d-{role}", person_id=at.person[role], form=form, form_version=1)
        draft.about, draft.state, draft.updated_at = {}, "{}", NOW
        at.session.add(draft)
        at.session.flush()
        return at.write(role, "好")

    assert doors(at, reached, feed) == allowed(FORMS[form])


@pytest.mark.parametrize("kind", LONG_WORK)
def test_long_work_is_done_for_just_those_who_may(at, kind):
    def job(role, **asked):
        return Job(kind=kind, asked=asked, person_id=at.person[role], chat_id=at.chat[role], created_at=NOW)

    assert {role for role in ROLES if still_allowed(at.session, job(role), TODAY)} == allowed(LONG_WORK[kind])
    told = {(r, t): still_allowed(at.session, job(r, unit_id=at.unit[t].id), TODAY) for r in ROLES for t in TARGETS}
    assert told == {(r, t): LONG_WORK[kind].allows(r, t) for r in ROLES for t in TARGETS}


def allowed(line):
    return {role for role in ROLES if line.who.get(role)} | line.door


class Stop(Exception):
    """The handler was reached; it need not run."""


@dataclass
class Reached:
    """Stands where a handler would be."""

    __name__ = "reached"

    def __call__(self, *args, **details):
        raise Stop


def watch(monkeypatch, registered, name):
    monkeypatch.setitem(registered, name, replace(registered[name], answer=Reached()))


def doors(at, reached, do):
    """For whom the handler was reached; everybody else is told the same words, and nothing is written."""
    through = set()
    for role in ROLES:
        with at.undone():
            try:
                seen = do(role)
            except Stop:
                through.add(role)
            else:
                assert refused(seen), (role, seen)
    return through


def refused(seen):
    return seen.words in REFUSED and not seen.changed


# --- the target: what it may be done to --------------------------------------------------------------------


@pytest.mark.parametrize("action", [action for action, line in PRESSES.items() if line.details])
def test_a_button_acts_in_just_the_units_that_one_may(at, action):
    """Every role × every unit; what is refused reads like what does not exist, and leaves nothing behind.

    Who does not even get to the handler (above) is refused in every unit: no details were looked at.
    """
    line = PRESSES[action]
    told = {(role, target): False for role in ROLES for target in TARGETS}
    for role in allowed(line):
        for target in TARGETS:
            with at.undone():
                seen = at.press(role, action, line.details(at, role, target))
                told[role, target] = not refused(seen)
                assert told[role, target] or not seen.changed
    wrong = {cell: may for cell, may in told.items() if may != line.allows(*cell)}
    assert not wrong


def test_what_does_not_exist_reads_the_same(at):
    missing = {"id": 999_999}
    for action in ("risk.show", "entity.show", "units.show", "inspection.correct"):
        role = next(iter(PRESSES[action].who))
        with at.undone():
            assert at.press(role, action, missing).words == tr(*not_found().parts)


def test_an_enterprise_sees_no_other_one_of_the_same_unit(at):
    for action in ("entity.show", "entity.visits", "entity.licences"):
        with at.undone():
            assert refused(at.press("enterprise", action, {"id": at.neighbour}))


def test_somebody_elses_button_does_nothing(at):
    with at.undone():
        token = screens.add_screen(at.session, at.person["officer"], 1, [Pressed("risk.show", {"id": 1})], NOW)
        at.session.flush()
        assert "失效" in at._take("leader", {"data": f"{token}.0"}).words

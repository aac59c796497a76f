"""The door: who gets to a handler at all, whatever it acts on. Everybody else is told the same words."""

from dataclasses import dataclass, replace

import pytest

from forms.state import REVIEW, State
from handlers.chatform.filling import conversations
from handlers.joining.newcomers import LEFT, STRANGER
from handlers.turn.long_work import Work, still_allowed
from handlers.turn.routes import commands, presses
from handlers.turn.stored import About, ButtonArguments, Stored
from handlers.turn.turn import not_found
from locales import N_, tr
from storage.queries.messages import screen_rows
from storage.queries.messages.screen_rows import ButtonAction
from storage.tables import Draft
from tests.county import NOW, TODAY
from tests.handlers.rights.doing import press, tap, undone, write
from tests.handlers.rights.jurisdiction import TARGETS
from tests.handlers.rights.line import ROLES, action_of
from tests.handlers.rights.table import COMMANDS, FORMS, LONG_WORK, PRESSES

LOST = N_("Your rights have changed. The draft is kept; ask your administrator.")
REFUSED = {tr(words) for words in (*not_found().parts, STRANGER, LEFT, LOST)}


STATE = State("any", 1, "i", REVIEW, "2025-06-20").to_json()


class OfUnit(Stored):
    unit_id: int | None


class Stop(Exception):
    """The handler was reached; it need not run."""


@dataclass
class Reached:
    """Stands where a handler would be."""

    __name__ = "reached"

    def __call__(self, *args, **details):
        raise Stop


def actions(table):
    return dict.fromkeys(map(action_of, table))


def assert_only_they_get_in(at, table, action, do):
    """Everybody else is told the same words, and nothing is written."""
    lines = [line for key, line in table.items() if action_of(key) == action]
    let_in = set().union(*(line.let_in for line in lines))
    seen_to_act = let_in if any(not line.alone for line in lines) else set()  # in the files beside this one
    for role in set(ROLES) - seen_to_act:
        with undone(at.session):
            try:
                seen = do(role)
            except Stop:
                assert role in let_in
            else:
                assert role not in let_in
                assert seen.words in REFUSED
                assert not seen.changed


@pytest.mark.parametrize("name", actions(COMMANDS))
def test_a_command_is_answered_for_just_those_who_may(at, monkeypatch, name):
    monkeypatch.setitem(commands, name, replace(commands[name], answer=Reached()))
    assert_only_they_get_in(at, COMMANDS, name, lambda role: write(at, role, f"/{name}"))


@pytest.mark.parametrize("action", actions(PRESSES))
def test_a_button_is_answered_for_just_those_who_may(at, monkeypatch, action):
    monkeypatch.setitem(
        presses, action, replace(presses[action], answer=Reached(), arguments=ButtonArguments(lambda turn: None))
    )
    assert_only_they_get_in(at, PRESSES, action, lambda role: press(at, role, action, {}))


@pytest.mark.parametrize("form", actions(FORMS))
def test_a_form_goes_on_for_just_those_who_may(at, monkeypatch, form):
    """A draft in hand, begun while the right was there."""
    monkeypatch.setitem(
        conversations, form, replace(conversations[form], form=Reached(), about=About, of_campaign=False)
    )

    def feed(role):
        if at.person[role]:
            told = {"person_id": at.person[role], "form": form, "form_version": 1, "about": {}, "state": STATE}
            at.session.add(Draft(instance=f"d-{role}", updated_at=NOW, **told))
        return write(at, role, "好")

    assert_only_they_get_in(at, FORMS, form, feed)


@pytest.mark.parametrize("kind", LONG_WORK)
def test_long_work_is_done_for_just_those_who_may(at, kind):
    def job(role, unit_id=None):
        return Work(1, kind, at.person[role], at.chat[role], NOW, OfUnit(unit_id=unit_id))

    assert {role for role in ROLES if still_allowed(at.session, job(role), TODAY)} == LONG_WORK[kind].let_in
    told = {(r, t): still_allowed(at.session, job(r, unit_id=at.unit[t].id), TODAY) for r in ROLES for t in TARGETS}
    assert told == {(r, t): LONG_WORK[kind].allows(r, t) for r in ROLES for t in TARGETS}


def test_somebody_elses_button_does_nothing(at):
    with undone(at.session):
        token = screen_rows.add_screen(at.session, at.person["officer"], 1, [ButtonAction("risk.show", {"id": 1})], NOW)
        assert "失效" in tap(at, "leader", f"{token}.0").words

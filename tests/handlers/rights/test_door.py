"""The door: who gets to a handler at all, whatever it acts on. Everybody else is told the same words."""

from dataclasses import dataclass, replace

import pytest

from handlers.filling import conversations
from handlers.long_work import still_allowed
from handlers.newcomers import LEFT, STRANGER
from handlers.routes import commands, presses
from handlers.turn import not_found
from locales import N_, tr
from storage.queries import screens
from storage.queries.screens import Pressed
from storage.tables import Draft, Job
from tests.county import NOW, TODAY
from tests.handlers.rights.doing import press, tap, undone, write
from tests.handlers.rights.jurisdiction import TARGETS
from tests.handlers.rights.line import ROLES
from tests.handlers.rights.table import COMMANDS, FORMS, LONG_WORK, PRESSES

LOST = N_("Your rights have changed. The draft is kept; ask your administrator.")
REFUSED = {tr(words) for words in (*not_found().parts, STRANGER, LEFT, LOST)}


class Stop(Exception):
    """The handler was reached; it need not run."""


@dataclass
class Reached:
    """Stands where a handler would be."""

    __name__ = "reached"

    def __call__(self, *args, **details):
        raise Stop


def let_in(table, action):
    return set().union(*(line.let_in for key, line in table.items() if key.split()[0] == action))


def doors(at, do):
    """For whom the handler was reached; everybody else is told the same words, and nothing is written."""
    through = set()
    for role in ROLES:
        with undone(at.session):
            try:
                seen = do(role)
            except Stop:
                through.add(role)
            else:
                assert seen.words in REFUSED, role
                assert not seen.changed, role
    return through


@pytest.mark.parametrize("name", dict.fromkeys(key.split()[0] for key in COMMANDS))
def test_a_command_is_answered_for_just_those_who_may(at, monkeypatch, name):
    monkeypatch.setitem(commands, name, replace(commands[name], answer=Reached()))
    assert doors(at, lambda role: write(at, role, f"/{name}")) == let_in(COMMANDS, name)


@pytest.mark.parametrize("action", dict.fromkeys(key.split()[0] for key in PRESSES))
def test_a_button_is_answered_for_just_those_who_may(at, monkeypatch, action):
    monkeypatch.setitem(presses, action, replace(presses[action], answer=Reached()))
    assert doors(at, lambda role: press(at, role, action, {})) == let_in(PRESSES, action)


@pytest.mark.parametrize("form", dict.fromkeys(key.split()[0] for key in FORMS))
def test_a_form_goes_on_for_just_those_who_may(at, monkeypatch, form):
    """A draft in hand, begun while the right was there."""
    monkeypatch.setitem(conversations, form, replace(conversations[form], form=Reached(), of_campaign=False))

    def feed(role):
        if at.person[role]:
            told = {"person_id": at.person[role], "form": form, "form_version": 1, "about": {}, "state": "{}"}
            at.session.add(Draft(instance=f"d-{role}", updated_at=NOW, **told))
        return write(at, role, "好")

    assert doors(at, feed) == let_in(FORMS, form)


@pytest.mark.parametrize("kind", LONG_WORK)
def test_long_work_is_done_for_just_those_who_may(at, kind):
    def job(role, **asked):
        return Job(kind=kind, asked=asked, person_id=at.person[role], chat_id=at.chat[role], created_at=NOW)

    assert {role for role in ROLES if still_allowed(at.session, job(role), TODAY)} == LONG_WORK[kind].let_in
    told = {(r, t): still_allowed(at.session, job(r, unit_id=at.unit[t].id), TODAY) for r in ROLES for t in TARGETS}
    assert told == {(r, t): LONG_WORK[kind].allows(r, t) for r in ROLES for t in TARGETS}


def test_somebody_elses_button_does_nothing(at):
    with undone(at.session):
        token = screens.add_screen(at.session, at.person["officer"], 1, [Pressed("risk.show", {"id": 1})], NOW)
        assert "失效" in tap(at, "leader", f"{token}.0").words

"""The reach: what each may do it to, unit by unit; and what everybody is shown besides.

What is forbidden reads like what does not exist: every answer is held against the same one about something nowhere.
"""

import pytest

from handlers import admin_units_changed
from locales import tr
from tests.handlers.rights.acted_on import draft
from tests.handlers.rights.doing import press, undone, write
from tests.handlers.rights.jurisdiction import TARGETS
from tests.handlers.rights.line import ROLES, action_of
from tests.handlers.rights.seeing import assert_nothing_else_is_shown, units_in
from tests.handlers.rights.table import COMMANDS, FORMS, PRESSES

OBSTACLES = {tr(words) for words in admin_units_changed.OBSTACLES.values()}
"""Why a form may be refused by whoever has the right."""
CELLS = {(role, target) for role in ROLES for target in TARGETS}


def do(at, table, key, role, details):
    if table is COMMANDS:
        return write(at, role, f"/{action_of(key)} {details.get('rest', '')}".strip())
    if table is PRESSES:
        return press(at, role, action_of(key), details)
    return submit(at, role, action_of(key), details)


def submit(at, role, form, filled):
    """提交 on the card of a form that was begun while the right was there."""
    row, revision = draft(at, at.person[role], form, filled["about"], filled["answers"])
    told = {"draft": row.instance, "action": "submit", "value": "", "revision": revision}
    return press(at, role, "form", told)


def everything(kind):
    return [
        pytest.param(table, key, id=f"{name} {key}")
        for name, table in (("command", COMMANDS), ("button", PRESSES), ("form", FORMS))
        for key, line in table.items()
        if kind(line)
    ]


@pytest.mark.parametrize(("table", "key"), everything(lambda line: line.details))
def test_it_is_done_in_just_the_units_that_one_may(at, table, key):
    """Every role × every unit. Who does not get past the door (see there) is refused whatever the details."""
    line = table[key]
    done = {cell for role in line.let_in for cell in done_by(at, table, key, line, role)}
    assert done == {cell for cell in CELLS if line.allows(*cell)}


def done_by(at, table, key, line, role):
    """The cells in which it came to something. In all others it reads as if about nothing, and nothing is written."""
    _, nowhere = tried(at, table, key, line, role, "nowhere")
    for target in TARGETS:
        seen, words = tried(at, table, key, line, role, target)
        if came_to_something(at, line, target, seen, words != nowhere):
            assert_nothing_else_is_shown(at, role, seen)
            assert table is not FORMS or seen.recorded or words in OBSTACLES
            yield role, target
        else:
            assert words == nowhere
            assert not seen.recorded


def tried(at, table, key, line, role, target):
    """What was seen, and its words without those that were asked for; of a form without the card below them."""
    with undone(at.session):
        details = line.details(at, role, target)
        seen = do(at, table, key, role, details)
    words = seen.words.split("\n")[0] if table is FORMS else seen.words
    return seen, words.replace(details.get("rest", "…"), "…").replace(at.unit[target].name, "…")


def came_to_something(at, line, target, seen, told_something):
    if line.shows is not None:
        return target in units_in(at, line.shows, seen)
    return seen.recorded or told_something


@pytest.mark.parametrize(("table", "key"), everything(lambda line: line.shows is not None and not line.details))
def test_it_shows_just_the_units_that_one_may_see(at, table, key):
    """Who is at the top of the tree walks down from there: one screen is not enough for everything."""
    line = table[key]
    for role in line.let_in:
        with undone(at.session):
            seen = do(at, table, key, role, {})
            assert_nothing_else_is_shown(at, role, seen)
            assert not line.shows or role == "top" or units_in(at, line.shows, seen) >= line.who[role]

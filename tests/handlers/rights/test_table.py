"""The table is whole: a line for everything that can be done, and every line says what it is about."""

import pytest

from handlers.chatform.filling import conversations
from handlers.turn.long_work import kinds
from handlers.turn.routes import commands, presses
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import COMMANDS, FORMS, LONG_WORK, PRESSES


@pytest.mark.parametrize(
    ("registered", "table"),
    [(commands, COMMANDS), (presses, PRESSES), (conversations, FORMS)],
    ids=["commands", "buttons", "forms"],
)
def test_everything_that_can_be_done_has_its_line(registered, table):
    assert set(registered) == set(map(action_of, table)), "see tests/handlers/rights/table.py"


def test_all_long_work_has_its_line():
    assert set(kinds) == set(LONG_WORK), "see tests/handlers/rights/table.py"


@pytest.mark.parametrize("table", [COMMANDS, PRESSES, FORMS], ids=["commands", "buttons", "forms"])
def test_every_line_acts_on_something_or_shows_something_or_says_whom_it_concerns(table):
    silent = [key for key, line in table.items() if not line.details and line.shows is None and not line.alone]
    assert not silent, "give it details, shows or alone: tests/handlers/rights/line.py"
    assert not [key for key, line in table.items() if line.alone and (line.details or line.shows is not None)]

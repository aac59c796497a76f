"""Commands × roles × units: alone, and with words behind them."""

import pytest

from tests.handlers.rights.doing import write
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import COMMANDS
from tests.handlers.rights.walking import acting, assert_acts_in_reach, assert_shows_reach, listing


@pytest.mark.parametrize("key", acting(COMMANDS))
def test_a_command_finds_just_what_lies_in_the_units_that_one_may_see(at, key):
    name = action_of(key)
    assert_acts_in_reach(at, COMMANDS[key], lambda role, details: write(at, role, f"/{name} {details['rest']}"))


@pytest.mark.parametrize("key", listing(COMMANDS))
def test_a_command_shows_just_the_units_that_one_may_see(at, key):
    assert_shows_reach(at, COMMANDS[key], lambda role, _: write(at, role, f"/{action_of(key)}"))

"""Buttons × roles × units."""

import pytest

from tests.handlers.rights.doing import press
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import PRESSES
from tests.handlers.rights.walking import acting, assert_acts_in_reach, assert_shows_reach, listing


@pytest.mark.parametrize("key", acting(PRESSES))
def test_a_button_acts_in_just_the_units_that_one_may(at, key):
    assert_acts_in_reach(at, PRESSES[key], lambda role, details: press(at, role, action_of(key), details))


@pytest.mark.parametrize("key", listing(PRESSES))
def test_a_button_shows_just_the_units_that_one_may_see(at, key):
    assert_shows_reach(at, PRESSES[key], lambda role, details: press(at, role, action_of(key), details))

"""Buttons of an earlier version, or of a plan that has changed: each is answered, none fails."""

from inspect import signature

import pytest

from handlers.turn.routes import presses
from locales import N_, tr
from tests.handlers.rights.doing import press, undone
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import PRESSES

EXPIRED = tr(N_("This button has expired. Start again from the keys below."))
WITH_DETAILS = [key for key, line in PRESSES.items() if line.details and key == action_of(key)]
GONE = {str: "gone", int: 999_999_999, type(None): None, dict: {"noun": "gone"}, bool: True}


@pytest.mark.parametrize("key", WITH_DETAILS)
def test_a_button_about_what_is_not_there_any_more_is_answered(at, key):
    """Each detail in turn names something that no plan, form or record has."""
    line = PRESSES[key]
    role = next(iter(sorted(line.let_in)))
    with undone(at.session):
        details = line.details(at, role, "own")
        for name, value in details.items():
            with undone(at.session):
                assert press(at, role, key, {**details, name: GONE[type(value)]}).words


@pytest.mark.parametrize("key", WITH_DETAILS)
def test_a_button_whose_details_have_other_names_or_types_has_expired(at, key):
    line = PRESSES[key]
    role = next(iter(sorted(line.let_in)))
    with undone(at.session):
        details = line.details(at, role, "own")
        for name, value in details.items():
            others = {other: known for other, known in details.items() if other != name}
            for changed in ({**others, f"{name}_of_before": value}, {**others, name: {"of": ["before"]}}):
                if name == "wanted" or (name not in _required(key) and changed == others):
                    continue
                with undone(at.session):
                    seen = press(at, role, key, changed)
                    assert seen.words.startswith(EXPIRED)
                    assert not seen.changed


def _required(key):
    parameters = list(signature(presses[key].answer).parameters.values())[1:]
    return {one.name for one in parameters if one.default is one.empty}


def test_an_action_that_is_gone_has_expired_with_the_keys_below(at):
    with undone(at.session):
        seen = press(at, "officer", "gone.gone", {})
        assert seen.words.startswith(EXPIRED)
        assert "keyboard" in seen.shown

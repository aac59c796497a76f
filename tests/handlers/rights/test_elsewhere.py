"""Outside of commands, buttons and forms: inline queries, lines and places without a form, workbooks, and groups."""

import pytest

from handlers.joining.newcomers import LEFT, STRANGER
from handlers.turn.turn import not_found
from locales import tr
from tests.handlers.rights.doing import bring_into_group, say_in_group, send, type_inline, undone, write
from tests.handlers.rights.jurisdiction import GROUPS, TARGETS
from tests.handlers.rights.line import ROLES
from tests.handlers.rights.seeing import assert_nothing_else_is_shown, units_in
from tests.handlers.rights.table import ADMINS, COMMANDS, NUMBERS
from tests.handlers.rights.walking import assert_acts_in_reach

NOWHERE_TO_ASK = {tr(words) for words in (*not_found().parts, STRANGER, LEFT)}
PLACE = {"location": {"latitude": 29.99, "longitude": 108.11}}
FINDS = COMMANDS["find"].who
BELOW_EACH = {target: {target} for target in TARGETS} | {
    "own": {"own", "child"},
    "parent": {"parent", "own", "child", "sibling"},
}


def seen_by(at, role, do):
    with undone(at.session):
        seen = do()
    assert_nothing_else_is_shown(at, role, seen)
    return seen


@pytest.mark.parametrize("key", NUMBERS)
def test_a_printed_number_opens_just_what_lies_in_the_units_that_one_may_see(at, key):
    assert_acts_in_reach(at, NUMBERS[key], lambda role, details: write(at, role, details["rest"]))


@pytest.mark.parametrize("role", ROLES)
def test_an_inline_query_finds_just_the_entities_in_reach(at, role):
    """Words are not said back here, so that what is shown was found."""
    names = [at.entity_name(target) for target in TARGETS]
    found = [seen_by(at, role, lambda name=name: type_inline(at, role, name)) for name in names]
    assert set().union(*(units_in(at, "entities", seen) for seen in found)) == FINDS.get(role, set())


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_inline_query_offers_nothing_of_others(at, role):
    seen_by(at, role, lambda: type_inline(at, role, ""))


@pytest.mark.parametrize("role", ROLES)
def test_near_a_place_are_just_the_entities_in_reach(at, role):
    """All of them stand in one street."""
    seen = seen_by(at, role, lambda: send(at, role, PLACE))
    if role in FINDS:
        assert role == "top" or units_in(at, "entities", seen) | units_in(at, "neighbours", seen) == FINDS[role]
    else:
        assert seen.words in NOWHERE_TO_ASK


@pytest.mark.parametrize("role", FINDS)
def test_a_line_outside_any_form_finds_just_the_entities_in_reach(at, role):
    """And of what is elsewhere no more is said than of what is nowhere."""
    told = {}
    for target in (*TARGETS, "nowhere"):
        name = at.entity_name(target)
        with undone(at.session):
            told[target] = write(at, role, name).words.replace(name, "…")
    assert {target for target in TARGETS if told[target] != told["nowhere"]} == FINDS[role]


@pytest.mark.parametrize("role", ROLES)
def test_a_group_is_told_the_sums_of_its_unit_whoever_asks(at, role):
    """No name, no enterprise, no record and no button; of other units nothing at all."""
    for target in TARGETS:
        with undone(at.session):
            seen = say_in_group(at, role, at.group[target], "二季度")
        assert "二季度" in seen.words
        for other in TARGETS:
            assert not [words for words in at.secrets(other) - {at.unit[other].name} if words in seen.shown]
        named = {other for other in TARGETS if at.unit[other].name in seen.words}
        assert named <= BELOW_EACH[target]
        assert "callback_data" not in seen.shown


@pytest.mark.parametrize("role", ROLES)
def test_just_administrators_bring_the_bot_into_groups(at, role):
    with undone(at.session):
        seen = bring_into_group(at, role, next(GROUPS))
    assert seen.changed == (role in ADMINS)

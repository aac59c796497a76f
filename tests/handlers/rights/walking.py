"""Walks a line of the table, role by role and unit by unit.

What is forbidden reads like what does not exist: every answer is held against the same one about something nowhere.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.handlers.rights.doing import Seen, undone
from tests.handlers.rights.jurisdiction import TARGETS, Jurisdiction
from tests.handlers.rights.line import ALL, ROLES, Line
from tests.handlers.rights.seeing import assert_nothing_else_is_shown, units_in

Do = Callable[[str, dict[str, Any]], Seen]
"""As a role, with these details."""
Done = Callable[[Seen, bool], bool]
"""Whether it came to something, of what was seen and whether that reads otherwise than about nothing."""


AT_ONCE: dict[str, set[str]] = {"top": set(), "two": {"own", "foreign"}}
"""Of what they may see, they see at least this before they have pressed anything."""


def acting(table: Mapping[str, Line]) -> list[str]:
    return [key for key, line in table.items() if line.details]


def listing(table: Mapping[str, Line]) -> list[str]:
    return [key for key, line in table.items() if line.shows is not None and not line.details]


def recorded_or_told(seen: Seen, told_something: bool) -> bool:
    return seen.recorded or told_something


def assert_acts_in_reach(at: Jurisdiction, line: Line, do: Do, done: Done = recorded_or_told) -> None:
    """Who does not get past the door (`test_door.py`) is refused whatever the details."""
    cells = {cell for role in line.let_in for cell in _cells_of(at, line, role, do, done)}
    assert cells == {(role, target) for role in ROLES for target in TARGETS if line.allows(role, target)}


def _cells_of(at: Jurisdiction, line: Line, role: str, do: Do, done: Done) -> Iterator[tuple[str, str]]:
    """Those in which it came to something. In all others it reads as if about nothing, and nothing is recorded."""
    _, nowhere = _tried(at, line, role, "nowhere", do)
    for target in TARGETS:
        seen, words = _tried(at, line, role, target, do)
        if target in units_in(at, line.shows, seen) if line.shows else done(seen, words != nowhere):
            assert_nothing_else_is_shown(at, role, seen)
            yield role, target
        else:
            assert words == nowhere
            assert not seen.recorded


def _tried(at: Jurisdiction, line: Line, role: str, target: str, do: Do) -> tuple[Seen, str]:
    """What was seen, and its words without those that were asked for."""
    assert line.details is not None
    with undone(at.session):
        details = line.details(at, role, target)
        seen = do(role, details)
    return seen, seen.words.replace(details.get("rest", "…"), "…").replace(at.unit[target].name, "…")


def assert_shows_reach(at: Jurisdiction, line: Line, do: Do) -> None:
    """One screen is not enough for everything: from the top of the tree, and from two places, one walks down."""
    for role in line.let_in:
        with undone(at.session):
            seen = do(role, {})
        assert_nothing_else_is_shown(at, role, seen)
        assert not line.shows or units_in(at, line.shows, seen) >= line.who[role] & AT_ONCE.get(role, ALL)

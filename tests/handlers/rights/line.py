"""A line of the table of rights: who may do it, how far it reaches, and what it is done to or shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from tests.handlers.rights.jurisdiction import TARGETS, Jurisdiction

ROLES = ("officer", "leader", "admin", "two", "top", "enterprise", "left", "stranger")
OWN, BELOW, ALL = {"own"}, {"own", "child"}, set(TARGETS)
SIGHT = {"officer": BELOW, "leader": BELOW, "admin": BELOW, "two": BELOW | {"foreign"}, "top": ALL, "enterprise": OWN}
"""Which units' things a role may see at all, whatever it does."""
NOTHING_ELSE = ""
"""Shows nothing of other units; what it shows of one's own need not name it."""
Details = Callable[[Jurisdiction, str, str], dict[str, Any]]
"""What goes with the button: of the world, for a role, in a target unit."""


class Who(TypedDict, total=False):
    """Role → the target units in which it may."""

    officer: set[str]
    leader: set[str]
    admin: set[str]
    enterprise: set[str]


@dataclass(frozen=True)
class Line:
    """Who may do it, in which units. What acts on something has `details`; what lists something says what it `shows`;
    what does neither concerns the person `alone`, and says why."""

    who: Mapping[str, set[str]]
    details: Details | None = None
    shows: str | None = None
    """The kind of traces (see `Jurisdiction.traces`) that each unit in reach has left in the answer."""
    alone: str = ""
    door: frozenset[str] = frozenset()
    """Roles that get as far as the handler: where it depends on what exactly is acted on, more than may do it here."""

    def allows(self, role: str, target: str) -> bool:
        return target in self.who.get(role, set())

    @property
    def let_in(self) -> set[str]:
        return {role for role in ROLES if self.who.get(role)} | self.door


def line(details: Details | None = None, *, shows: str | None = None, alone: str = "", **who: set[str]) -> Line:
    """What an administrator of the unit may there, one of the whole city may everywhere, one of two units in both."""
    others = {"top": ALL, "two": who["admin"] | {"foreign"}} if "admin" in who else {}
    return Line({**others, **who}, details, shows, alone)


def also(roles: Iterable[str], line: Line) -> Line:
    return replace(line, door=frozenset(roles))


def everybody(details: Details | None = None, *, shows: str | None = None, alone: str = "") -> Line:
    return line(details, shows=shows, alone=alone, officer=OWN, leader=OWN, admin=OWN, enterprise=OWN)


def everywhere(details: Details | None = None, *, shows: str | None = None, alone: str = "") -> Line:
    """What holds for the whole installation: nobody below the top of the tree."""
    return line(details, shows=shows, alone=alone, top=ALL)


def nobody(door: Iterable[str], details: Details) -> Line:
    """What is somebody else's: whoever gets to the handler is refused there."""
    return also(door, Line({}, details))


def action_of(key: str) -> str:
    """`group.leave` of the line “group.leave of a former unit”: the same action, done to something else."""
    return key.split()[0]

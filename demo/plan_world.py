"""What is peculiar to one plan's example; whatever a plan's file leaves out is derived from the pack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from campaigns.schema.pack import Pack
from demo import worlds
from demo.entity_patterns import FEATURED, PATTERNS, Pattern


@dataclass(frozen=True)
class VisitRound:
    """Visits that a plan without a table asks for: so many to entities of a kind, by each of the units.

    `by`: keys or kinds of units. `among`: how many such entities lie in each of them. Both are for a unit of size 1.
    """

    by: tuple[str, ...]
    entity_kind: str
    visits: int
    among: int
    inspection_kinds: tuple[str, ...]
    """The usual one first."""
    first: date | None = None
    last: date | None = None
    """None: the plan's own first and last day."""


@dataclass(frozen=True)
class PlanWorld:
    """Units and kinds that a changed copy of the plan does not have are passed over."""

    begins: date | None = None
    """A working day that shows the plan well; None: a few days before a deadline."""
    featured: tuple[Pattern, ...] = FEATURED
    patterns: tuple[Pattern, ...] = PATTERNS
    rounds: tuple[VisitRound, ...] = ()
    sizes: Mapping[str, float] = field(default_factory=dict)
    """Unit's key → how much larger than usual its territory is."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Unit's key → how a place there is called, where the unit's name does not tell."""
    led_from: str = ""
    """The unit of the leader, where that is not the topmost."""
    contact_of: str = "user"
    """The kind of entity whose contact takes part."""
    faults: tuple[tuple[str, str, str], ...] = ()
    """A word of a checklist item's title, the fault, its rectification; before those that every plan knows."""
    outcome_shares: tuple[int, ...] = (12, 1, 1)
    """Of the outcomes that found something, in the plan's order."""
    every_tag: bool = True
    """Focus tags that no pattern has are given to some entities all the same."""


def world_of(pack: Pack) -> PlanWorld:
    """That of `worlds/shizhu_2025.py` for the pack `shizhu-2025`; a plan without such a file gets the usual one."""
    return world_named(pack.key.replace("-", "_"))


@cache
def world_named(name: str) -> PlanWorld:
    if name not in {module.name for module in iter_modules(worlds.__path__)}:
        return PlanWorld()
    world: PlanWorld = import_module(f"{worlds.__name__}.{name}").WORLD
    return world

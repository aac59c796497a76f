"""The organisation tree as paths: the ids from the root down, `/1/4/`."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, false, or_
from sqlmodel import col

from storage.tables import Unit

Scope = tuple[str, ...]
"""What somebody answers for: some units, each with all below it, none of them in another's part."""
WHOLE_TREE: Scope = ("/",)


def below(*paths: str) -> Any:
    """The condition that a unit lies in one of these parts of the tree: for each one range of the index on `path`.

    "0" is the character after "/", so `/1/4/…` lies between `/1/4/` and `/1/40`. (LIKE would read the whole table:
    SQLite cannot use an index for it, and every `startswith` is one.)
    """
    ranges = [and_(col(Unit.path) >= path, col(Unit.path) < f"{path[:-1]}0") for path in paths]
    return or_(false(), *ranges)


def outermost(paths: Iterable[str]) -> Scope:
    """The parts without those that lie in another of them."""
    every = sorted(set(paths))
    return tuple(path for path in every if not any(path != other and is_below(path, other) for other in every))


def is_below(path: str, *parts: str) -> bool:
    """The same of a path at hand; a unit lies in its own part."""
    return path.startswith(parts)


def is_top(path: str) -> bool:
    """No unit is above it."""
    return path.count("/") == 2


def ids_in(path: str) -> list[int]:
    """The units on the way down to it, itself the last."""
    return [int(number) for number in path.strip("/").split("/") if number]

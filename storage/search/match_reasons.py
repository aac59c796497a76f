"""Why an entity fits what was typed, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.search.comparable import SearchWords
from storage.search.index_entry import MARK

WAYS = ("name", "initials", "pinyin", "former", "code")
"""Of two that fit equally well, the one found in the earlier way comes first."""


@dataclass(frozen=True)
class IndexLine:
    """A line of the index, with what its place in an answer depends on."""

    id: int
    name: str
    initials: str
    pinyin: str
    codes: str
    active: bool = True
    own: bool = False
    """Of the unit that the person works in."""
    visited: int | None = None
    """0 is the entity that this person visited last."""


@dataclass(frozen=True)
class MatchReason:
    way: str
    part: int
    """0 the whole, 1 the beginning, 2 somewhere inside, 3 words of it in any order."""


def fit(wanted: SearchWords, line: IndexLine) -> MatchReason | None:
    """The best reason why a line fits; None where it does not."""
    present, _, former = line.name.partition(" ")
    asked = (wanted.name, wanted.letters, wanted.letters, wanted.name, wanted.code)
    texts = (present, line.initials, line.pinyin, former, line.codes)
    parts = [(_part(key, text), way) for key, text, way in zip(asked, texts, WAYS, strict=True) if key and text]
    fitting = [(part, way) for part, way in parts if part is not None]
    return MatchReason(*min(fitting, key=lambda pair: (pair[0], WAYS.index(pair[1])))[::-1]) if fitting else None


def _part(key: str, text: str) -> int | None:
    if f"{MARK}{key} " in f"{text} ":
        return 0
    if f"{MARK}{key}" in text:
        return 1
    return 2 if key in text else None


def by_words(words: Sequence[str], lines: list[IndexLine], most: int) -> list[IndexLine]:
    """Of lines that hold the words in any order, those that hold all of them before those of a unit called so."""

    def place(line: IndexLine) -> Any:
        written = f"{line.name} {line.initials} {line.pinyin}"
        return not all(word in written for word in words), _place((line, MatchReason("name", 3)))

    return sorted(lines, key=place)[:most]


def best(wanted: SearchWords, lines: list[IndexLine], most: int) -> list[tuple[IndexLine, MatchReason]]:
    """The best first: the whole or the beginning, one's own territory, one's own recent visits, open ones."""
    fitting = [(line, reason) for line in lines if (reason := fit(wanted, line)) is not None]
    return sorted(fitting, key=_place)[:most]


def _place(line_and_reason: tuple[IndexLine, MatchReason]) -> tuple[int, bool, bool, int, bool, int, int, str]:
    line, reason = line_and_reason
    never, turns_ago = line.visited is None, line.visited or 0
    return (
        reason.part,
        not line.own,
        never,
        turns_ago,
        not line.active,
        WAYS.index(reason.way),
        len(line.name),
        line.name,
    )

"""A filled re-grading list read back: which entity gets which level and why, or what is wrong in which row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from locales import N_, Text
from workbooks.opening import opening
from workbooks.opening.limits import WorkbookRefused

NUMBER, NAME, LEVEL, REASON = "编号", "监管对象", "新级别", "理由"
HEADS = {
    NUMBER: ("编号", "登记编号"),
    NAME: ("监管对象", "单位名称", "企业名称"),
    LEVEL: ("新级别",),
    REASON: ("理由", "原因"),
}
HIGHEST_HEAD = 12
"""The head row stands below the title and the line with the unit."""
NO_HEAD = N_("The head row is missing: it needs the columns {words}.", words=[NUMBER, LEVEL, REASON])


@dataclass(frozen=True)
class LevelWish:
    """A row with something in 新级别."""

    row: int
    number: str
    name: str
    level: str
    reason: str


def wishes(path: Path, sheet: str) -> list[LevelWish]:
    rows = opening.sheets(path)[sheet]
    at, places = _head(rows)
    return [wish for number, row in enumerate(rows[at:], at + 1) if (wish := _wish(number, row, places)).level]


def _head(rows: Sequence[Sequence[str | None]]) -> tuple[int, Mapping[str, int]]:
    """(the number of the row, where each column stands)."""
    for number, row in enumerate(rows[:HIGHEST_HEAD], 1):
        words = ["".join((text or "").split()) for text in row]
        places = {key: words.index(word) for key, known in HEADS.items() for word in known if word in words}
        if {NUMBER, LEVEL, REASON} <= places.keys():
            return number, places
    raise WorkbookRefused(NO_HEAD)


def _wish(number: int, row: Sequence[str | None], places: Mapping[str, int]) -> LevelWish:
    values = {key: (row[at] or "").strip() if at < len(row) else "" for key, at in places.items()}
    return LevelWish(number, values[NUMBER], values.get(NAME, ""), values[LEVEL], values[REASON])


@dataclass(frozen=True)
class LevelChange:
    """What a row asks for, understood: the entity's id, the level's key, the reason."""

    entity_id: int
    level: str
    reason: str


class PresentLevel(Protocol):
    """An entity as it stands: its name and the key of its level."""

    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...


def understood(
    wish: LevelWish, levels: Mapping[str, str], present: Mapping[int, PresentLevel]
) -> LevelChange | Text | None:
    """`levels` by their titles, `present` by the entity's number. None where nothing would change."""
    entity_id = int(wish.number) if wish.number.isdecimal() else 0
    if entity_id not in present:
        return N_("row {row}: no entity {number} here that you may grade", row=wish.row, number=wish.number or "—")
    if wish.name and wish.name != present[entity_id].name:
        values = {"row": wish.row, "number": wish.number, "name": present[entity_id].name}
        return N_("row {row}: number {number} is {name}, another name stands there", **values)
    level = levels.get(wish.level) or levels.get(wish.level.removesuffix("监管"))
    if level is None:
        return N_("row {row}: “{level}” is no level, there are {levels}", row=wish.row, level=wish.level[:20],
                  levels=list(levels))  # fmt: skip
    if level == present[entity_id].level:
        return None
    if not wish.reason:
        return N_("row {row}: {name} needs a reason", row=wish.row, name=present[entity_id].name)
    return LevelChange(entity_id, level, wish.reason[:300])


def twice(listed_wishes: Sequence[LevelWish]) -> Iterator[Text]:
    """A sentence for each row about an entity that an earlier row was about."""
    seen: set[str] = set()
    for wish in listed_wishes:
        if wish.number in seen:
            yield N_("row {row}: number {number} stands there a second time", row=wish.row, number=wish.number)
        seen.add(wish.number)

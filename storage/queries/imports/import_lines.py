"""A row of a workbook on its way into the database, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from locales import N_, Message, Text

Outcome = Literal["new", "changed", "same", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "same", "wrong")


@dataclass(frozen=True)
class ImportLine:
    """One row: `values` holds what it says, by the name of the column in our tables.

    A column that the sheet does not have and a cell that is empty (None) change nothing: what is to be taken back is
    taken back in chat, where somebody sees what it was.
    """

    noun: str
    row: int
    values: Mapping[str, Any]
    problems: tuple[Message, ...] = ()

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def refuse_problems(self) -> None:
        """What the reader of the workbook found wrong with the row."""
        if self.problems:
            raise InvalidRow(N_("{problems}", problems=self.problems))


@dataclass(frozen=True)
class RowOutcome:
    """What a row does. `changes` are (column, before, after); `like` is somebody else with nearly the same name."""

    line: ImportLine
    outcome: Outcome
    name: str = ""
    reason: Message | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    like: str | None = None
    notes: tuple[Message, ...] = ()
    """What was left open, though the row is taken."""


class InvalidRow(Exception):
    """The row cannot be taken; the words say why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


@dataclass
class RowCounts:
    """How many rows of a sheet did what, with a few examples of what is worth a look."""

    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    changes: list[Text] = field(default_factory=list)
    look_alikes: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    @property
    def right(self) -> int:
        """The rows that would change something."""
        return self.new + self.changed

"""What is kept beside the check and the import of a register: for the buttons below them, and after a crash."""

from typing import Any, TypeVar

from pydantic import Field

from handlers.turn.long_work import Work
from handlers.turn.workbook_kinds import SentWorkbook

Checked = TypeVar("Checked", bound=SentWorkbook)


class UnitsAsked(SentWorkbook):
    """A register with names of units that nobody knows, each with the number of its rows, the most used first."""

    unit_id: int
    strange: list[tuple[str, int]]


class RegisterChecked(SentWorkbook):
    """A register of which so many rows were tried and so many are wrong."""

    unit_id: int
    rows: int
    wrong: int
    started: bool = False


class RegisterToImport(SentWorkbook):
    """A register being taken in: the message that tells of it, and how far it had come before a crash."""

    unit_id: int
    rows: int
    wrong: int
    message: int
    behind: int | None = None
    counts: dict[str, list[int]] = Field(default_factory=dict)
    stop: bool = False


def checked(work: Work[SentWorkbook], what: type[Checked], **results: Any) -> Checked:
    """What was asked together with what was found."""
    return what(**work.asked.model_dump(), **results)

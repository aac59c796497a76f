"""What is asked of a workbook that somebody has sent, and what came of looking into it; for the buttons below that."""

from datetime import date
from typing import Any, TypeVar

from pydantic import Field

from handlers.turn.long_work import Work
from handlers.turn.stored import Stored


class Sent(Stored):
    """The file and the name that it came under; `unit_id` is the unit that it was sent in the name of."""

    sha256: str
    name: str
    today: date
    unit_id: int | None = None
    told: dict[str, str] = Field(default_factory=dict)
    """Name of a unit in the workbook that nobody knows → "new" or "skip", as it was answered."""


Checked = TypeVar("Checked", bound=Sent)


class PlanChecked(Stored):
    """A plan without mistakes, and the version that it was compared with; None where it is new."""

    sha256: str
    pack: dict[str, Any]
    version: int | None = None


class LevelsChecked(Stored):
    """Entity, level, reason: what a re-grading list would set from a day on."""

    scheme: str
    since: date
    levels: list[tuple[int, str, str]]
    done: bool = False


class UnitsAsked(Sent):
    """A register with names of units that nobody knows, each with the number of its rows, the most used first."""

    unit_id: int
    strange: list[tuple[str, int]]


class RegisterChecked(Sent):
    """A register of which so many rows were tried and so many are wrong."""

    unit_id: int
    rows: int
    wrong: int
    started: bool = False


class ToImport(Sent):
    """A register being taken in: the message that tells of it, and how far it had come before a crash."""

    unit_id: int
    rows: int
    wrong: int
    message: int
    behind: int | None = None
    counts: dict[str, list[int]] = Field(default_factory=dict)
    stop: bool = False


def checked(work: Work[Sent], what: type[Checked], **found: Any) -> Checked:
    """What was asked together with what was found."""
    return what(**work.asked.model_dump(), **found)

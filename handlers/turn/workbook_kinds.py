"""The kinds of workbooks that somebody may send, told apart by the names of their sheets. Each file registers its own:

workbook_kind(WorkbookKind(10, is_regrading, examine))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from forms import inputs
from handlers.turn.long_work import JobContext, JobResult, Work
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn
from storage.database import Database
from storage.files import Files


class SentWorkbook(Stored):
    """The file and the name that it came under; `unit_id` is the unit that it was sent in the name of."""

    sha256: str
    name: str
    today: date
    unit_id: int | None = None
    told: dict[str, str] = Field(default_factory=dict)
    """Unknown name of a unit in the workbook → "new", "skip" or a unit's id, as the importer answered."""


@dataclass(frozen=True)
class WorkbookKind:
    """`fits` is given the names of the sheets; the kind of the lowest `order` that fits reads the workbook."""

    order: int
    fits: Callable[[Sequence[str]], bool]
    examine: Callable[[Database, Files, Work[SentWorkbook], JobContext], JobResult]
    """Says what the workbook would do; changes nothing."""
    may: str = "administer"
    received: Callable[[Turn, inputs.Document], None] | None = None
    """Takes a workbook from somebody who may send this kind only."""


_kinds: list[WorkbookKind] = []


def workbook_kind(kind: WorkbookKind) -> None:
    _kinds.append(kind)
    _kinds.sort(key=lambda kind: kind.order)


def workbook_kinds() -> Sequence[WorkbookKind]:
    """In their order."""
    return _kinds

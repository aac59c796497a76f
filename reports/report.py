"""A report: an official output that the catalogue offers, whoever asks for it and wherever it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from figures.questions import Question
from locales import Message
from reports.drawing.table import Table
from reports.drawing.text_table import Brief
from storage.database import Session


@dataclass(frozen=True)
class Report:
    """One file of `reports/catalog/` holds one, as `REPORT`; it is found there."""

    place: int
    """Its place in lists."""
    key: str
    """As typed after `xiaohao report`."""
    about: Message
    tables: Callable[[Session, Question], list[Table]]
    """Its sheets, in their order."""
    brief: Callable[[Session, Question], Brief] | None = None
    """What is read on one screen, where that is other than the sheets as text."""
    needs_plan: bool = False
    """Only of a campaign with a plan table."""

"""A report: an official output that the catalogue offers, whoever asks for it and wherever it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from figures.plan_progress import scope_of
from figures.questions import Question
from locales import N_, Message, tr
from reports.drawing.dates import period_of_question
from reports.drawing.table import Table
from reports.drawing.text_table import Brief
from storage.database import Session


@dataclass(frozen=True)
class Report:
    """One file of `reports/catalog/` holds one, as `REPORT`; it is found there."""

    order: int
    """Where it stands in lists."""
    key: str
    """As typed after `xiaohao report`."""
    about: Message
    tables: Callable[[Session, Question], list[Table]]
    """Its sheets, in their order."""
    brief: Callable[[Session, Question], Brief] | None = None
    """What is read on one screen, where that is other than the sheets as text."""
    asked_as: tuple[Message, ...] = ()
    """Words by which it is asked for in a line of the chat, as every language has them: (N_("sampling summary"),)."""
    topic: str | None = None
    """Key of the topic of a question whose answer in the chat shows it; else its sheets are shown as text."""
    needs_plan: bool = False
    """Only of a campaign with a plan table."""


def report_file(session: Session, asked: Question, report: Report) -> tuple[str, list[Table]]:
    """(file name, sheets): “石柱县2025年二季度检查明细.xlsx”."""
    name = N_(
        "{scope} {period} {report}.xlsx",
        scope=scope_of(session, asked),
        period=period_of_question(asked),
        report=report.about,
    )
    return tr(name).replace("/", "-"), report.tables(session, asked)

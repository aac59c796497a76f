"""隐患台账: risk items that are still open, those overdue first to be seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from figures.plan_progress import scope_of
from figures.questions import Question
from figures.records_behind import UNFINISHED, risk_items_behind
from forms.risk_words import RISK_STATES
from locales import N_, Text
from reports.drawing.dates import full_day, short_day
from reports.drawing.table import Cell, Row, Table, header_row
from reports.report import Report
from storage.database import Session


@dataclass(frozen=True)
class RiskLine:
    """One risk item as of a day; `due` is None where nobody set a day."""

    number: str
    description: str
    entity: str
    unit: str
    opened: date
    due: date | None
    status: Text
    responsible: str = ""
    waiting: bool = False
    """The rectification is reported and waits for review."""
    id: int = 0
    """The record behind the line, for whoever opens it."""

    def overdue_days(self, as_of: date) -> int:
        """Full days past the due day, which itself is still in time (C2); none once the rectification is reported."""
        return max(0, (as_of - self.due).days) if self.due and not self.waiting else 0


@dataclass(frozen=True)
class RiskItems:
    scope: str
    as_of: date
    lines: tuple[RiskLine, ...]

    @property
    def overdue(self) -> tuple[RiskLine, ...]:
        """The longest overdue first."""
        late = [line for line in self.lines if line.overdue_days(self.as_of)]
        return tuple(sorted(late, key=lambda line: (line.due or self.as_of, line.number)))


COLUMNS = (
    (N_("Number"), 15),
    (N_("Risk item"), 26),
    (N_("Entity"), 17),
    (N_("Unit"), 7),
    (N_("Opened on"), 10.7),
    (N_("Rectify by"), 10.7),
    (N_("Status"), 8),
    (N_("Responsible"), 8),
    (N_("Days overdue"), 9),
)


def risk_items(figures: RiskItems) -> Table:
    return Table(
        key="risk-items",
        title=N_("Open risk items"),
        sheet=N_("Risk items"),
        unit=figures.scope,
        as_of=figures.as_of,
        head=(
            figures.scope,
            N_("As of {day}", day=full_day(figures.as_of)),
            N_("{count} open, {overdue} overdue", count=len(figures.lines), overdue=len(figures.overdue)),
        ),
        header=(header_row(*(title for title, _ in COLUMNS)),),
        rows=tuple(_row(line, figures.as_of) for line in figures.lines),
        widths=tuple(width for _, width in COLUMNS),
        notes=() if figures.lines else (N_("No open risk items."),),
        orientation="landscape",
    )


def _row(line: RiskLine, as_of: date) -> Row:
    return (
        Cell(line.number, "stub"),
        Cell(line.description, align="left"),
        Cell(line.entity, align="left"),
        Cell(line.unit),
        Cell(line.opened.isoformat()),
        Cell(line.due.isoformat() if line.due else N_("no day set")),
        Cell(line.status),
        Cell(line.responsible),
        Cell(line.overdue_days(as_of) or "", "gap"),
    )


def risk_lines(session: Session, asked: Question, states: Collection[str] = UNFINISHED) -> RiskItems:
    """The risk items that are unfinished today, in these states; only an open one can be overdue."""
    lines = tuple(
        RiskLine(
            id=card.id,
            number=card.number,
            description=card.description,
            entity=card.entity,
            unit=card.unit,
            opened=card.opened_on,
            due=card.due,
            status=RISK_STATES[card.state],
            waiting=card.state == "rectified",
            responsible=card.officer,
        )
        for card in risk_items_behind(session, asked, states)
    )
    return RiskItems(scope_of(session, asked), asked.today, lines)


REPORT = Report(
    40,
    "risk-items",
    N_("risk items not closed out"),
    lambda session, asked: [risk_items(risk_lines(session, asked))],
    topic="risks",
)


def listed(lines: Sequence[RiskLine], as_of: date, first: int = 1) -> tuple[Text, ...]:
    """For chat: “1 隐患-2025-0027 · 冷藏柜无温度记录 · 示例诊所 · 西沱所 · 超期 3 天”."""
    return tuple(
        N_(
            "{position} {number} · {description} · {entity} · {unit} · {due}",
            position=position,
            number=line.number,
            description=line.description,
            entity=line.entity,
            unit=line.unit,
            due=_due(line, as_of),
        )
        for position, line in enumerate(lines, first)
    )


def _due(line: RiskLine, as_of: date) -> Text:
    if line.waiting:
        return line.status
    if not line.due:
        return N_("no day set")
    if days := line.overdue_days(as_of):
        return N_("{days} days overdue", days=days)
    return N_("due {day}", day=short_day(line.due))

"""检查明细: the visits behind the figures, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.schema.pack import Pack
from campaigns.titles import title_of
from figures.plan_progress import scope_of
from figures.questions import Question
from figures.records_behind import visits_behind
from locales import N_, Text
from reports.drawing.dates import full_day, month_and_day, period_of_question
from reports.drawing.table import Cell, Row, Table, header_row
from reports.report import Report
from storage.database import Session
from storage.queries.records.inspections import ListedInspection


@dataclass(frozen=True)
class InspectionLine:
    """One valid visit; `points` is how many items its checklist had, `failed` how many did not conform."""

    number: str
    day: date
    unit: str
    entity: str
    entity_kind: str
    kind: str
    people: int
    points: int
    failed: int
    outcome: str
    tags: tuple[str, ...] = ()
    note: str = ""
    recorded_by: str = ""
    id: int = 0
    """The record behind the line, for whoever opens it."""
    entity_id: int = 0

    @property
    def result(self) -> Text:
        if not self.points:
            return ""
        if not self.failed:
            return N_("all {points} conform", points=self.points)
        return N_("{failed} do not conform", failed=self.failed)


@dataclass(frozen=True)
class Inspections:
    """`lines` in the order of day and number; `period` in words, e.g. 2025年二季度."""

    scope: str
    period: Text
    as_of: date
    lines: tuple[InspectionLine, ...]


COLUMNS = (
    (N_("Number"), 15),
    (N_("Day of the visit"), 10.7),
    (N_("Unit"), 7),
    (N_("Entity"), 16.5),
    (N_("Kind of entity"), 8.7),
    (N_("Kind of check"), 8.7),
    (N_("Number of people"), 4.7),
    (N_("Checklist points"), 11.7),
    (N_("Outcome"), 10.7),
    (N_("Focus"), 11),
    (N_("Note"), 11),
    (N_("Recorded by"), 7),
)


def inspections(figures: Inspections) -> Table:
    return Table(
        key="inspections",
        title=N_("Inspections, {period}", period=figures.period),
        sheet=N_("Inspections"),
        unit=figures.scope,
        as_of=figures.as_of,
        head=(
            figures.scope,
            N_("As of {day}", day=full_day(figures.as_of)),
            N_("{count} inspections", count=len(figures.lines)),
        ),
        header=(header_row(*(title for title, _ in COLUMNS)),),
        rows=tuple(_row(line) for line in figures.lines),
        widths=tuple(width for _, width in COLUMNS),
        notes=() if figures.lines else (N_("No inspections on record."),),
        orientation="landscape",
    )


def _row(line: InspectionLine) -> Row:
    return (
        Cell(line.number, "stub"),
        Cell(line.day.isoformat()),
        Cell(line.unit),
        Cell(line.entity, align="left"),
        Cell(line.entity_kind),
        Cell(line.kind),
        Cell(line.people),
        Cell(line.result),
        Cell(line.outcome),
        Cell("、".join(line.tags), align="left"),
        Cell(line.note, align="left"),
        Cell(line.recorded_by),
    )


def visit_lines(session: Session, asked: Question, column: str | None = None) -> tuple[InspectionLine, ...]:
    """The visits behind the figures of a question, of one column of the plan or of all."""
    columns = asked.plan.columns if asked.has_plan else ()
    kind = next((plan_column.counts.entity_kind for plan_column in columns if plan_column.key == column), None)
    return tuple(_line(asked.pack, line) for line in visits_behind(session, asked, kind))


def _line(pack: Pack, line: ListedInspection) -> InspectionLine:
    checklist = pack.checklist_for(line.entity_kind)
    tags = {tag.key: tag.title for group in pack.focus for tag in group.tags}
    return InspectionLine(
        id=line.id,
        entity_id=line.entity_id,
        number=line.number,
        day=line.day,
        unit=line.unit,
        entity=line.entity,
        entity_kind=title_of(pack.entity_kinds, line.entity_kind),
        kind=title_of(pack.inspection_kinds, line.kind),
        people=line.people,
        points=len(checklist.items) if checklist and line.has_checklist else 0,
        failed=len(line.bad_items),
        outcome=title_of(pack.outcomes, line.outcome),
        tags=tuple(tags.get(tag, tag) for tag in line.tags),
        note="；".join([*line.bad_items, *([line.note] if line.note else [])]),
        recorded_by=line.recorded_by,
    )


def visits_one_by_one(session: Session, asked: Question) -> Table:
    lines = visit_lines(session, asked)
    return inspections(Inspections(scope_of(session, asked), period_of_question(asked), asked.as_of, lines))


REPORT = Report(
    30,
    "inspections",
    N_("the visits one by one"),
    lambda session, asked: [visits_one_by_one(session, asked)],
    topic="inspections",
)


def listed(lines: Sequence[InspectionLine], first: int = 1) -> tuple[Text, ...]:
    """For chat: “1 检查-2025-0071 · 05-14 · 黄水镇卫生院 · 未发现问题”."""
    return tuple(
        N_(
            "{position} {number} · {day} · {entity} · {outcome}",
            position=position,
            number=line.number,
            day=month_and_day(line.day),
            entity=line.entity,
            outcome=line.outcome,
        )
        for position, line in enumerate(lines, first)
    )

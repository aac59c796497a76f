"""任务表: the plan's own table, laid out as its annex prints it, without a row that the annex does not have."""

from collections.abc import Mapping

from campaigns.schema.pack import PlanRow, PlanTable
from figures.questions import Question
from locales import N_
from reports.drawing.column_widths import SMALLEST_PRINT
from reports.drawing.table import Cell, Row, Table, header_row
from reports.drawing.text_table import width
from reports.report import Report
from storage.database import Session


def plan_table(plan: PlanTable, names: Mapping[str, str]) -> Table:
    """`names` are the units' names as the plan prints them, by key."""
    stub = min(20, max(8, *(width(names[row.unit]) + 1 for row in plan.rows)))
    widths = (stub, *(8.7,) * len(plan.periods) * len(plan.columns), 6)
    return Table(
        key="plan-table",
        title=plan.title,
        sheet=N_("Plan table"),
        annex=plan.annex,
        header=_header(plan),
        rows=tuple(_row(plan, row, names[row.unit]) for row in plan.rows),
        widths=widths,
        orientation="portrait" if sum(widths) <= SMALLEST_PRINT["portrait"] else "landscape",
        row_height=26,
        notes=(plan.note,) if plan.note else (),
    )


def _header(plan: PlanTable) -> tuple[Row, ...]:
    periods = header_row(*(period.title for period in plan.periods), colspan=len(plan.columns))
    first = header_row(plan.stub, rowspan=2) + periods + header_row(plan.total_label, rowspan=2)
    return first, header_row(*(column.title for _ in plan.periods for column in plan.columns))


def _row(plan: PlanTable, row: PlanRow, name: str) -> Row:
    cells = (Cell(row.plan[period.key][column.key]) for period in plan.periods for column in plan.columns)
    return Cell(name, "stub"), *cells, Cell(row.total, "total")


def plan_table_of(_: Session, asked: Question) -> list[Table]:
    return [plan_table(asked.plan, {unit.key: unit.title for unit in asked.pack.units})]


REPORT = Report(20, "plan-table", N_("the plan table as annexed"), plan_table_of, needs_plan=True)

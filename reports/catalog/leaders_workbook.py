"""任务表, 完成情况, 检查明细: the three sheets of the workbook that a leader gets behind “二季度汇总”."""

from figures.plan_progress import plan_figures
from figures.questions import Question
from locales import N_, tr
from reports.catalog.inspection_list import visits_one_by_one
from reports.catalog.plan_table_sheet import plan_table_of
from reports.catalog.plan_vs_actual import plan_vs_actual
from reports.drawing.dates import period_name, short_day
from reports.drawing.table import Table
from reports.report import Report
from storage.database import Session


def leaders_workbook(session: Session, asked: Question) -> tuple[str, list[Table]]:
    """(file name, sheets): “石柱县2025年二季度任务完成情况（截至6月20日）.xlsx”."""
    figures = plan_figures(session, asked)
    name = N_(
        "{scope} {period} plan and actual as of {day}.xlsx",
        scope=figures.scope,
        period=period_name(asked.plan, asked.period_key),
        day=short_day(figures.as_of),
    )
    sheets = [*plan_table_of(session, asked), plan_vs_actual(figures), visits_one_by_one(session, asked)]
    return tr(name).replace("/", "-"), sheets


REPORT = Report(
    50,
    "quarter",
    N_("all sheets of the leader's workbook"),
    lambda session, asked: leaders_workbook(session, asked)[1],
    needs_plan=True,
)

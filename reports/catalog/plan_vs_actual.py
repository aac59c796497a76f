"""完成情况: for every unit the period and the year to date, planned, done and missing, and its risk items."""

from collections.abc import Sequence
from dataclasses import replace

from figures.plan_figures import PlanFigures, Progress, RiskCounts
from figures.plan_progress import plan_figures
from locales import N_, Text
from reports.catalog.plan_brief import brief
from reports.drawing.dates import full_day, period_name
from reports.drawing.table import NOT_APPLICABLE, Cell, Row, Table, header_row
from reports.report import Report

RISKS = (N_("newly found"), N_("closed out"), N_("still open"), N_("items overdue"))
SHARE = (N_("planned"), N_("visited"), N_("still missing"))
SIGNERS = (N_("Filled in by:"), N_("Checked by:"), N_("Telephone:"), N_("Filled in on:"))


def plan_vs_actual(figures: PlanFigures) -> Table:
    shares = 2 * len(figures.plan.columns)
    return Table(
        key="plan-vs-actual",
        title=N_("Inspections against the plan, {period}", period=period_name(figures.plan, figures.period_key)),
        sheet=N_("Plan and actual"),
        unit=figures.scope,
        as_of=figures.as_of,
        head=(
            N_("Reporting unit (seal): {unit}", unit=figures.reporting_unit or figures.scope),
            N_("As of {day}", day=full_day(figures.as_of)),
            N_("Counted in visits and risk items"),
        ),
        header=_header(figures),
        rows=_rows(figures),
        widths=(8, *(6,) * len(SHARE) * shares, *(5.5,) * len(RISKS)),
        notes=_notes(figures),
        foot=SIGNERS,
        orientation="landscape",
    )


def _header(figures: PlanFigures) -> tuple[Row, ...]:
    columns = figures.plan.columns
    groups = header_row(_period_title(figures), N_("Since January"), colspan=len(SHARE) * len(columns))
    return (
        header_row(figures.plan.stub, rowspan=3) + groups + header_row(N_("Risk items"), colspan=len(RISKS)),
        header_row(*(column.title for column in columns * 2), colspan=len(SHARE)) + header_row(*RISKS, rowspan=2),
        header_row(*SHARE * 2 * len(columns)),
    )


def _period_title(figures: PlanFigures) -> Text:
    return figures.periods[0].title if len(figures.periods) == 1 else N_("Whole year")


def _rows(figures: PlanFigures) -> tuple[Row, ...]:
    """The plan's units in its order, then others that have risk items, then the total where there is more than one."""
    owing = [_row(name, _shares(figures, key), figures.risks_of(key)) for key, name in figures.owing]
    nothing_owed = [None] * 2 * len(figures.plan.columns)
    others = [
        _row(name, nothing_owed, figures.risks_of(key))
        for key, name in figures.units
        if (key, name) not in figures.owing and figures.risks_of(key) != RiskCounts()
    ]
    rows = owing + others
    return (*rows, _total(figures)) if len(rows) > 1 else tuple(rows)


def _shares(figures: PlanFigures, unit: str) -> list[Progress | None]:
    """Column by column, first for the period, then for the year to date."""
    columns = figures.plan.columns
    spans = (figures.periods, figures.year_to_date)
    return [figures.progress(unit, column.key, periods) for periods in spans for column in columns]


def _total(figures: PlanFigures) -> Row:
    columns = figures.plan.columns
    spans = (figures.periods, figures.year_to_date)
    shares = [figures.of_column(column.key, periods) for periods in spans for column in columns]
    cells = _row(figures.plan.total_label, shares, figures.all_risks)
    return tuple(replace(cell, role="total") for cell in cells)


def _row(name: str, shares: Sequence[Progress | None], risks: RiskCounts) -> Row:
    counts = (risks.new, risks.closed, risks.open, risks.overdue)
    return (
        Cell(name, "stub"),
        *(cell for share in shares for cell in _share(share)),
        *(Cell(count) for count in counts),
    )


def _share(share: Progress | None) -> Row:
    if share is None:
        return (Cell(NOT_APPLICABLE),) * len(SHARE)
    return Cell(share.planned), Cell(share.done), Cell(share.gap, "gap")


def _notes(figures: PlanFigures) -> tuple[Text, ...]:
    last = figures.year_to_date[-1] if figures.year_to_date else figures.periods[0]
    return (
        N_("“Since January” is planned and counted up to the end of {period}.", period=last.title),
        N_("Missing is counted in every cell by itself: a surplus elsewhere does not make up for it."),
        N_("Visits by units without a line in the plan are not counted here."),
    )


REPORT = Report(
    10,
    "plan-vs-actual",
    N_("plan against actual, by unit"),
    lambda session, asked: [plan_vs_actual(plan_figures(session, asked))],
    brief=lambda session, asked: brief(plan_figures(session, asked)),
    needs_plan=True,
)

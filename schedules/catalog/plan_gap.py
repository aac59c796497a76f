"""计划缺口: the visits that a unit still owes of a plan table in the running period."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from campaigns.schema.pack import Period, PlanTable
from figures.plan_lines import plan_lines, visits_done
from locales import N_
from schedules.duties_of_units import owed_by_units
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import AllAtOnce

Done = Mapping[tuple[str, str, str], int]
"""Checks done, by (unit, period, column); a cell that is not there is 0."""


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    tables = request.running.pack.plan_tables

    def duties(keys: Collection[str] | None) -> Iterator[Duty]:
        if not tables:
            return
        lines = plan_lines(request.session, request.campaign_id, request.today)
        for printed in tables:
            table = printed.inherited(lines.heirs)
            period = table.period_of(request.today)
            periods = [period] if period else []
            done = visits_done(request.session, request.campaign_id, table, lines, periods, request.today)
            yield from plan_gaps(table, done, request.today, keys)

    keys = dict.fromkeys(unit for table in tables for unit in table.units)
    return owed_by_units(request, attempts, "plan", keys, duties)


def plan_gaps(table: PlanTable, done: Done, today: date, only: Collection[str] | None = None) -> Iterator[Duty]:
    """Every unit's gap in the period of today, due on its last day; a unit without a gap owes nothing.

    Of all units, or `only` of some.
    """
    period = table.period_of(today)
    if period is None:
        return
    for unit in table.units if only is None else (unit for unit in table.units if unit in only):
        gaps = {key: gap for key, gap in _gaps(table, done, unit, period) if gap > 0}
        if gaps:
            yield _duty(table, unit, period, gaps)


def _gaps(table: PlanTable, done: Done, unit: str, period: Period) -> Iterator[tuple[str, int]]:
    """Column by column: a surplus in one never makes up for a gap in another (C13)."""
    for column in table.columns:
        planned = table.planned(unit, period.key, column.key)
        yield column.short, planned - done.get((unit, period.key, column.key), 0)


def _duty(table: PlanTable, unit: str, period: Period, gaps: Mapping[str, int]) -> Duty:
    shown = [N_("{column} {count}", column=column, count=count) for column, count in gaps.items()]
    return Duty(
        key=f"plan:{table.key}:{period.key}:{unit}",
        kind="plan_gap",
        title=N_("{period}: checks still to do: {gaps}", period=period.title, gaps=shown),
        due=period.end,
        since=period.start,
        owed_by_unit=unit,
        button=DutyButton(N_("See who is left"), "plan.left"),
    )


KIND = DutyKind("plan_gap", 20, owed)

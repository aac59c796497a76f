"""What stations still owe of a plan table in the running period, as obligations that can be nudged."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from campaigns.schema.pack import Period, PlanTable
from locales import N_
from schedules.nudge_steps import Obligation

Done = Mapping[tuple[str, str, str], int]
"""Checks done, by (unit, period, column); a cell that is not there is 0."""


def plan_obligations(
    table: PlanTable, done: Done, today: date, only: Collection[str] | None = None
) -> Iterator[Obligation]:
    """Every unit's gap in the period of today, due on its last day; a unit without a gap owes nothing.

    Of all units, or `only` of some.
    """
    period = table.period_of(today)
    if period is None:
        return
    for unit in table.units if only is None else (unit for unit in table.units if unit in only):
        gaps = {key: gap for key, gap in _gaps(table, done, unit, period) if gap > 0}
        if gaps:
            yield _obligation(table, unit, period, gaps)


def _gaps(table: PlanTable, done: Done, unit: str, period: Period) -> Iterator[tuple[str, int]]:
    """Column by column: a surplus in one never makes up for a gap in another (C13)."""
    for column in table.columns:
        planned = table.planned(unit, period.key, column.key)
        yield column.short, planned - done.get((unit, period.key, column.key), 0)


def _obligation(table: PlanTable, unit: str, period: Period, gaps: Mapping[str, int]) -> Obligation:
    shown = [N_("{column} {count}", column=column, count=count) for column, count in gaps.items()]
    return Obligation(
        key=f"plan:{table.key}:{period.key}:{unit}",
        title=N_("{period}: checks still to do: {gaps}", period=period.title, gaps=shown),
        due=period.end,
        since=period.start,
        owed_by_unit=unit,
        action="plan",
    )

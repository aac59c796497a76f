"""What is asked of the records: a period of a campaign, in a unit and all below it, as they stood on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.schema.pack import Pack, Period, PlanTable
from days.periods import period_of, period_of_key
from figures.plan_figures import covered, year_key
from storage.queries.plans.campaigns import RunningCampaign


@dataclass(frozen=True)
class Question:
    """`period_key` is one of the plan table's periods or its year; in a campaign without such a table a calendar's:
    "2025-06", "2025Q2", "2025H1", "2025". Its days raise KeyError or ValueError where it is neither.
    """

    running: RunningCampaign
    period_key: str
    unit_id: int
    today: date

    @property
    def pack(self) -> Pack:
        return self.running.pack

    @property
    def has_plan(self) -> bool:
        return bool(self.pack.plan_tables)

    @property
    def plan(self) -> PlanTable:
        """The plan table that is compared with; IndexError where the campaign has none, see `has_plan`."""
        return self.pack.plan_tables[0]

    @property
    def first(self) -> date:
        return self._days[0]

    @property
    def as_of(self) -> date:
        """Today, or the last day of a period that is over: what happened later is not known then (C8)."""
        return min(self.today, self._days[1])

    @property
    def _days(self) -> tuple[date, date]:
        if self.has_plan:
            periods = covered(self.plan, self.period_key)
            return periods[0].start, periods[-1].end
        period = period_of_key(self.period_key)
        return period.start, period.end


QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def periods_to_ask(pack: Pack, today: date) -> Sequence[Period]:
    """The plan table's periods; in a campaign without one the last four quarters begun, the earliest first."""
    if pack.plan_tables:
        return pack.plan_tables[0].periods
    running = period_of("quarter", today)
    quarters = [running.later(-back) for back in (3, 2, 1, 0)]
    return [
        Period(key=quarter.key, title=QUARTERS[quarter.number - 1], start=quarter.start, end=quarter.end)
        for quarter in quarters
    ]


def is_period(pack: Pack, key: str) -> bool:
    """Whether a `Question` about the campaign may have this `period_key`."""
    if pack.plan_tables:
        plan = pack.plan_tables[0]
        return key in {year_key(plan), *(period.key for period in plan.periods)}
    try:
        period_of_key(key)
    except ValueError:
        return False
    return True

"""Plan against actual in numbers: what was done, what is owed, what is missing, for a unit, a column or all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from campaigns.schema.pack import Period, PlanTable


@dataclass(frozen=True)
class RiskCounts:
    """Risk items of a unit: `new` and `closed` within the period, `open` and `overdue` on the as-of day."""

    new: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0

    def __add__(self, other: "RiskCounts") -> "RiskCounts":
        return RiskCounts(
            self.new + other.new, self.closed + other.closed, self.open + other.open, self.overdue + other.overdue
        )


@dataclass(frozen=True)
class Progress:
    """Done, planned and missing. Sums add the gaps: a surplus here never covers a gap there (C13)."""

    done: int = 0
    planned: int = 0
    gap: int = 0

    @staticmethod
    def of(done: int, planned: int) -> "Progress":
        return Progress(done, planned, max(0, planned - done))

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(self.done + other.done, self.planned + other.planned, self.gap + other.gap)

    @property
    def percent(self) -> str | None:
        """“78.5%”, rounded half up; None where nothing is planned. A surplus never makes up for a gap (C13)."""
        if not self.planned:
            return None
        permille = (2000 * max(self.planned - self.gap, 0) + self.planned) // (2 * self.planned)
        return f"{permille // 10}.{permille % 10}%"


@dataclass(frozen=True)
class PlanFigures:
    """What the records say, counted up to `as_of` (its end included).

    `units` are (key, name) of those the asker sees, in the plan's order; `done` counts visits by
    (unit, period, column), `risks` the risk items by unit. `period_key` is a period's, or the year ("2025").
    `done_before` is what the period before had done by the same day of its own, in all that owe visits.
    """

    plan: PlanTable
    units: tuple[tuple[str, str], ...]
    scope: str
    period_key: str
    as_of: date
    done: Mapping[tuple[str, str, str], int]
    risks: Mapping[str, RiskCounts]
    done_before: int | None = None
    reporting_unit: str = ""
    """Who fills in the sheet, by its official name, e.g. 石柱县市场监督管理局."""

    @property
    def periods(self) -> tuple[Period, ...]:
        return covered(self.plan, self.period_key)

    @property
    def year_to_date(self) -> tuple[Period, ...]:
        """The periods up to and including the asked one; of a whole year, those that have begun."""
        last = min(self.periods[-1].start, self.as_of) if len(self.periods) > 1 else self.periods[-1].start
        return tuple(period for period in self.plan.periods if period.start <= last)

    @property
    def begun(self) -> bool:
        return self.periods[0].start <= self.as_of

    @property
    def owing(self) -> tuple[tuple[str, str], ...]:
        """The units that have a line in the plan; a county section has none and owes no visits (C11)."""
        return tuple((key, name) for key, name in self.units if key in self.plan.units)

    def progress(self, unit: str, column: str, periods: Iterable[Period]) -> Progress:
        """One column of one unit; over several periods the counts add up first, as the plan's year does."""
        keys = [period.key for period in periods]
        done = sum(self.done.get((unit, key, column), 0) for key in keys)
        return Progress.of(done, sum(self.plan.planned(unit, key, column) for key in keys))

    def of_column(self, column: str, periods: tuple[Period, ...]) -> Progress:
        return sum((self.progress(unit, column, periods) for unit, _ in self.owing), Progress())

    def of_unit(self, unit: str, periods: tuple[Period, ...]) -> Progress:
        return sum((self.progress(unit, column.key, periods) for column in self.plan.columns), Progress())

    def in_all(self, periods: tuple[Period, ...]) -> Progress:
        return sum((self.of_unit(unit, periods) for unit, _ in self.owing), Progress())

    def risks_of(self, unit: str) -> RiskCounts:
        return self.risks.get(unit, RiskCounts())

    @property
    def all_risks(self) -> RiskCounts:
        return sum((self.risks_of(unit) for unit, _ in self.units), RiskCounts())


def year_key(plan: PlanTable) -> str:
    """The key that asks for all periods together: “今年” of the 2025 plan → "2025"."""
    return str(plan.periods[0].start.year)


def covered(plan: PlanTable, period_key: str) -> tuple[Period, ...]:
    """One period, or all of them for the year; KeyError for a key that the plan does not have."""
    if period_key == year_key(plan):
        return plan.periods
    periods = tuple(period for period in plan.periods if period.key == period_key)
    if not periods:
        raise KeyError(period_key)
    return periods


def same_day_before(plan: PlanTable, period_key: str, as_of: date) -> tuple[Period, date] | None:
    """The period before and its own day as far in as `as_of`: 20 June is day 81 of Q2, so 22 March of Q1.

    None for the year, for the first period, and before the period begins: there is nothing to compare with.
    """
    keys = [period.key for period in plan.periods]
    if period_key not in keys[1:] or as_of < plan.period(period_key).start:
        return None
    before = plan.periods[keys.index(period_key) - 1]
    return before, min(before.end, before.start + (as_of - plan.period(period_key).start))

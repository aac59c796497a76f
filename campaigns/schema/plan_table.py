"""A plan table (任务表): how many checks each unit owes in each period, column by column, as the annex prints it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from campaigns.schema.part import EntityKind, Key, NotActedOn, Part, TextOnly, UnitKey, Words
from locales import N_


class Period(Part):
    """A dated column group, e.g. `2025Q1` 一季度, both days included."""

    key: str
    title: Words
    start: date
    end: date

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end


class Counts(Part):
    """Which records a column counts: visits (家次) to entities of this kind."""

    entity_kind: EntityKind


class PlanColumn(Part):
    """A column within every period, e.g. `distributor` 经营企业检查家次; 家次 counts visits, not enterprises."""

    key: Key
    title: Words
    short: Words
    """The word on a narrow screen: 经营, 使用."""
    counts: Counts
    measure: Annotated[Words, NotActedOn(N_("visits are counted in every column"))] = "家次"


class PlanRow(Part):
    """A unit's line: `plan[period][column]`, and the 合计 that the annex prints beside it, if it prints one."""

    unit: UnitKey
    plan: dict[str, dict[str, int]]
    printed_total: Annotated[int | None, TextOnly()] = None
    """Compared with the cells when the plan is read."""

    @property
    def total(self) -> int:
        return sum(sum(columns.values()) for columns in self.plan.values())


class PlanTable(Part):
    """The whole annex. A plan is a floor (“不得低于所列检查数”); a surplus in one cell never fills another (C13)."""

    key: Key
    title: Words
    annex: Words
    """What the plan calls it at its place, e.g. “附件”."""
    stub: Words
    total_label: Words
    periods: tuple[Period, ...]
    columns: tuple[PlanColumn, ...]
    rows: tuple[PlanRow, ...]
    note: str = ""
    """The note under the table, verbatim."""
    words: Words
    """The sentence that makes the table binding."""
    source: str

    def planned(self, unit: str, period: str, column: str) -> int:
        """Checks owed in one cell: `planned("nanbin", "2025Q1", "distributor")` → 11."""
        return self.row(unit).plan[period][column]

    def total(self, unit: str) -> int:
        """A row's 合计, added up from its cells."""
        return self.row(unit).total

    def sum(self, period: str, column: str) -> int:
        """A column's sum over all units; the 石柱 annex does not print it."""
        return sum(row.plan[period][column] for row in self.rows)

    def row(self, unit: str) -> PlanRow:
        """The unit's line; KeyError when the table has none for it (a county section, say)."""
        for row in self.rows:
            if row.unit == unit:
                return row
        raise KeyError(unit)

    def inherited(self, heirs: Mapping[str, str]) -> "PlanTable":
        """As owed after mergers: what a merged unit owes is added to what its heir owes (`heirs`: unit → heir)."""
        if not heirs:
            return self
        rows: dict[str, PlanRow] = {}
        for row in self.rows:
            unit = heirs.get(row.unit, row.unit)
            before = rows.get(unit)
            plan = _added(before.plan, row.plan) if before else row.plan
            rows[unit] = PlanRow(unit=unit, plan=plan)
        return self.model_copy(update={"rows": tuple(rows.values())})

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.rows)

    def period(self, key: str) -> Period:
        return next(period for period in self.periods if period.key == key)

    def period_of(self, day: date) -> Period | None:
        """The period that a day lies in; None before the first and after the last."""
        return next((period for period in self.periods if period.contains(day)), None)


def _added(first: dict[str, dict[str, int]], second: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {
        period: {column: planned + second[period][column] for column, planned in columns.items()}
        for period, columns in first.items()
    }

"""How often, how many, and how much of what must be done: frequencies, shares, totals, budgets of working days."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from campaigns.schema.cycles import Cycle, next_due
from campaigns.schema.measures import Measure
from campaigns.schema.part import InspectionKind, Key, Part, PhaseKey, Words
from campaigns.schema.plan_units import Party
from campaigns.schema.shares import Band, wanted
from campaigns.schema.unclear import UnderReading
from campaigns.schema.where import Where
from days.periods import Span


class Goal(Part):
    """What all targets say. `of`: entities that meet one of these; `by`: who has to do it (R2.4)."""

    key: Key
    title: Words
    of: tuple[Where, ...] = ()
    by: Party | None = None
    inspection_kinds: tuple[InspectionKind, ...] = ()
    """Only checks of these kinds count, e.g. 飞行检查; empty: every check does."""
    phase: PhaseKey | None = None
    """To be done within this phase; None: within the year or the cycle."""
    reading: UnderReading | None = None
    words: Words
    source: str


class Limited(Goal):
    """A goal with a number: at least so many, at most so many, or both."""

    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("no_limit", "neither at least nor at most")
        return self


class Frequency(Limited):
    """So many checks of each member in `every` periods: {at_least: 1, every: 2, period: year} “每两年不少于一次”."""

    target: Literal["frequency"]
    every: int = Field(default=1, ge=1)
    period: Span = "year"
    cycle: Cycle = "calendar"

    def next_due(self, last: date) -> date:
        """The last day for the check after one on this day."""
        return next_due(last, self.every, self.period, self.cycle)


class Share(Goal):
    """A share of a group, named in `denominator`, each year or within the phase; with a cycle all of it in n years.

    `bands` in place of `percent` where the share falls with size: “不足20家全覆盖，超出部分30%”.
    """

    target: Literal["share"]
    denominator: str = ""
    """The group in the plan's words. With an empty `of` it is not in the register: a unit types the number in."""
    percent: Decimal | None = Field(default=None, gt=0, le=100)
    bands: tuple[Band, ...] = ()
    limit: Literal["at_least", "at_most"] = "at_least"
    within: Literal["unit", "campaign"] = "unit"
    """The group is each unit's own area (“本辖区内”), or the whole campaign's."""
    drawn: bool = False
    """Members are drawn at random, without replacement while the cycle lasts."""
    cycle_years: int | None = Field(default=None, ge=1)
    cycle: Cycle = "calendar"

    @model_validator(mode="after")
    def _percent_or_bands(self) -> Self:
        if (self.percent is None) == (not self.bands):
            raise PydanticCustomError("percent_or_bands", "either percent or bands")
        return self

    def wanted(self, members: int) -> int:
        """Whole entities out of so many: 15 % of 41 is 7 (C4)."""
        bands = self.bands or (Band(percent=self.percent or Decimal(100)),)
        return wanted(bands, members, self.limit)


class Total(Limited):
    """A number altogether, or for `each` of some units: 480批 in the year, 2-3个联系点 for each 市."""

    target: Literal["total"]
    measure: Measure
    unit_of_measure: Words
    period: Span = "year"
    each: Party | None = None


class Budget(Goal):
    """The working days that a unit plans for checks: {by: {units: [nanbin]}, working_days: 120}."""

    target: Literal["budget"]
    working_days: Decimal = Field(gt=0)
    period: Span = "year"


Target = Annotated[Frequency | Share | Total | Budget, Field(discriminator="target")]

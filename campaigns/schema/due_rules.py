"""The rules that give a day: printed, recurring, at an end, counted from something, set case by case, or not stated."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from campaigns.schema.part import Key, Part, PhaseKey, Refers, Words
from days.periods import Span

Event = Annotated[Key, Refers("events")]


class OnDay(Part):
    """A printed day, itself included (C1): “3月31日前”."""

    rule: Literal["on_day"]
    day: date


class Every(Part):
    """The same day of every month, quarter, half-year or year while the campaign (or the deadline's phase) runs.

    {every: quarter, month: 3, day: 27} “每季度末月27日前” · {every: month, day: 5, later: 1} “次月5日前” ·
    {every: year, month: 1, day: 31, later: 1} “次年1月31日前” · {every: month} “每月底前”
    """

    rule: Literal["every"]
    every: Span
    month: int | None = Field(default=None, ge=1, le=12)
    """Counted within the period, so 3 is the last month of a quarter; None: its last month."""
    day: int | None = Field(default=None, ge=1, le=31)
    """None: the last day of that month (月底前, C1)."""
    later: int = Field(default=0, ge=0)
    """Due so many periods after the one that is reported on."""


class EndOf(Part):
    """Once, at a period's end: {period: year, year: 2023} 年底前, {period: month, number: 6, year: 2023} 6月底前."""

    rule: Literal["end_of"]
    period: Span
    year: int
    number: int = Field(default=1, ge=1, le=12)
    """Which month, quarter or half of the year."""


class Counted(Part):
    """n days after or before an event, another deadline, or a phase's end; day 0 is that day itself (C2, C5)."""

    rule: Literal["after", "before"]
    days: int = Field(ge=0)
    counted: Literal["working_days", "calendar_days", "months"]
    event: Event | None = None
    deadline: Annotated[Key, Refers("deadlines")] | None = None
    phase: PhaseKey | None = None

    @model_validator(mode="after")
    def _from_one_thing(self) -> Self:
        if [self.event, self.deadline, self.phase].count(None) != 2:
            raise PydanticCustomError("no_one_start", "counts from one event, deadline or phase")
        return self


class SetPerCase(Part):
    """A day that somebody else sets each time: “按时限向市药监局报送”."""

    rule: Literal["set_per_case"]
    set_by: Words
    event: Event | None = None


class Unstated(Part):
    """The plan names no day: the screen says 方案未规定 beside the plan's word (C7), a unit may set its own day.

    `every` where it recurs (“按月报送”), `event` where something sets it off (“第一时间”); `says` is empty where the
    plan has no word for when at all (“形成分析报告”).
    """

    rule: Literal["unstated"]
    says: str = ""
    every: Span | None = None
    event: Event | None = None


Due = Annotated[OnDay | Every | EndOf | Counted | SetPerCase | Unstated, Field(discriminator="rule")]

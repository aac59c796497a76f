"""What a plan wants by when: the rule that gives the day, who owes it, to whom, and the plan's own sentence."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from campaigns.part import Key, Part, Words
from campaigns.units import Party


class OnDay(Part):
    """A printed day, itself included (C1): “3月31日前”."""

    rule: Literal["on_day"]
    day: date


class WorkingDaysAfter(Part):
    """n working days after an event, the day of the event being day 0 (C5): “应当于7个工作日内”."""

    rule: Literal["working_days_after"]
    days: int = Field(ge=1)
    event: Words


class SetPerCase(Part):
    """A day that somebody else sets each time: “按时限向市药监局报送”."""

    rule: Literal["set_per_case"]
    set_by: Words


class Unstated(Part):
    """The plan wants it and names no day; the screen says 方案未规定 (C7) beside the plan's word, e.g. “每年初”."""

    rule: Literal["unstated"]
    says: Words


Due = Annotated[OnDay | WorkingDaysAfter | SetPerCase | Unstated, Field(discriminator="rule")]


class Deadline(Part):
    """One thing owed, e.g. 2024年度自查报告 by every 经营企业 to its 所 on 2025-03-31."""

    key: Key
    title: Words
    owed_by: Party
    owed_to: Party | None = None
    due: Due
    rate_percent: Decimal | None = Field(default=None, gt=0, le=100)
    """The share that must arrive: 上报率100%, 反馈处置率100%."""
    words: Words
    source: str

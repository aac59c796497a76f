"""What a typed day is counted from, and days that cannot be."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match
from typing import Literal

from days.calendar import WorkingDays
from locales import N_, Message

Direction = Literal["past", "future"]
NEAR_PAST = timedelta(days=15)  # on 1 July, “30日” is yesterday, and not a day that has not come yet
NEAR_FUTURE = timedelta(days=183)  # in December, “1月10日” is due next month
FARTHEST = 5  # years; beyond that it is a slip of the finger


class NoSuchDay(Exception):
    """The words are a date, and there is no such day."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


@dataclass(frozen=True)
class SaidDay:
    """When a day was named, on which side of that it lies, and which days are worked."""

    on: date
    direction: Direction
    calendar: WorkingDays

    @property
    def year_beside(self) -> int:
        """The year before or after, whichever the day may lie in."""
        return self.on.year + (-1 if self.direction == "past" else 1)

    def day(self, year: int, month: int, day: int) -> date:
        """The date, or the reason why there is none."""
        if abs(year - self.on.year) > FARTHEST:
            raise NoSuchDay(N_("The year {year} is too far away.", year=year))
        if not 1 <= month <= 12:
            raise NoSuchDay(N_("There is no month {month}.", month=month))
        if not 1 <= day <= monthrange(year, month)[1]:
            raise NoSuchDay(N_("Month {month} has no day {day}.", month=month, day=day))
        return date(year, month, day)

    def likelier(self, first: "YearMonthDay", beside: "YearMonthDay") -> date:
        """The first reading, unless it lies on the wrong side of today and the one beside it is near."""
        today = (self.on.year, self.on.month, self.on.day)
        wrong = first > today if self.direction == "past" else first < today
        near = NEAR_PAST if self.direction == "past" else NEAR_FUTURE
        other = _if_possible(beside)
        return other if wrong and other and abs(other - self.on) <= near else self.day(*first)


YearMonthDay = tuple[int, int, int]
Way = tuple[str, Callable[[Match[str], SaidDay], date | None]]
"""A pattern of the whole words, and the day that they mean; None where they mean none on this side of today."""


def _if_possible(day: YearMonthDay) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None

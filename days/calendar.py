"""Working days in China: weekends and public holidays are off, make-up days (调休) are not; administrators may differ.

The days of a year are published in the autumn before. Until then its weekends and holidays are known and its make-up
days are not: such a year is an estimate, and screens say “估计”.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """What the library knows of a year: days off that would be weekdays, and weekend days that are worked."""

    days_off: frozenset[date]
    worked: frozenset[date]


@cache
def published(year: int) -> Year:
    """A year's own days; `weekend_workdays` of the library lists those of every year, whichever is asked for."""
    from holidays import country_holidays  # 0.1 s and 10 MB: not before somebody asks for a day

    holiday_base = country_holidays("CN", years=year)
    days_off = frozenset(day for day in holiday_base if day.year == year)
    return Year(days_off, frozenset(day for day in holiday_base.weekend_workdays if day.year == year))


@dataclass(frozen=True)
class WorkingDays:
    """The calendar everything counts with; `overrides` maps a day to True (worked) or False (off)."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        year = published(day.year)
        return day in year.worked or (day.weekday() < SATURDAY and day not in year.days_off)

    def estimated(self, year: int) -> bool:
        """True while nobody has published the make-up days of that year, nor an administrator entered any."""
        entered = any(day.year == year and worked for day, worked in self.overrides.items())
        return not entered and not published(year).worked

    def on_or_before(self, day: date) -> date:
        """The day itself, or the working day before it (C3)."""
        while not self.is_working_day(day):
            day -= DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The count-th working day after a day that itself is day 0 (C5); a negative count goes back."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def between(self, day: date, due: date) -> int:
        """“还有 n 个工作日”: leaves `day` out and counts the due day; below zero when the due day has passed."""
        if due < day:
            return -self.between(due, day)
        return sum(self.is_working_day(day + n * DAY) for n in range(1, (due - day).days + 1))

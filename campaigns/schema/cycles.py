"""What “每两年不少于一次” means: until when a check serves, and which years make a cycle (C6, C11a).

>>> next_due(date(2025, 3, 10), every=2, period="year", cycle="calendar")
datetime.date(2027, 12, 31)
>>> next_due(date(2025, 3, 10), every=2, period="year", cycle="rolling")
datetime.date(2027, 3, 10)
"""

from calendar import monthrange
from datetime import date
from typing import Literal

from days.periods import Span

Cycle = Literal["calendar", "rolling"]
"""By calendar years (or quarters, …), or exactly so many months from day to day."""
MONTHS: dict[Span, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def next_due(last: date, every: int, period: Span, cycle: Cycle) -> date:
    """The last day for the next check: by the calendar one in year Y serves Y and Y+1, the next is due in Y+2."""
    month, length = last.year * 12 + last.month - 1, MONTHS[period]
    if cycle == "rolling":
        return _day(month + every * length, last.day)
    return _day((month // length + every + 1) * length - 1, 31)


def _day(month: int, day: int) -> date:
    """A day of a month counted from year 0, or its last where it has no such."""
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day, monthrange(year, number + 1)[1]))

"""Months, quarters, half-years and years of the calendar.

>>> Period("quarter", 2023, 1).key, Period("quarter", 2023, 1).end
('2023Q1', datetime.date(2023, 3, 31))
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Span = Literal["month", "quarter", "half_year", "year"]
MONTHS_IN: dict[Span, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
SPANS: dict[str, Span] = {"-": "month", "Q": "quarter", "H": "half_year", "": "year"}


@dataclass(frozen=True)
class Period:
    """The `number`-th month, quarter or half of a year; a year is its own first."""

    span: Span
    year: int
    number: int = 1

    @property
    def key(self) -> str:
        """`2023-06`, `2023Q1`, `2023H2`, `2023`."""
        if self.span == "month":
            return f"{self.year}-{self.number:02}"
        letter = {"quarter": "Q", "half_year": "H", "year": ""}[self.span]
        return f"{self.year}{letter}{self.number}" if letter else str(self.year)

    @property
    def start(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS_IN[self.span] + 1, 1)

    @property
    def end(self) -> date:
        return self.later(1).start - timedelta(days=1)

    def later(self, count: int) -> "Period":
        """The period so many after this one, over the new year as well."""
        a_year_has = 12 // MONTHS_IN[self.span]
        years, before = divmod(self.number - 1 + count, a_year_has)
        return Period(self.span, self.year + years, before + 1)

    def day_in(self, month: int | None, day: int | None) -> date:
        """A day of one of its months, counted within it (default its last); the month's last where it has no such."""
        within = self.start.month + (month or MONTHS_IN[self.span]) - 1
        last = monthrange(self.year, within)[1]
        return date(self.year, within, min(day or last, last))


def period_of(span: Span, day: date) -> Period:
    return Period(span, day.year, (day.month - 1) // MONTHS_IN[span] + 1)


def period_of_key(key: str) -> Period:
    """The period that has this `key`; ValueError for anything else.

    >>> period_of_key("2023Q1").end
    datetime.date(2023, 3, 31)
    """
    year, letter, number = key[:4], key[4:5], key[5:]
    span = SPANS.get(letter)
    if not year.isdecimal() or span is None or (letter and not number.isdecimal()):
        raise ValueError(f"no key of a period: {key!r}")
    period = Period(span, int(year), int(number or 1))
    if not 1 <= period.number <= 12 // MONTHS_IN[span] or period.key != key:
        raise ValueError(f"no key of a period: {key!r}")
    return period


def periods_between(span: Span, first: date, last: date) -> Iterator[Period]:
    """Every period that has a day from `first` to `last`."""
    period = period_of(span, first)
    while period.start <= last:
        yield period
        period = period.later(1)


def months_later(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month: 31 January and one month → 28 February."""
    return period_of("month", day).later(count).day_in(None, day.day)

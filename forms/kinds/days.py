"""Days as people type them: 昨天, 上周五, 3月5日, 5号, 0618, 三天前, 10个工作日, 端午节, 2025-06-18 10:30.

Each way of saying it is one line of `WAYS`. A day that cannot be (32号) is explained, never moved to another one.
"""

import re
from datetime import date

from days.calendar import WorkingDays
from forms.kinds import days_counted, days_named
from forms.kinds.day_words import day_words
from forms.kinds.days_named import YEARS, month_of
from forms.kinds.said_day import Direction, SaidDay, Way
from forms.typed_words import plain

N = r"(\d{1,2})"
MM, DD = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
PUBLISHED = WorkingDays()


def read_day(text: str, said_on: date, direction: Direction, calendar: WorkingDays = PUBLISHED) -> date | None:
    """The day that is meant, counted from the day on which it was said; None if it is not a date."""
    said = SaidDay(said_on, direction, calendar)
    for words in day_words(text):
        for pattern, meant in WAYS:
            match = re.fullmatch(pattern, words, re.ASCII)
            if match and (day := meant(match, said)):
                return day
    return None


def full_day(text: str) -> date | None:
    """A day written out in full, however far away: for licences, which run for years."""
    match = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", "".join(plain(text).split()), re.ASCII)
    try:
        return date(*(int(number) for number in match.groups())) if match else None
    except ValueError:
        return None


def _full(match: re.Match[str], said: SaidDay) -> date:
    year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    return said.day(year, int(match[2]), int(match[3]))


def _in_named_year(match: re.Match[str], said: SaidDay) -> date:
    return said.day(said.on.year + YEARS[match[1]], int(match[2]), int(match[3]))


def _without_year(match: re.Match[str], said: SaidDay) -> date:
    month, day = int(match[1]), int(match[2])
    return said.likelier((said.on.year, month, day), (said.year_beside, month, day))


def _in_named_month(match: re.Match[str], said: SaidDay) -> date:
    return said.day(*month_of(match[1], said), int(match[2]))


def _day_alone(match: re.Match[str], said: SaidDay) -> date:
    day = int(match[1])
    beside = month_of("上" if said.direction == "past" else "下", said)
    return said.likelier((said.on.year, said.on.month, day), (*beside, day))


WAYS: tuple[Way, ...] = (
    *days_named.WAYS,
    *days_counted.WAYS,
    (rf"(\d{{4}}|\d{{2}})年{N}月{N}[日号]?", _full),
    (rf"(\d{{4}})[-./]{N}[-./]{N}", _full),
    (r"(\d{4})(\d{2})(\d{2})", _full),
    (rf"(\d{{2}}){MM}{DD}", _full),
    (MM + DD, _without_year),
    (rf"({'|'.join(YEARS)}){N}月{N}[日号]?", _in_named_year),
    (rf"{N}月{N}[日号]?", _without_year),
    (rf"{N}[-./]{N}", _without_year),
    (rf"((?:上|本|这|下)个?)月{N}[日号]?", _in_named_month),
    (rf"{N}[日号]?", _day_alone),
)

"""A day as it stands in people's workbooks: a real date, 2024.3.5, 2024年3月5日, 20240305, 二〇二四年三月五日, 45356.

Nothing is counted from today here, so every day needs its year; a month alone is asked back.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from unicodedata import normalize

from forms.kinds.day_words import in_digits
from forms.typed_words import quoted
from locales import N_
from workbooks.cells.unreadable_cell import UnreadableCell
from workbooks.register.register_cells import Cell, shown

FIRST, LAST = 1949, 2100
EXAMPLE = "2024-03-05"
UNLIMITED = ("长期", "永久", "长期有效", "无固定期限", "永久有效")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[T ]?\d{1,2}[:时].*)?")
AROUND = re.compile(r"\s*([-/.年月])\s*")
EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
DAY_ZERO = date(1899, 12, 30)
SERIALS = range(18_264, 73_415)
"""Office programs count days from 1900: 1950 to 2100, when the cell is not formatted as a date."""


def read_day(cell: Cell) -> date | None:
    """The day; None for one that never comes (长期)."""
    if isinstance(cell, date):
        return _real(cell.year, cell.month, cell.day)
    if (number := _whole(cell)) in SERIALS:
        return DAY_ZERO + timedelta(days=number)
    text = in_digits(AROUND.sub(r"\1", normalize("NFKC", shown(cell))))
    if text in UNLIMITED:
        return None
    if match := DAY.fullmatch(text) or EIGHT_DIGITS.fullmatch(text):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if MONTH.fullmatch(text):
        raise UnreadableCell(
            N_("“{given}” lacks the day; write for example {example}", given=quoted(text), example=EXAMPLE)
        )
    raise UnreadableCell(
        N_("“{given}” is not a date; write for example {example}", given=quoted(text), example=EXAMPLE)
    )


def _whole(cell: Cell) -> int:
    return int(cell) if isinstance(cell, int | float) or (isinstance(cell, str) and cell.isdecimal()) else 0


def _real(year: int, month: int, day: int) -> date:
    if not FIRST <= year <= LAST:
        raise UnreadableCell(N_("The year {year} is too far away.", year=year))
    if not 1 <= month <= 12:
        raise UnreadableCell(N_("There is no month {month}.", month=month))
    if not 1 <= day <= monthrange(year, month)[1]:
        raise UnreadableCell(N_("Month {month} has no day {day}.", month=month, day=day))
    return date(year, month, day)

"""Days, numbers and money as a reader writes them, by Babel's rules for the language: the one place that does.

`tr` calls this for the values of a text: `N_("due {day}", day=date(2025, 6, 20))` → “6月20日到期”, “due Jun 20”.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton, format_time
from babel.numbers import format_currency, format_decimal

GROUPED_FROM = 10_000
"""Smaller whole numbers may be years, and are written as they are."""


@dataclass(frozen=True)
class FullDay:
    """A day with its year: 2025年6月20日, “Jun 20, 2025”. A plain `date` is shown without."""

    day: date


@dataclass(frozen=True)
class Weekday:
    """周三, “Wed”."""

    day: date


@dataclass(frozen=True)
class Month:
    """2025年6月, “Jun 2025”."""

    year: int
    month: int


@dataclass(frozen=True)
class Money:
    """An amount in 分: “1.23万元” from ten thousand yuan on, else “500.00元”; “CN¥12,300.00” in English."""

    fen: int


def formatted(value: Any, language: str) -> Any:
    """A value of one of the kinds above in words; anything else as it is."""
    match value:
        case datetime():
            return f"{format_skeleton('MMMd', value, locale=language)} {format_time(value, 'HH:mm', locale=language)}"
        case date():
            return format_skeleton("MMMd", value, locale=language)
        case FullDay(day):
            return format_skeleton("yMMMd", day, locale=language)
        case Weekday(day):
            return format_skeleton("E", day, locale=language)
        case Month(year, month):
            return format_skeleton("yMMM", date(year, month, 1), locale=language)
        case Money(fen):
            return _money(Decimal(fen) / 100, language)
        case Decimal() | float():
            return format_decimal(value, locale=language)
        case int() if value >= GROUPED_FROM:
            return format_decimal(value, locale=language)
    return value


def _money(yuan: Decimal, language: str) -> str:
    if not language.startswith("zh"):
        return format_currency(yuan, "CNY", locale=language)
    if yuan < GROUPED_FROM:
        return f"{format_decimal(yuan, '#,##0.00', locale=language)}元"
    return f"{format_decimal(yuan / GROUPED_FROM, '#,##0.00', locale=language)}万元"

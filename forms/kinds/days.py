"""Days as people type them: 昨天, 上周五, 3月5日, 5号, 三天前, 月底, 2025.3.5, 20250305, 7月8日前.

Each way of saying it is one line of `WAYS`. A day that cannot be (32号) is explained, never moved to another one.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from forms.kinds.numerals import read_number
from forms.typed_words import plain
from locales import N_, Message, languages

Direction = Literal["past", "future"]
NAMED = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
NEAR_PAST = timedelta(days=15)  # on 1 July, “30日” is yesterday, and not a day that has not come yet
NEAR_FUTURE = timedelta(days=183)  # in December, “1月10日” is due next month
FARTHEST = 5  # years; beyond that it is a slip of the finger
BEHIND = re.compile(r"\(.*?\)|(?:(?:之前|以前|前|截止|为止|上午|下午|早上|中午|晚上|[。.,、!])+$)")
CHINESE = re.compile("[〇零一二两三四五六七八九十]+(?=年|月|日|号|天|周|个|星期)")
N = r"(\d{1,2})"


class NoSuchDay(Exception):
    """The words are a date, and there is no such day."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


def read_day(text: str, said_on: date, direction: Direction) -> date | None:
    """The day that is meant, counted from the day on which it was said; None if it is not a date."""
    text = in_digits("".join(in_chinese(plain(text)).split()))
    for words in (text, BEHIND.sub("", text)):
        for pattern, meant in WAYS:
            if match := re.fullmatch(pattern, words, re.ASCII):
                return meant(match, said_on, direction)
    return None


def in_chinese(text: str) -> str:
    """“yesterday” → 昨天, in every language that people may type; the text as it was where it is no such day."""
    for language in languages().values():
        for pattern, meant in language.days:
            if match := re.fullmatch(pattern, text.strip()):
                return meant if isinstance(meant, str) else meant(match)
    return text


def full_day(text: str) -> date | None:
    """A day written out in full, however far away: for licences, which run for years."""
    match = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", "".join(plain(text).split()), re.ASCII)
    try:
        return date(*(int(number) for number in match.groups())) if match else None
    except ValueError:
        return None


def in_digits(text: str) -> str:
    """六月十八日 as 6月18日; weekdays (周五) stay as they are."""
    return CHINESE.sub(lambda match: _digits(match[0]), text)


def _digits(numeral: str) -> str:
    if len(numeral) > 2 and "十" not in numeral:  # 二〇二五
        return "".join(str(read_number(digit)) for digit in numeral)
    number = read_number(numeral)
    return numeral if number is None or not hasattr(number, "quantize") else str(number)


def day_of(year: int, month: int, day: int, said_on: date) -> date:
    """The date, or the reason why there is none."""
    if abs(year - said_on.year) > FARTHEST:
        raise NoSuchDay(N_("The year {year} is too far away.", year=year))
    if not 1 <= month <= 12:
        raise NoSuchDay(N_("There is no month {month}.", month=month))
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NoSuchDay(N_("Month {month} has no day {day}.", month=month, day=day))
    return date(year, month, day)


def _named(match: re.Match[str], said_on: date, _: Direction) -> date:
    return said_on + timedelta(days=NAMED[match[1]])


def _days_away(match: re.Match[str], said_on: date, _: Direction) -> date:
    """三天前, 15日内, 两周后."""
    days = int(match[1]) * (7 if match[2] in ("周", "星期", "个星期") else 1)
    return said_on + timedelta(days=-days if "前" in match[3] else days)


def _months_away(match: re.Match[str], said_on: date, _: Direction) -> date:
    """一个月后: the same day of that month, or its last day."""
    years, month = divmod(said_on.month - 1 + int(match[1]), 12)
    last = monthrange(said_on.year + years, month + 1)[1]
    return date(said_on.year + years, month + 1, min(said_on.day, last))


def _weekday(match: re.Match[str], said_on: date, direction: Direction) -> date:
    """上周五 is the Friday of last week, Monday to Sunday; 周五 the latest past one, or the coming one."""
    wanted = "一二三四五六日".index(match[2].replace("天", "日"))
    monday = said_on - timedelta(days=said_on.weekday())
    if match[1]:
        return monday + timedelta(days=wanted, weeks={"上": -1, "下": 1}.get(match[1], 0))
    if direction == "past":
        return said_on - timedelta(days=(said_on.weekday() - wanted) % 7)
    return said_on + timedelta(days=(wanted - said_on.weekday() - 1) % 7 + 1)


def _end_of_month(match: re.Match[str], said_on: date, _: Direction) -> date:
    year, month = _month(match[1], said_on)
    return date(year, month, monthrange(year, month)[1])


def _month(word: str | None, said_on: date) -> tuple[int, int]:
    """(year, month) of 上月, 本月, 下个月; this month without a word."""
    months = said_on.year * 12 + said_on.month - 1 + {"上": -1, "下": 1}.get((word or "")[:1], 0)
    return months // 12, months % 12 + 1


def _end_of_year(_: re.Match[str], said_on: date, __: Direction) -> date:
    return date(said_on.year, 12, 31)


def _full(match: re.Match[str], said_on: date, _: Direction) -> date:
    year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    return day_of(year, int(match[2]), int(match[3]), said_on)


def _in_named_year(match: re.Match[str], said_on: date, _: Direction) -> date:
    year = said_on.year + {"去年": -1, "今年": 0, "明年": 1}[match[1]]
    return day_of(year, int(match[2]), int(match[3]), said_on)


def _without_year(match: re.Match[str], said_on: date, direction: Direction) -> date:
    month, day = int(match[1]), int(match[2])
    beside = said_on.year + (-1 if direction == "past" else 1)
    return _likelier((said_on.year, month, day), (beside, month, day), said_on, direction)


def _in_named_month(match: re.Match[str], said_on: date, _: Direction) -> date:
    return day_of(*_month(match[1], said_on), int(match[2]), said_on)


def _day_alone(match: re.Match[str], said_on: date, direction: Direction) -> date:
    day = int(match[1])
    beside = _month("上" if direction == "past" else "下", said_on)
    return _likelier((said_on.year, said_on.month, day), (*beside, day), said_on, direction)


YearMonthDay = tuple[int, int, int]


def _likelier(first: YearMonthDay, beside: YearMonthDay, said_on: date, direction: Direction) -> date:
    """The first reading, unless it lies on the wrong side of today and the one beside it is near."""
    today = (said_on.year, said_on.month, said_on.day)
    wrong = first > today if direction == "past" else first < today
    near = NEAR_PAST if direction == "past" else NEAR_FUTURE
    other = _if_possible(beside)
    return other if wrong and other and abs(other - said_on) <= near else day_of(*first, said_on)


def _if_possible(day: YearMonthDay) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None


Way = Callable[[re.Match[str], date, Direction], date]
WAYS: tuple[tuple[str, Way], ...] = (
    (f"({'|'.join(NAMED)})", _named),
    (r"(\d{1,3})(天)(前|之前|以前|后|之后|以后|内|以内|之内)", _days_away),
    (r"(\d{1,3})(日)(后|之后|以后|内|以内|之内)", _days_away),
    (r"(\d{1,2})(周|个星期|星期)(前|之前|以前|后|之后|以后|内|以内)", _days_away),
    (rf"{N}个月(?:后|之后|以后|内|以内)", _months_away),
    ("(上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天])", _weekday),
    ("((?:上|本|这|下)个?)?月底", _end_of_month),
    ("(?:今年)?年底", _end_of_year),
    (rf"(\d{{4}}|\d{{2}})年{N}月{N}[日号]?", _full),
    (rf"(\d{{4}})[-./]{N}[-./]{N}", _full),
    (r"(\d{4})(\d{2})(\d{2})", _full),
    (rf"(今年|去年|明年){N}月{N}[日号]?", _in_named_year),
    (rf"{N}月{N}[日号]?", _without_year),
    (rf"{N}[-./]{N}", _without_year),
    (rf"((?:上|本|这|下)个?)月{N}[日号]?", _in_named_month),
    (rf"{N}[日号]?", _day_alone),
)

"""Days as English readers type them, in the words that `days.py` reads: “yesterday” → 昨天, “Jun 18” → 6月18日."""

import re

WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "一二三四五六日", strict=True))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BESIDE = {"last": "上", "this": "本", "next": "下", None: ""}
SPANS = {"day": "天", "week": "周"}
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"


def in_chinese(text: str) -> str:
    """The text as it was where it is none of these."""
    for pattern, meant in WAYS:
        if match := re.fullmatch(pattern, text.strip()):
            return meant if isinstance(meant, str) else meant(match)
    return text


def _weekday(match: re.Match[str]) -> str:
    return f"{BESIDE[match[1]]}周{WEEKDAYS[match[2]]}"


def _month_and_day(month: str, day: str, year: str | None) -> str:
    return f"{f'{year}年' if year else ''}{MONTHS.index(month) + 1}月{day}日"


WAYS = (
    ("the day before yesterday", "前天"),
    ("yesterday", "昨天"),
    ("today", "今天"),
    ("tomorrow", "明天"),
    (r"(?:the )?(?:end of (?:the )?month|month[- ]end)", "月底"),
    (r"(?:the )?(?:end of (?:the )?year|year[- ]end)", "年底"),
    (r"(\d{1,3}) (day|week)s? ago", lambda match: f"{match[1]}{SPANS[match[2]]}前"),
    (r"(?:in|within) (\d{1,3}) (day|week)s?", lambda match: f"{match[1]}{SPANS[match[2]]}后"),
    (r"(?:in|within) (\d{1,2}) months?", lambda match: f"{match[1]}个月后"),
    (rf"(?:(last|this|next) )?({'|'.join(WEEKDAYS)})[a-z]*", _weekday),
    (rf"{MONTH} {DAY}(?:,? (\d{{4}}))?", lambda match: _month_and_day(match[1], match[2], match[3])),
    (rf"{DAY} {MONTH}(?:,? (\d{{4}}))?", lambda match: _month_and_day(match[2], match[1], match[3])),
    (r"(?:day |the )" + DAY, lambda match: f"{match[1]}日"),
)

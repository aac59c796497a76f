"""English: the language of the texts in the code; how English readers type days and ask for figures."""

import re

from locales.language import DayWords, Language

WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "一二三四五六日", strict=True))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BESIDE = {"last": "上", "this": "本", "next": "下", None: ""}
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
NUMBER = r"(\d{1,3}|an?|one|two|three|six)"
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6}
FESTIVALS = {
    r"(?:the )?spring festival|chinese new year": "春节",
    r"(?:the )?(?:qingming festival|qingming|tomb[- ]sweeping day)": "清明",
    r"(?:the )?dragon boat festival": "端午",
    r"(?:the )?mid-?autumn festival": "中秋",
    r"(?:the )?national day": "国庆",
    r"la?bou?r day": "五一",
    r"new year['’]?s(?: day)?": "元旦",
}
LENGTHS = {"day": "天", "working day": "个工作日", "week": "周", "month": "个月"}
LENGTH = rf"{NUMBER} (day|(?:working|business) day|week|month)s?"


def _weekday(match: re.Match[str]) -> str:
    return f"{BESIDE[match[1]]}周{WEEKDAYS[match[2]]}"


def _month_and_day(month: str, day: str, year: str | None) -> str:
    return f"{f'{year}年' if year else ''}{MONTHS.index(month) + 1}月{day}日"


def _length(match: re.Match[str], behind: str) -> str:
    unit = match[2].replace("business", "working")
    return f"{NUMBERS.get(match[1], match[1])}{LENGTHS[unit]}{behind}"


DAYS: tuple[DayWords, ...] = (
    (r"this (?:morning|afternoon|evening)|today|tonight|just now", "今天"),
    (r"last night|yesterday (?:morning|afternoon|evening)", "昨天"),
    (r"at once|immediately|right away|now|on the spot", "立即"),
    (r"(?:in |within )?half a month", "半个月"),
    (r"(?:in |within )?half a year", "半年"),
    *FESTIVALS.items(),
    ("the day before yesterday", "前天"),
    ("yesterday", "昨天"),
    ("tomorrow", "明天"),
    (r"(?:the )?(?:end of (?:the )?month|month[- ]end)", "月底"),
    (r"(?:the )?(?:end of (?:the )?year|year[- ]end)", "年底"),
    (rf"{LENGTH} ago", lambda match: _length(match, "前")),
    (rf"(?:in|within) {LENGTH}", lambda match: _length(match, "后")),
    (LENGTH, lambda match: _length(match, "")),
    (rf"(?:(last|this|next) )?({'|'.join(WEEKDAYS)})[a-z]*", _weekday),
    (rf"{MONTH} {DAY}(?:,? (\d{{4}}))?", lambda match: _month_and_day(match[1], match[2], match[3])),
    (rf"{DAY} {MONTH}(?:,? (\d{{4}}))?", lambda match: _month_and_day(match[2], match[1], match[3])),
    (r"(?:day |the )" + DAY, lambda match: f"{match[1]}日"),
)

QUESTION_WORDS = {
    "lastquarter": "上季度", "thisquarter": "本季度", "thisyear": "今年", "lastyear": "去年", "wholeyear": "全年",
    "overdue": "超期", "missing": "还差", "riskitems": "隐患", "risks": "隐患", "inspections": "检查明细",
    "visits": "检查明细", "summary": "汇总", "reports": "报表", "report": "报表", "progress": "进度",
    "showme": "看", "show": "看", "please": "请", "which": "哪些",
}  # fmt: skip
TYPED = {"超期": "overdue", "还差": "missing", "隐患": "risks", "检查明细": "visits", "汇总": "summary"}

LANGUAGE = Language(
    order=20,
    name="English",
    messenger="en",
    days=DAYS,
    question_words=QUESTION_WORDS,
    questions_typed=TYPED,
    quarter_typed="Q{number} ",
    reads_msgids=True,
)

"""What a leader asks for in a line: “二季度汇总”, “Q2 南宾所”, “上季度”, “今年 黄水所 使用”, “哪些隐患超期”.

A small grammar, not a guess. Names of units are taken out of the text first and numbers are read last, so that the 三
of 三河所 is never a quarter. What is left over decides: nothing but polite words, and the question is understood;
something close to a word we know, and it is asked back; anything else is not a question for reports.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from campaigns.schema.pack import Period
from locales import languages
from reports.near_misses import nearest
from reports.topics import TOPICS

YEAR = re.compile(
    "(20[0-9]{2})(?:年度?|(?=第?[一二三四1-4q]))|(?:今年|本年度?)(?:以来)?|(去年|上年)|(全年|年初以来|年度)"
)
QUARTER = re.compile("第?([一二三四1-4])个?季度?|q([1-4])|([上本这当下])个?季度?")
POLITE = re.compile(
    "请问|请|帮我|给我|我想|想|看一下|看看|查一下|一下|看|查|发|的|了|呢|吗|吧|情况|数据|哪些|哪家|有|多少|几家|家"
    "|企业|单位|检查|计划|完成|所有|各所|全部|表|是|和|与|按"
)
PUNCTUATION = re.compile(r"[\s,.?!:;·、，。？！：；“”\"'()（）-]+")
NUMERALS = {"1": "一", "2": "二", "3": "三", "4": "四"}
LATEST = "the latest year that has periods"
LONGEST_QUESTION, LONGEST_SLIP = 40, 4
STATION, LEAST_OF_A_PLACE = "所", 2


@dataclass(frozen=True)
class FiguresAsked:
    """`period_key` is a period's or the year's ("2025"); no unit: all that the asker may see; no column: all."""

    period_key: str
    unit_key: str | None = None
    topic: str = "summary"
    """Key of one of the topics."""
    column_key: str | None = None
    report: str | None = None
    """Key of a report that says itself by which words it is asked for."""
    bare: bool = field(default=False, compare=False)
    """Whether nothing but a unit was named."""


@dataclass(frozen=True)
class Suggestion:
    """Not understood, but close: what was unclear, and questions that would be understood, one button each."""

    unclear: str
    texts: tuple[str, ...]


@dataclass
class ParsedText:
    """The text on its way: what has been taken out of it so far, and the rest."""

    rest: str
    unit: str | None = None
    topic: str | None = None
    column: str | None = None
    report: str | None = None
    year: str | None = None
    quarter: str | None = None

    def take(self, pattern: "str | re.Pattern[str]") -> re.Match[str] | None:
        match = re.search(pattern, self.rest)
        if match:  # a blank stays in its place, so that what stood apart never joins
            self.rest = f"{self.rest[: match.start()]} {self.rest[match.end() :]}"
        return match

    @property
    def parts(self) -> int:
        return sum(part is not None for part in (self.unit, self.topic or self.report, self.year or self.quarter))


def understand(
    text: str,
    units: Mapping[str, str],
    today: date,
    periods: Sequence[Period],
    columns: Mapping[str, str] | None = None,
    reports: Mapping[str, str] | None = None,
) -> FiguresAsked | Suggestion | None:
    """`units`, `columns` and `reports` are the words a person may type → keys.

    `periods` are those of the running campaigns.
    """
    if len(text) > LONGEST_QUESTION:
        return None
    short = {**units, **bare_names(units)}
    parsed = _read(_plain(text), short, columns or {}, reports or {}, today)
    if parsed.rest:  # 三河锁 is a slip of 三河所, and not 三河 with something behind it
        return _suggest(_read(_plain(text), units, columns or {}, reports or {}, today), units, periods)
    if not parsed.parts:
        return None
    period = _period_key(parsed, today, periods)
    if period is None:  # a year or a quarter that no running campaign has
        return Suggestion(text.strip(), tuple(_question(parsed.unit, period.title, parsed.topic) for period in periods))
    unit, column = short.get(parsed.unit or ""), (columns or {}).get(parsed.column or "")
    report, bare = (reports or {}).get(parsed.report or ""), parsed.parts == 1 and not (column or parsed.unit is None)
    return FiguresAsked(period, unit, parsed.topic or "summary", column, report, bare)


def bare_names(units: Mapping[str, str]) -> dict[str, str]:
    """黄水 is 黄水所, where no other unit could be meant."""
    bare: dict[str, set[str]] = {}
    for name, key in units.items():
        if (place := name.removesuffix(STATION)) != name and len(place) >= LEAST_OF_A_PLACE:
            bare.setdefault(place, set()).add(key)
    return {place: next(iter(keys)) for place, keys in bare.items() if len(keys) == 1 and place not in units}


def _plain(text: str) -> str:
    """“ Q２ 汇总？” and “Q2 summary” → “q2汇总”."""
    plain = PUNCTUATION.sub("", normalize("NFKC", text).casefold())
    for language in languages().values():
        for typed, chinese in language.question_words.items():
            plain = plain.replace(typed, chinese)
    return plain


def _read(
    text: str, units: Mapping[str, str], columns: Mapping[str, str], reports: Mapping[str, str], today: date
) -> ParsedText:
    parsed = ParsedText(text)
    parsed.unit = _take_name(parsed, units)
    parsed.report = _take_name(parsed, reports)
    for key, topic in TOPICS.items():
        if parsed.take(topic.words):
            parsed.topic = parsed.topic or key
    parsed.column = _take_name(parsed, columns)
    if match := parsed.take(YEAR):
        parsed.year = LATEST if match[3] else match[1] or str(today.year - bool(match[2]))
    if match := parsed.take(QUARTER):
        parsed.quarter = match[3] or NUMERALS.get(match[1] or match[2], match[1])
    parsed.rest = PUNCTUATION.sub("", POLITE.sub("", parsed.rest))
    return parsed


def _take_name(parsed: ParsedText, names: Mapping[str, str]) -> str | None:
    """The longest name that the text contains."""
    for name in sorted(names, key=len, reverse=True):
        if parsed.take(re.escape(_plain(name))):
            return name
    return None


def _period_key(parsed: ParsedText, today: date, periods: Sequence[Period]) -> str | None:
    """Without a year the latest such period; without a quarter the running one, or the year where one was named."""
    years = sorted({str(period.start.year) for period in periods})
    year = years[-1] if years and parsed.year == LATEST else parsed.year
    if parsed.quarter in NUMERALS.values():
        matching = [p for p in periods if _numeral(p) == parsed.quarter and year in (None, str(p.start.year))]
        return max(matching, key=lambda period: period.start).key if matching else None
    if parsed.quarter:
        return _beside(today, periods, {"上": -1, "下": 1}.get(parsed.quarter, 0))
    if year:
        return year if year in years else None
    return _beside(today, periods, 0)


def _numeral(period: Period) -> str | None:
    """The 二 of 二季度, however the plan writes it."""
    match = QUARTER.search(_plain(period.title))
    return match and NUMERALS.get(match[1], match[1])


def _beside(today: date, periods: Sequence[Period], by: int) -> str | None:
    """The running period or a neighbour; after the last one the last is running, before the first the first."""
    ordered = sorted(periods, key=lambda period: period.start)
    running = max((number for number, period in enumerate(ordered) if period.start <= today), default=0)
    wanted = running + by
    return ordered[wanted].key if 0 <= wanted < len(ordered) else None


def _suggest(parsed: ParsedText, units: Mapping[str, str], periods: Sequence[Period]) -> Suggestion | None:
    titles = [period.title for period in periods]
    near = nearest(parsed.rest, [*titles, *units])
    title = f"{parsed.quarter}季度" if parsed.quarter else ""
    if near:
        texts = [
            _question(parsed.unit, word, parsed.topic) if word in titles else _question(word, title, parsed.topic)
            for word in near
        ]
    elif parsed.parts > 1 and len(parsed.rest) <= LONGEST_SLIP:
        texts = [_question(parsed.unit, title, parsed.topic)]
    else:
        return None
    return Suggestion(parsed.rest, tuple(dict.fromkeys(texts)))


def _question(unit: str | None, title: str, topic: str | None) -> str:
    """The same question in words that are understood: “南宾所 三季度汇总”; a unit's name alone asks as well."""
    asked = f"{title}{TOPICS[topic or 'summary'].typed}" if title or topic not in (None, "summary") or not unit else ""
    return " ".join(part for part in (unit, asked) if part)


def as_typed_in(language: str, question: str) -> str:
    """One of our own questions as a reader of that language types it: “南宾所 Q3 summary”. Both are understood."""
    spoken = languages().get(language)
    if spoken is None:
        return question
    if typed_quarter := spoken.quarter_typed:
        question = QUARTER.sub(lambda found: typed_quarter.format(number="一二三四".index(found[1]) + 1), question)
    for chinese, typed in spoken.questions_typed.items():
        question = question.replace(chinese, typed)
    return question.strip()

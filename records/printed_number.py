"""Printed numbers as people type them: 检查-2025-0145, 检查 145, 隐患21, 检查－２０２５－０１４５, visit 145."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from locales import languages, tr
from records.all_nouns import all_nouns
from records.noun import Noun

APART = r"[\s\-‐-―−_·:#]"
REST = re.compile(rf"{APART}*第?(?:(20[0-9]{{2}})(?:年|{APART}){APART}*第?)?([0-9]{{1,12}}){APART}*号?")
"""What follows the noun: the year, where it is set apart, and the counter."""
RUN_TOGETHER = re.compile(r"(20[0-9]{2})([0-9]+)")
FOUR_DIGITS = 10_000


@dataclass(frozen=True)
class PrintedNumber:
    """`year` is None where none was said."""

    noun: Noun
    year: int | None
    counter: int

    def of_year(self, year: int) -> str:
        return printed(self.noun, year, self.counter)


def printed(noun: Noun, year: int, counter: int) -> str:
    return f"{noun.printed}-{year}-{counter:04d}"


def readings(typed: str) -> tuple[PrintedNumber, ...]:
    """What a whole line may mean as a number, the likeliest first; nothing where it is none, whether or not given."""
    text = normalize("NFKC", typed).strip().casefold()
    found = [(noun, rest) for noun in all_nouns().values() for word in _words(noun) if (rest := _after(word, text))]
    return tuple(reading for noun, rest in found[:1] for reading in _readings(noun, rest))


def _words(noun: Noun) -> set[str]:
    """The noun as it is printed, and as each language calls it."""
    return {word.casefold() for word in (noun.printed, *(tr(noun.word, language) for language in languages()))}


def _after(word: str, text: str) -> re.Match[str] | None:
    return REST.fullmatch(text, len(word)) if text.startswith(word) else None


def _readings(noun: Noun, rest: re.Match[str]) -> list[PrintedNumber]:
    """20250145 without any sign is a year and a counter; 20251 is rather a counter of five digits."""
    year, digits = rest.groups()
    if year:
        return [PrintedNumber(noun, int(year), int(digits))]
    plain = PrintedNumber(noun, None, int(digits))
    together = RUN_TOGETHER.fullmatch(digits)
    if together is None:
        return [plain]
    dated = PrintedNumber(noun, int(together[1]), int(together[2]))
    return [dated, plain] if len(together[2]) >= len(str(FOUR_DIGITS - 1)) else [plain, dated]


def numbers_whole(words: Sequence[str]) -> list[str]:
    """Words with each number in one piece that blanks had taken apart: 检查 2025 0145, 6月20日."""
    if not words:
        return []
    longest = next((many for many in range(len(words), 0, -1) if readings(" ".join(words[:many]))), 1)
    return [" ".join(words[:longest]), *numbers_whole(words[longest:])]

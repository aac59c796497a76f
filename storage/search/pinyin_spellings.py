"""How a name can be read aloud: every spelling of every character (单县 shan, dan; 朝阳 chao, zhao; 重庆 chong, zhong).

pypinyin takes a third of a second to import, so it is imported when the first name is indexed, and for a search
only where the words as they were typed find nothing.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

CHINESE = re.compile("[\u4e00-\u9fff]")
MOST_INITIALS = 32
MOST_WORDS = 20_000
AROUND = 3
"""Syllables that stand on each side of a rarer spelling."""

Spellings = list[tuple[str, ...]]


def spellings_of(name: str) -> Spellings:
    """For each character its spellings, the likely one first: 重庆 → [("chong", "zhong", …), ("qing",)]."""
    return [sign for word in _cut()(name) for sign in _in_word(word)]


@cache
def _cut() -> Callable[[str], Iterable[str]]:
    """How pypinyin parts a text into the words that decide how a character is read."""
    from pypinyin.core import Pinyin

    return Pinyin().seg


@lru_cache(MOST_WORDS)
def _in_word(word: str) -> tuple[tuple[str, ...], ...]:
    """A register has the same few words in its names again and again."""
    from pypinyin import lazy_pinyin

    likely = lazy_pinyin(word, errors=list)  # type: ignore[arg-type]  # sign by sign, which it can
    return tuple(
        tuple(dict.fromkeys((syllable.lower(), *_alone(sign)))) for syllable, sign in zip(likely, word, strict=True)
    )


@cache
def _alone(sign: str) -> tuple[str, ...]:
    """Every spelling of a character, without the tones."""
    from pypinyin import Style, pinyin

    return tuple(syllable.lower() for syllable in pinyin(sign, style=Style.NORMAL, heteronym=True, errors=str)[0])


def read_aloud(name: str) -> str:
    """Its likely spelling, of two Chinese characters or more; one alone sounds like half the register."""
    return full_pinyin(spellings_of(name))[0] if len(CHINESE.findall(name)) > 1 else ""


def initials(spellings: Spellings, most: int = MOST_INITIALS) -> list[str]:
    """The likeliest strings of first letters: 单县 → ["dx", "cx", "sx"]; a spelling costs its place in the list."""
    best = [(0, "")]
    for options in spellings:
        letters = tuple(dict.fromkeys(option[0] for option in options))
        if len(letters) == 1:
            best = [(cost, word + letters[0]) for cost, word in best]
        else:
            longer = ((cost + place, word + sign) for cost, word in best for place, sign in enumerate(letters))
            best = sorted(longer, key=lambda cost_and_syllables: cost_and_syllables[0])[:most]
    return [word for _, word in best]


def full_pinyin(characters: Spellings) -> list[str]:
    """The whole name in its likely spelling, then each rarer one with the syllables around it.

    All combinations of all spellings would be hundreds of long words for one name; nobody types more than a part of it.
    """
    likely = [options[0] for options in characters]
    spellings = ["".join(likely)]
    for place, options in enumerate(characters):
        before, after = likely[max(place - AROUND, 0) : place], likely[place + 1 : place + 1 + AROUND]
        spellings += ["".join((*before, other, *after)) for other in options[1:]]
    return spellings

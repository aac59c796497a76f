"""The line of the index that an entity is found by: its alternatives one beside the other, each behind a mark.

`^` before the first sign lets “begins with” be asked of an index that knows only parts of words.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from storage.search.comparable import code_key, name_key
from storage.search.pinyin_spellings import full_pinyin, initials, spellings_of

MARK = "^"
MOST_KEPT = 1000


def entry(entity_id: int, names: Iterable[str], codes: Iterable[str]) -> dict[str, int | str]:
    """`names` are the present one and former ones, `codes` the credit code and the numbers of licences."""
    keys = [name_key(name) for name in names]
    spelled = [spelled_out(key) for key in keys]
    return {
        "entity_id": entity_id,
        "name": _marked(keys),
        "initials": _marked(word for spelling in spelled for word in spelling.initials),
        "pinyin": _marked(word for spelling in spelled for word in spelling.pinyin),
        "codes": _marked(code_key(code) for code in codes),
    }


class Spelled(NamedTuple):
    """A name as it is typed in letters."""

    initials: tuple[str, ...]
    pinyin: tuple[str, ...]


@lru_cache(MOST_KEPT)
def spelled_out(key: str) -> Spelled:
    """Kept for a moment: an import spells its names out before its transaction begins."""
    spellings = spellings_of(key)
    return Spelled(tuple(initials(spellings)), tuple(full_pinyin(spellings)))


def _marked(words: Iterable[str]) -> str:
    return " ".join(MARK + word for word in dict.fromkeys(words) if word)

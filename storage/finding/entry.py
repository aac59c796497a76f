"""The line of the index that an entity is found by: its alternatives one beside the other, each behind a mark.

`^` before the first sign lets “begins with” be asked of an index that knows only parts of words.
"""

from collections.abc import Iterable

from storage.finding.readings import full_pinyin, initials, readings_of
from storage.finding.words import code_key, name_key

MARK = "^"


def entry(entity_id: int, names: Iterable[str], codes: Iterable[str]) -> dict[str, int | str]:
    """`names` are the present one and former ones, `codes` the credit code and the numbers of licences."""
    keys = [name_key(name) for name in names]
    readings = [readings_of(key) for key in keys]
    return {
        "entity_id": entity_id,
        "name": _marked(keys),
        "initials": _marked(word for one in readings for word in initials(one)),
        "pinyin": _marked(word for one in readings for word in full_pinyin(one)),
        "codes": _marked(code_key(code) for code in codes),
    }


def _marked(words: Iterable[str]) -> str:
    return " ".join(MARK + word for word in dict.fromkeys(words) if word)

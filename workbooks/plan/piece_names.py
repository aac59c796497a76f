"""Pieces by the words people know: a reference to `nanbin` is written 南宾所 wherever that can mean nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping

from workbooks.plan.layout import NAMED
from workbooks.plan.many_in_one_cell import FIELDS, LINES, WORDS, escape

Pairs = list[tuple[str, str]]
TITLES = ("shown", "title", "name")
"""The fields that name a piece to people, the first one that is filled."""
SEPARATORS = LINES + WORDS + FIELDS


class PieceNames:
    """Key ↔ word, by block and by what a reference may name."""

    def __init__(self, blocks: Mapping[str, Pairs]) -> None:
        self._words = {path: _words(pairs) for path, pairs in blocks.items()}
        for to, paths in NAMED.items():
            self._words[to] = _words(pair for path in paths for pair in blocks.get(path, []))
        self._keys = {to: {word: key for key, word in words.items()} for to, words in self._words.items()}

    def word(self, to: str, key: str) -> str:
        return self._words.get(to, {}).get(key, key)

    def key(self, to: str, said: str) -> str:
        return self._keys.get(to, {}).get(said, said)

    def words(self, to: str) -> list[str]:
        return list(self._words.get(to, {}).values())

    def keys(self, to: str) -> list[str]:
        return list(self._words.get(to, {}))


def _words(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The title, unless another piece has the same one or it would need escaping; then the key."""
    titles: dict[str, str] = {}
    for key, title in pairs:
        titles.setdefault(key, title)
    often = Counter(titles.values())
    return {
        key: title if title not in titles and often[title] == 1 and _plain(title) else key
        for key, title in titles.items()
    }


def _plain(title: str) -> bool:
    return bool(title) and escape(title) == title and not set(title) & set(SEPARATORS)

"""Finds the head row of a sheet by its words: below titles, in one row or two, columns in any order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from workbooks.register.head_words import IGNORED, names_of, words_of
from workbooks.register.register_cells import Cell, shown
from workbooks.register.register_column import RegisterColumn, RegisterSheet
from workbooks.register.register_row import HeadRow
from workbooks.register.register_sheets import register_sheets

Across = Sequence[tuple[int, int, int]]
Row = tuple[int, list[Cell]]
FEWEST, ENOUGH = 2, 3
"""Columns that have to be recognised before a row passes for a head: two if nothing else is needed, else three."""
IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕")
MARKS = re.compile(r"[\s*:：★＊]+|必填|选填")


@dataclass(frozen=True)
class Heading:
    """What stands over each place of a row; `above` where a second head row has a text over it."""

    row: int
    texts: tuple[str, ...]
    above: tuple[str, ...] = ()

    @property
    def sure(self) -> int:
        """Two rows with a text that covers both are one head; two rows without are so only if that tells more."""
        if any(text and text == above for text, above in zip(self.texts, self.above, strict=False)):
            return 2
        return 0 if self.above else 1

    def meanings(self, column: int) -> Iterator[str]:
        """What the head may mean: 许可证 over 编号 is 许可证编号, or 编号."""
        above = self.above[column] if column < len(self.above) else ""
        if above and above != self.texts[column]:
            yield above + self.texts[column]
        yield self.texts[column] or above


def find_head(title: str, rows: Sequence[Row], across: Across) -> HeadRow | None:
    """The best head among the first rows of a sheet; a sheet of one of our names is that sheet if it fits at all."""
    headings = list(_headings([(number, _spread(number, cells, across)) for number, cells in rows]))
    named = [sheet for sheet in register_sheets().values() if _plain(title) in map(_plain, names_of(sheet))]
    return _best(title, named, headings) or _best(
        title, register_sheets().values(), [heading for heading in headings if heading.sure]
    )


def is_ignored(text: str) -> bool:
    return _plain(text) in map(_plain, IGNORED.split())


def is_known(sheet: RegisterSheet, text: str) -> bool:
    return _plain(text) in _known(sheet)[0]


def in_myriads(text: str) -> bool:
    """Whether a head says 万元."""
    return "万元" in text


def _best(title: str, sheets: Iterable[RegisterSheet], headings: Sequence[Heading]) -> HeadRow | None:
    candidates = [(sheet, heading, _columns(sheet, heading)) for heading in headings for sheet in sheets]
    fitting = [candidate for candidate in candidates if _passes(candidate[0], candidate[2])]
    if not fitting:
        return None
    sheet, heading, columns = max(
        fitting, key=lambda candidate: (len(candidate[2]), -_missing(candidate[0], candidate[2]), candidate[1].sure)
    )
    texts = tuple(next(iter(heading.meanings(place))) for place in range(len(heading.texts)))
    return HeadRow(sheet.key, title, heading.row, texts, columns)


def _passes(sheet: RegisterSheet, columns: Mapping[str, int]) -> bool:
    """Whether the first column of the sheet, or what stands for it, was found, and enough others."""
    first = sheet.columns[0]
    fewest = ENOUGH if _missing(sheet, columns) else FEWEST
    return len(columns) >= fewest and (first.key in columns or first.instead in columns)


def _missing(sheet: RegisterSheet, columns: Mapping[str, int]) -> int:
    return sum(column.required and not {column.key, column.instead} & columns.keys() for column in sheet.columns)


def _columns(sheet: RegisterSheet, heading: Heading) -> dict[str, int]:
    """Key → place; of two that mean the same the first one counts, and one's own title goes before other words."""
    known, own = _known(sheet)
    places: dict[str, int] = {}
    taken: set[int] = set()
    for words in (own, known):
        for place in range(len(heading.texts)):
            meanings = (words.get(_plain(meaning)) for meaning in heading.meanings(place) if meaning)
            key = next(filter(None, meanings), None)
            if key and key not in places and place not in taken:
                places[key] = place
                taken.add(place)
    return dict(sorted(places.items(), key=lambda key_and_place: key_and_place[1]))


@cache
def _known(sheet: RegisterSheet) -> tuple[dict[str, str], dict[str, str]]:
    """Every word → key of its column, and the columns' own titles alone."""
    own = {_plain(column.title): column.key for column in sheet.columns}
    known = {_plain(word): column.key for column in sheet.columns for word in words_of(sheet, column)}
    return known | own, own


def _plain(text: str) -> str:
    """As heads are compared: *企业罚款（元）： is 企业罚款."""
    return MARKS.sub("", IN_BRACKETS.sub("", normalize("NFKC", text))).casefold()


def _headings(rows: Sequence[Row]) -> Iterator[Heading]:
    before: Row = (0, [])
    for number, cells in rows:
        texts = tuple(shown(cell).replace("\n", "") for cell in cells)
        yield Heading(number, texts)
        if before[0] == number - 1 and before[1]:
            above = tuple(shown(cell).replace("\n", "") for cell in before[1])
            width = max(len(texts), len(above))
            yield Heading(number, _wide(texts, width), _wide(above, width))
        before = number, cells


def _wide(texts: tuple[str, ...], width: int) -> tuple[str, ...]:
    return texts + ("",) * (width - len(texts))


def _spread(number: int, cells: list[Cell], across: Across) -> list[Cell]:
    """The row with each merged cell's text over all columns that it covers."""
    spread = list(cells)
    for row, left, right in across:
        if row == number and left <= len(spread):
            spread += [None] * (right - len(spread))
            spread[left - 1 : right] = [spread[left - 1]] * (right - left + 1)
    return spread


def columns_at(head: HeadRow) -> Iterator[tuple[RegisterColumn, int]]:
    """The recognised columns with their places."""
    for key, place in head.columns.items():
        yield register_sheets()[head.sheet].column(key), place

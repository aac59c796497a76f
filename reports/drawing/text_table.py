"""A table as aligned lines for chat, to be shown in one monospace block (the caller escapes and wraps it).

On phones a Chinese character is seldom exactly two digits wide. So the cells of a column all get the same number of
wide characters (filled up with U+3000) and the same number of narrow ones (filled up with spaces): they align anyway.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locales import DEFAULT_LANGUAGE, Text, tr
from reports.drawing.table import Cell, PlacedCell, Row, Table, place, shown

WIDE_SPACE = "\u3000"
BETWEEN = " "
LONGEST_MESSAGE = 4096
"""Telegram's limit, in UTF-16 units."""
BLANK = Cell("")


@dataclass(frozen=True)
class Brief:
    """An answer for one phone screen: lines, a small table between them, more lines."""

    before: tuple[Text, ...]
    table: Table | None = None
    after: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ColumnRoom:
    """What a column keeps free: so many wide and so many narrow characters, behind the text or in front of it."""

    wide: int = 0
    narrow: int = 0
    left: bool = False

    @property
    def width(self) -> int:
        return 2 * self.wide + self.narrow


def pages(table: Table, language: str = DEFAULT_LANGUAGE, limit: int = LONGEST_MESSAGE) -> list[str]:
    """The table as one text or more, each with its head rows and none longer than `limit` UTF-16 units."""
    rooms = _rooms(table, language)
    head = [_clipped(_line(row, rooms, language), limit // 4) for row in _by_row(table.header)]
    finished, page = [], list(head)
    for row in _by_row(table.rows):
        line = _clipped(_line(row, rooms, language), limit - utf16_units("\n".join(head)) - 1)
        if len(page) > len(head) and utf16_units("\n".join([*page, line])) > limit:
            finished.append("\n".join(page))
            page = list(head)
        page.append(line)
    return [*finished, "\n".join(page)]


def plain(brief: Brief, language: str = DEFAULT_LANGUAGE) -> str:
    """The whole answer without any markup, for the terminal."""
    table = pages(brief.table, language) if brief.table else []
    return "\n".join([*(tr(line, language) for line in brief.before), *table, *(tr(t, language) for t in brief.after)])


def width(text: str) -> int:
    """Half-width columns: `width("南宾所 8")` → 8."""
    return sum(2 if _is_wide(character) else 1 for character in text)


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _room(text: str) -> ColumnRoom:
    wide = sum(map(_is_wide, text))
    return ColumnRoom(wide, len(text) - wide)


def _by_row(rows: tuple[Row, ...]) -> Iterator[list[PlacedCell]]:
    placed = list(place(rows))
    return ([cell for cell in placed if cell.row == row] for row in range(len(rows)))


def _rooms(table: Table, language: str) -> list[ColumnRoom]:
    """Each column's room: what its body needs, and at least the width of the head above it."""
    rooms = [ColumnRoom() for _ in table.widths]
    for at in place(table.rows):
        own, seen = _room(_words(at.cell, language)), rooms[at.column]
        left = seen.left or at.cell.role == "stub" or at.cell.align == "left"
        rooms[at.column] = ColumnRoom(max(own.wide, seen.wide), max(own.narrow, seen.narrow), left)
    for at in sorted(place(table.header), key=lambda at: at.cell.colspan):
        last = at.column + at.cell.colspan - 1
        lacking = width(_words(at.cell, language)) - _joined(rooms[at.column : last + 1]).width
        rooms[last] = replace(rooms[last], narrow=rooms[last].narrow + max(0, lacking))
    return rooms


def _words(cell: Cell, language: str) -> str:
    return " ".join(str(shown(cell.value, language)).split())


def _line(row: list[PlacedCell], rooms: list[ColumnRoom], language: str) -> str:
    """Column by column; what a cell from the row above covers stays blank."""
    cells = {at.column: at.cell for at in row}
    parts, column = [], 0
    while column < len(rooms):
        cell = cells.get(column, BLANK)
        parts.append(_filled(cell, _joined(rooms[column : column + cell.colspan]), language))
        column += cell.colspan
    return BETWEEN.join(parts).rstrip()


def _joined(rooms: list[ColumnRoom]) -> ColumnRoom:
    narrow = sum(room.narrow for room in rooms) + len(BETWEEN) * (len(rooms) - 1)
    return ColumnRoom(sum(room.wide for room in rooms), narrow, rooms[0].left)


def _filled(cell: Cell, room: ColumnRoom, language: str) -> str:
    text = _words(cell, language)
    wide = WIDE_SPACE * max(0, room.wide - _room(text).wide)
    fill = wide + " " * (room.width - width(text + wide))
    return text + fill if room.left else fill + text


def _clipped(line: str, limit: int) -> str:
    """A line that no message could hold loses its end."""
    if utf16_units(line) <= limit:
        return line
    return line.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"

"""A report as a plain table of meaningful cells; `xlsx`, `text` and `to_json` turn the same one into files or text.

Cells lie as in HTML: a row lists only the cells that begin in it, spans push the others aside.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from locales import DEFAULT_LANGUAGE, Text, tr

Value = Text | int
Role = Literal["header", "stub", "value", "gap", "total"]
Align = Literal["left", "center", "right"]
Orientation = Literal["portrait", "landscape"]
Line = tuple[Text, ...]
"""Words beside each other: the first at the left edge, the last at the right one."""

NOT_APPLICABLE = "—"


@dataclass(frozen=True)
class Cell:
    """A text or a number, and what it means: a `gap` is what is still missing, a `total` sums what stands above it."""

    value: Value
    role: Role = "value"
    rowspan: int = 1
    colspan: int = 1
    align: Align = "center"


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """`key` names it for programs, `sheet` on the tab of a workbook; widths count half-width characters."""

    key: str
    title: Text
    sheet: Text
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    as_of: date | None = None
    unit: Text = ""
    annex: Text = ""
    head: Line = ()
    """Words above the table in one line, e.g. 填报单位（盖章）left and 填报日期 right."""
    blanks: tuple[Line, ...] = ()
    """On a form: lines to be filled in above the table, e.g. 联系人：and 联系方式：."""
    notes: tuple[Text, ...] = ()
    foot: Line = ()
    """The line to sign, e.g. 填报人 审核人 联系电话; room for the seal stays free under it."""
    signed: tuple[Line, ...] = ()
    """On a form: the lines to sign below the table, or inside its frame as a last row."""
    signed_inside: bool = False
    orientation: Orientation = "portrait"
    row_height: float = 18
    """Points, for a row of one line; a short table may be roomier."""


@dataclass(frozen=True)
class PlacedCell:
    """A cell and the place where it begins, both counted from 0."""

    row: int
    column: int
    cell: Cell


def header_row(*values: Value, rowspan: int = 1, colspan: int = 1) -> Row:
    return tuple(Cell(value, "header", rowspan, colspan) for value in values)


def place(rows: Sequence[Row]) -> Iterator[PlacedCell]:
    """Where each cell begins: `place([(Cell("a", rowspan=2), Cell("b")), (Cell("c"),)])` puts c under b."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= set(_covered(row, column, cell))
            yield PlacedCell(row, column, cell)


def _covered(row: int, column: int, cell: Cell) -> Iterable[tuple[int, int]]:
    return ((row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan))


def shown(value: Value, language: str = DEFAULT_LANGUAGE) -> str | int:
    """A number stays a number; a text is put into the reader's language."""
    return value if isinstance(value, int) else tr(value, language)


def to_json(table: Table, language: str = DEFAULT_LANGUAGE) -> dict[str, object]:
    """The shape that `report --format json` prints; a spanning cell of the body is repeated in each row and column."""
    return {
        "title": tr(table.title, language),
        "as_of": table.as_of.isoformat() if table.as_of else "",
        "unit": tr(table.unit, language),
        "header": [[_json_cell(cell, language) for cell in row] for row in table.header],
        "rows": _json_rows(table, language),
        "notes": [tr(note, language) for note in table.notes],
    }


def _json_cell(cell: Cell, language: str) -> dict[str, object]:
    return {"text": str(shown(cell.value, language)), "rowspan": cell.rowspan, "colspan": cell.colspan}


def _json_rows(table: Table, language: str) -> list[list[str | int]]:
    rows: list[list[str | int]] = [[""] * len(table.widths) for _ in table.rows]
    for placed in place(table.rows):
        for row, column in _covered(placed.row, placed.column, placed.cell):
            rows[row][column] = shown(placed.cell.value, language)
    return rows

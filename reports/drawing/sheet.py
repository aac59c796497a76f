"""One table on one worksheet, from the annex number down to the place for the seal."""

from collections.abc import Iterator, Sequence
from math import floor

from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.drawing import paper
from reports.drawing.page_breaks import breaks, page_points
from reports.drawing.sheet_cells import balanced, height, put
from reports.drawing.sheet_margins import THIN, above, below
from reports.drawing.table import PlacedCell, Row, Table, place, shown

UNSET_HEIGHT = 15
HIGHER_HEADS = 1.06
"""Bold fonts of the office programs need a little more for heads of many short lines."""
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def write(sheet: Worksheet, table: Table, language: str) -> None:
    """Fill an empty worksheet and set it up for printing."""
    for column, wide in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    top = above(sheet, table, language)
    first = top + len(table.header)
    _grid(sheet, table, top, table.header, language)
    _grid(sheet, table, first, table.rows, language)
    last = below(sheet, table, first + len(table.rows), language)
    if table.signed_inside:
        _roomier(sheet, table, first, last)
    for row in breaks(table, top, _row_heights(sheet, last)):
        sheet.row_breaks.append(Break(row))
    area = f"A1:{get_column_letter(len(table.widths))}{last}"
    paper.set_up(sheet, table.orientation, area, f"{top}:{first - 1}" if table.header else None)


def _row_heights(sheet: Worksheet, last: int) -> list[float]:
    return [sheet.row_dimensions[row].height or UNSET_HEIGHT for row in range(1, last + 1)]


def _roomier(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    """A form that people write on takes what its page leaves free, up to a third more for each row."""
    heights = _row_heights(sheet, last)
    body = heights[first - 1 : first - 1 + len(table.rows)]
    free = max(0.0, page_points(table) - sum(heights))
    for row, high in enumerate(body, first):
        sheet.row_dimensions[row].height = floor(10 * high * min(4 / 3, 1 + free / sum(body))) / 10


def _grid(sheet: Worksheet, table: Table, top: int, rows: Sequence[Row], language: str) -> None:
    """The cells with their borders, merged where they span."""
    needed = []
    for at in place(rows):
        cell = at.cell
        wide = sum(table.widths[at.column : at.column + cell.colspan])
        font = paper.HEADER if cell.role in ("header", "total") else paper.BODY
        value = shown(cell.value, language)
        if cell.role == "header":
            value = balanced(str(value), wide)
        put(sheet, top + at.row, at.column + 1, value, font, cell.align)
        needed.append((at, height(str(value), wide, font.size) * (HIGHER_HEADS if cell.role == "header" else 1)))
        _box(sheet, top, at)
    for number, high in enumerate(_heights(needed, len(rows), table.row_height)):
        sheet.row_dimensions[top + number].height = high


def _box(sheet: Worksheet, top: int, at: PlacedCell) -> None:
    first, left = top + at.row, at.column + 1
    last, right = first + at.cell.rowspan - 1, left + at.cell.colspan - 1
    for inside in sheet.iter_rows(first, last, left, right):
        for covered in inside:
            covered.border = BOX
    if (last, right) != (first, left):
        sheet.merge_cells(start_row=first, end_row=last, start_column=left, end_column=right)


def _heights(needed: Sequence[tuple[PlacedCell, float]], rows: int, least: float) -> Iterator[float]:
    """High enough for every cell; what a cell over several rows lacks is shared out among them."""
    heights = [least] * rows
    for at, high in sorted(needed, key=lambda needs: needs[0].cell.rowspan):
        spanned = slice(at.row, at.row + at.cell.rowspan)
        lacking = max(0.0, high - sum(heights[spanned])) / at.cell.rowspan
        heights[spanned] = [least + lacking for least in heights[spanned]]
    yield from heights

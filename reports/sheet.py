"""One table on one worksheet, from the annex number down to the place for the seal."""

import re
from collections.abc import Sequence
from math import ceil

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from locales import Text, tr
from reports import paper
from reports.table import Row, Table, Value, place, shown
from reports.text import width

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SPACING, AIR, FREE_LINES = 1.3, 4, 4
"""Height of a line by its font's size; points around the text; lines left free for the seal."""
ROOM_TO_WRITE = 8
"""Characters that each part of a line of several parts keeps free, for a pen."""
CELL_EDGE = 0.6
"""What of a column's width the text cannot use."""
LONGEST_TEXT = 32_767
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read “_x0041_” as “A”
LOOKS_ACTIVE = ("=", "+", "-", "@")


def write(sheet: Worksheet, table: Table, language: str) -> None:
    """Fill an empty worksheet and set it up for printing."""
    for column, wide in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    top = _above(sheet, table, language)
    first = top + len(table.header)
    _grid(sheet, table, top, table.header, language)
    _grid(sheet, table, first, table.rows, language)
    last = _below(sheet, table, first + len(table.rows), language)
    area = f"A1:{get_column_letter(len(table.widths))}{last}"
    paper.set_up(sheet, table.orientation, area, f"{top}:{first - 1}")


def _above(sheet: Worksheet, table: Table, language: str) -> int:
    """Annex number, title and the line above the table; gives the first row after them."""
    row = 1
    if table.annex:
        row = _line(sheet, table, row, tr(table.annex, language), paper.ANNEX, "left")
    row = _line(sheet, table, row, tr(table.title, language), paper.TITLE, "center")
    return _spread(sheet, table, row, table.head, language) if table.head else row


def _below(sheet: Worksheet, table: Table, row: int, language: str) -> int:
    """Notes, the line to sign and the free lines; gives the last row that is printed."""
    for note in table.notes:
        row = _line(sheet, table, row, tr(note, language), paper.BODY, "left")
    if not table.foot:
        return row - 1
    return _spread(sheet, table, row, table.foot, language) - 1 + FREE_LINES


def _line(sheet: Worksheet, table: Table, row: int, text: str, font: Font, align: str) -> int:
    """One text across the whole table, as high as it needs."""
    _put(sheet, row, 1, text, font, align)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.widths))
    sheet.row_dimensions[row].height = _height(text, sum(table.widths), font.size)
    return row + 1


def _spread(sheet: Worksheet, table: Table, row: int, texts: Sequence[Text], language: str) -> int:
    """Several texts in one line: the first at the left edge, the last at the right one."""
    shown_texts = [tr(text, language) for text in texts]
    parts = _parts(table.widths, [width(text) + ROOM_TO_WRITE for text in shown_texts])
    for number, (text, (start, end)) in enumerate(zip(shown_texts, parts, strict=True), 1):
        align = "left" if number == 1 else "right" if number == len(texts) else "center"
        _put(sheet, row, start, text, paper.BODY, align, wrap=False)
        sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=end)
    sheet.row_dimensions[row].height = table.row_height
    return row + 1


def _parts(widths: Sequence[float], wishes: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of each part, as wide as the parts wish in proportion; none is empty."""
    ends: list[int] = []
    for part in range(1, len(wishes)):
        wanted = sum(widths) * sum(wishes[:part]) / sum(wishes)
        nearest = min(range(1, len(widths)), key=lambda column: abs(sum(widths[:column]) - wanted))
        ends.append(max(nearest, ends[-1] + 1 if ends else 1))
    return list(zip([1, *(end + 1 for end in ends)], [*ends, len(widths)], strict=True))


def _grid(sheet: Worksheet, table: Table, top: int, rows: Sequence[Row], language: str) -> None:
    """The cells with their borders, merged where they span."""
    widths, heights = table.widths, [table.row_height] * len(rows)
    for at in place(rows):
        row, column, cell = top + at.row, at.column + 1, at.cell
        last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
        font = paper.HEADER if cell.role in ("header", "total") else paper.BODY
        value = shown(cell.value, language)
        if cell.role == "header":
            value = balanced(str(value), sum(widths[at.column : last_column]))
        _put(sheet, row, column, value, font, cell.align)
        for inside in sheet.iter_rows(row, last_row, column, last_column):
            for covered in inside:
                covered.border = BOX
        if cell.rowspan == 1:
            needed = _height(str(value), sum(widths[at.column : last_column]), font.size)
            heights[at.row] = max(heights[at.row], needed)
        if (last_row, last_column) != (row, column):
            sheet.merge_cells(start_row=row, end_row=last_row, start_column=column, end_column=last_column)
    for number, height in enumerate(heights):
        sheet.row_dimensions[top + number].height = height


def _put(sheet: Worksheet, row: int, column: int, value: Value, font: Font, align: str, wrap: bool = True) -> None:
    cell = sheet.cell(row, column)
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrap)
    if isinstance(value, int):
        cell.value = value
        return
    text = clean(str(value))
    cell.value = text
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.quotePrefix = text.startswith(LOOKS_ACTIVE)  # and it stays text when somebody edits it


def clean(text: str) -> str:
    """What a cell can hold: no control characters, nothing that would be read as an escape."""
    return LOOKS_ESCAPED.sub("_x005F_", UNPRINTABLE.sub("", text))[:LONGEST_TEXT]


def balanced(text: str, room: float) -> str:
    """A head that needs several lines gets lines of the same length: 经营企业 / 检查家次, not 经营企业检 / 查家次."""
    lines = ceil(width(text) / int(room - CELL_EDGE))
    each = ceil(len(text) / lines)
    return "\n".join(text[start : start + each] for start in range(0, len(text), each))


def _height(text: str, room: float, size: float) -> float:
    """Points for the text in so wide a cell; office programs do not adjust merged rows themselves."""
    columns = max(2, int((room - CELL_EDGE) * paper.BODY_SIZE / size))
    lines = sum(max(1, ceil(width(line) / columns)) for line in text.split("\n"))
    return lines * size * SPACING + AIR

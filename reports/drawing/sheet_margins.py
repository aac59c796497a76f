"""What stands around the grid of a worksheet: annex number, title, blanks above; notes and signatures below."""

from collections.abc import Sequence

from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from locales import tr
from reports.drawing import paper
from reports.drawing.sheet_cells import balanced, height, put
from reports.drawing.table import Line, Table
from reports.drawing.text_table import width

FREE_LINES = 4
"""Left free for the seal."""
TO_FILL_IN, TO_SIGN = 20, 30
"""Points for a line that somebody fills in, and for one that somebody signs and seals."""
ROOM_TO_WRITE = 8
"""Characters that each part of a line of several parts keeps free, for a pen."""
THIN = Side(style="thin")


def above(sheet: Worksheet, table: Table, language: str) -> int:
    """Annex number, title and the lines above the table; gives the first row after them."""
    row = 1
    if table.annex:
        row = _line(sheet, table, row, tr(table.annex, language), paper.ANNEX, "left")
    row = _line(sheet, table, row, tr(table.title, language), paper.TITLE, "center")
    if table.head:
        row = _spread(sheet, table, row, table.head, language)
    for line in table.blanks:
        row = _beside(sheet, table, row, line, language, (1,) * len(line), TO_FILL_IN)
    return row


def below(sheet: Worksheet, table: Table, row: int, language: str) -> int:
    """Notes, the lines to sign and the free lines; gives the last row that is printed."""
    if table.signed_inside:
        top, row = row, _signed(sheet, table, row, language)
        _frame(sheet, top, row - 1, len(table.widths))
    for note in table.notes:
        row = _line(sheet, table, row, tr(note, language), paper.BODY, "left")
    if not table.signed_inside:
        row = _signed(sheet, table, row, language)
    if not table.foot:
        return row - 1
    return _spread(sheet, table, row, table.foot, language) - 1 + FREE_LINES


def _signed(sheet: Worksheet, table: Table, row: int, language: str) -> int:
    """Inside the frame, seal and date stand below each other at the right, each in the middle of its place."""
    for line in table.signed:
        shares = (2, *(1,) * (len(line) - 1)) if table.signed_inside else (1,) * len(line)
        row = _beside(sheet, table, row, line, language, shares, TO_SIGN, "center" if table.signed_inside else "left")
    return row


def _frame(sheet: Worksheet, top: int, bottom: int, last: int) -> None:
    """A border around all the lines together, none between them."""
    for row in range(top, bottom + 1):
        for column in range(1, last + 1):
            sheet.cell(row, column).border = Border(
                left=THIN if column == 1 else None,
                right=THIN if column == last else None,
                top=THIN if row == top else None,
                bottom=THIN if row == bottom else None,
            )


def _line(sheet: Worksheet, table: Table, row: int, text: str, font: Font, align: str) -> int:
    """One text across the whole table, as high as it needs."""
    if align == "center":
        text = balanced(text, sum(table.widths) * paper.BODY_SIZE / font.size)
    put(sheet, row, 1, text, font, align)
    if len(table.widths) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.widths))
    sheet.row_dimensions[row].height = height(text, sum(table.widths), font.size)
    return row + 1


def _spread(sheet: Worksheet, table: Table, row: int, line: Line, language: str) -> int:
    """Several texts in one line: the first at the left edge, the last at the right one."""
    texts = [tr(text, language) for text in line]
    parts = _parts(table.widths, [width(text) + ROOM_TO_WRITE for text in texts])
    for number, (text, (start, end)) in enumerate(zip(texts, parts, strict=True), 1):
        align = "left" if number == 1 else "right" if number == len(texts) else "center"
        _across(sheet, row, start, end, text, align)
    sheet.row_dimensions[row].height = table.row_height
    return row + 1


def _beside(
    sheet: Worksheet,
    table: Table,
    row: int,
    line: Line,
    language: str,
    shares: Sequence[int],
    high: float,
    last: str = "left",
) -> int:
    """Texts with room to write behind each of them; one alone may wrap, too many stand below each other."""
    texts = [tr(text, language) for text in line]
    if len(texts) == 1 or len(texts) > len(table.widths):
        for text in texts:
            row = _line(sheet, table, row, text, paper.BODY, "left")
            sheet.row_dimensions[row - 1].height = max(high, sheet.row_dimensions[row - 1].height)
        return row
    for number, (text, (start, end)) in enumerate(zip(texts, _parts(table.widths, shares), strict=True), 1):
        _across(sheet, row, start, end, text, last if number == len(texts) else "left")
    sheet.row_dimensions[row].height = high
    return row + 1


def _across(sheet: Worksheet, row: int, start: int, end: int, text: str, align: str) -> None:
    put(sheet, row, start, text, paper.BODY, align, wrap=False)
    if end > start:
        sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=end)


def _parts(widths: Sequence[float], wishes: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of each part, as wide as the parts wish in proportion; none is empty."""
    ends: list[int] = []
    for part in range(1, len(wishes)):
        wanted = sum(widths) * sum(wishes[:part]) / sum(wishes)
        first, last = (ends[-1] if ends else 0) + 1, len(widths) - (len(wishes) - part)
        ends.append(min(range(first, last + 1), key=lambda column: abs(sum(widths[:column]) - wanted)))
    return list(zip([1, *(end + 1 for end in ends)], [*ends, len(widths)], strict=True))

"""How the workbook looks: fonts, fills, borders, widths, comments, and what stays in sight."""

from datetime import date
from math import ceil
from unicodedata import east_asian_width

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.cells.unreadable_cell import Cell

FONT = "宋体"
THIN = Side(style="thin", color="BFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADING, BLOCK = Font(FONT, 16, bold=True), Font(FONT, 13, bold=True, color="1F4E79")
HEAD, BODY, GREY = Font(FONT, 11, bold=True), Font(FONT, 11), Font(FONT, 10, color="7F7F7F")
HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
NARROWEST, WIDEST = 10, 44
LINE_HEIGHT, HIGHEST = 15, 400
LOOKS_ACTIVE = ("=", "+", "-", "@")


class SheetStyler:
    """Puts dressed cells on one sheet and knows how wide its columns have become."""

    def __init__(self, sheet: Worksheet, widest: int = WIDEST) -> None:
        self.sheet, self.widest = sheet, widest
        self.widths: dict[int, int] = {}
        self.texts: dict[int, list[tuple[int, str]]] = {}

    def heading(self, title: str, hint: str) -> None:
        self.sheet.cell(1, 1, title).font = HEADING
        self.sheet.cell(2, 1, hint).font = GREY

    def block_title(self, row: int, text: str) -> None:
        cell = self.sheet.cell(row, 1, text)
        cell.font, cell.data_type = BLOCK, "s"

    def head(self, row: int, column: int, text: str, hint: str, *, left: bool = False) -> None:
        cell = self.sheet.cell(row, column, text)
        cell.font, cell.fill, cell.border, cell.data_type = HEAD, HEAD_FILL, BOX, "s"
        cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
        self._note(row, column, text)
        if hint:
            cell.comment = Comment(hint, "Xiaohao", width=320, height=40 + 20 * ceil(wide(hint) / 40))

    def cell(self, row: int, column: int, value: Cell, *, as_text: bool) -> None:
        """A value as it is; a text never becomes a formula, and stays a text when somebody edits it."""
        cell = self.sheet.cell(row, column)
        cell.font, cell.border = BODY, BOX
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if as_text:
            cell.number_format = "@"
        if value is None:
            return
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(LOOKS_ACTIVE)
        self._note(row, column, str(value))

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        for inside in self.sheet.iter_rows(row, last_row, column, last_column):
            for covered in inside:
                covered.border = BOX
        if (row, column) != (last_row, last_column):
            self.sheet.merge_cells(start_row=row, end_row=last_row, start_column=column, end_column=last_column)

    def finish(self) -> None:
        """The heading and the first column stay in sight; printed, a sheet is one page wide."""
        for column, width in self.widths.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        for row, texts in self.texts.items():  # LibreOffice and WPS leave wrapped lines hidden otherwise
            lines = max(_lines(text, self.widths[column]) for column, text in texts)
            self.sheet.row_dimensions[row].height = min(lines * LINE_HEIGHT + 3, HIGHEST)
        self.sheet.freeze_panes = "B3"
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", self.sheet.PAPERSIZE_A4
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.page_setup.fitToHeight = 0

    def _note(self, row: int, column: int, text: str) -> None:
        """The column is as wide as its longest line, the row as high as its longest cell."""
        wished = max(wide(line) for line in text.split("\n")) + 2
        self.widths[column] = max(self.widths.get(column, NARROWEST), min(wished, self.widest))
        self.texts.setdefault(row, []).append((column, text))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(wide(line) / (width - 1))) for line in text.split("\n"))


def wide(text: str) -> int:
    """In columns of half-width characters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

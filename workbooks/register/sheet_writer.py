"""Writes a register's sheets row by row: what is written is on disk at once, so that 50,000 rows need no memory.

A text is always typed as a text: nothing that somebody wrote becomes a formula or an error when the file is opened.
"""

import re
from collections.abc import Container, Iterable, Sequence
from copy import copy
from datetime import date
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from workbooks.cells.workbook_style import BODY, BOX, GREY, HEAD, HEAD_FILL, HIGHEST, LINE_HEIGHT, LOOKS_ACTIVE, wide

Value = str | int | float | date | None
Row = list[Cell | None]
WRONG_FILL = PatternFill("solid", fgColor="FFC7CE")
REQUIRED_FILL = PatternFill("solid", fgColor="FCE4D6")
DAY_FORMAT, TEXT_FORMAT, MONEY_FORMAT = "yyyy-mm-dd", "@", "0.00"
PAPER_A4 = 9
TEXTS = (TEXT_FORMAT,) * 100
LOOKS_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")
"""Office programs read _x0041_ in a text as A."""
LONGEST = 32_000
"""A cell holds 32,767 characters."""


class SheetWriter:
    """One sheet of a workbook that is written in one go."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[float]) -> None:
        self.sheet: Any = book.create_sheet(title)  # the stubs know half of what such a sheet has
        for place, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", PAPER_A4
        self.sheet.page_setup.fitToHeight = 0  # printed, a sheet is one page wide
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.widths = widths
        self.written = 0
        self.styles: dict[tuple[str, bool], Any] = {}

    def head(self, texts: Sequence[str], hints: Sequence[str] = (), required: Sequence[bool] = ()) -> None:
        cells = [self._head(text) for text in texts]
        for cell, hint in zip(cells, hints, strict=False):
            if hint:
                cell.comment = Comment(hint, "Xiaohao", width=320, height=40 + 20 * ceil(wide(hint) / 40))
        for cell, needed in zip(cells, required, strict=False):
            cell.fill = REQUIRED_FILL if needed else HEAD_FILL
        self.append(
            cells, lines=max(ceil(wide(text) / (width - 1)) for text, width in zip(texts, self.widths, strict=True))
        )

    def row(self, values: Iterable[Value], formats: Iterable[str] = TEXTS, wrong: Container[int] = ()) -> Row:
        """The cells to `append`, none for None. `formats` say how each place is shown; those in `wrong` coloured."""
        pairs = enumerate(zip(values, formats, strict=False))
        return [self._cell(value, shown_as, place in wrong) for place, (value, shown_as) in pairs]

    def append(self, cells: Sequence[Cell | None], lines: int = 1) -> None:
        """Writes the row, high enough for so many lines of text."""
        self.written += 1
        if lines > 1:
            self.sheet.row_dimensions[self.written].height = min(lines * LINE_HEIGHT + 3, HIGHEST)
        self.sheet.append(cells)
        self.sheet.row_dimensions.pop(self.written, None)  # 50,000 heights would stay in memory

    def line(self, text: str) -> None:
        """A grey line above the head."""
        cell = self._typed(text)
        cell.font = GREY
        self.append([cell])

    def _head(self, text: str) -> Cell:
        cell: Cell = self._typed(text)
        cell.font, cell.fill, cell.border = HEAD, HEAD_FILL, BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        return cell

    def _cell(self, value: Value, shown_as: str, wrong: bool) -> Cell | None:
        if value is None:
            return None
        cell: Cell = self._typed(value)
        style = self._style(shown_as, wrong)  # one made for each cell would take most of the time
        looks_active = isinstance(value, str) and value.startswith(LOOKS_ACTIVE)
        cell._style = copy(style) if looks_active else style  # type: ignore[attr-defined]
        if looks_active:
            cell.quotePrefix = True
        return cell

    def _style(self, shown_as: str, wrong: bool) -> Any:
        key = (shown_as, wrong)
        if key not in self.styles:
            cell: Any = WriteOnlyCell(self.sheet)
            cell.font, cell.border, cell.number_format = BODY, BOX, shown_as
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if wrong:
                cell.fill = WRONG_FILL
            self.styles[key] = cell._style
        return self.styles[key]

    def _typed(self, value: Value) -> Any:
        if not isinstance(value, str):
            return WriteOnlyCell(self.sheet, value)  # type: ignore[arg-type]  # days are fine
        cell = WriteOnlyCell(self.sheet)
        if value:
            cell.value = value if value.isalnum() else _harmless(value)
            cell.data_type = "s"
        return cell


def _harmless(text: str) -> str:
    return LOOKS_ESCAPED.sub(r"_x005F_\1", ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST]


def streaming_book() -> Workbook:
    book = Workbook(write_only=True)
    book.properties.creator = "Xiaohao"
    return book

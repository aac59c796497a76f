"""A workbook as plain cells for the page: what a person would see on opening it, without a spreadsheet program."""

import io
import zipfile
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

Json = dict[str, Any]

MOST_ROWS = 500
MOST_COLUMNS = 60
STANDARD_WIDTH = 8.43


class NotASheet(Exception):
    """The file is no workbook that can be read."""


def shown(data: bytes) -> Json:
    """`{"sheets": [{"title", "widths", "rows": [[cell or None, …], …]}]}`; None is covered by a merged cell."""
    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as broken:
        raise NotASheet(str(broken)) from broken
    return {"sheets": [_sheet(sheet) for sheet in workbook.worksheets]}


def _sheet(sheet: Worksheet) -> Json:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows, columns = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    cells = [
        [_cell(cell, merged.get((cell.row, cell.column))) for cell in row]
        for row in sheet.iter_rows(max_row=rows, max_col=columns)
    ]
    return {"title": sheet.title, "widths": _widths(sheet, columns), "rows": cells}


def _widths(sheet: Worksheet, columns: int) -> list[float]:
    """In characters. One entry may stand for a run of columns, as Excel writes them."""
    widths = [STANDARD_WIDTH] * columns
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or _number(letter)
        for column in range(first, min(dimension.max or first, columns) + 1):
            widths[column - 1] = round(dimension.width, 2)
    return widths


def _number(letter: str) -> int:
    return next(number for number in range(1, 16_385) if get_column_letter(number) == letter)


def _cell(cell: Cell | MergedCell, area: Any) -> Json | None:
    if isinstance(cell, MergedCell):
        return None
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return {
        "text": _text(cell.value, cell.number_format),
        "colspan": area.size["columns"] if area else 1,
        "rowspan": area.size["rows"] if area else 1,
        "bold": bool(cell.font and cell.font.bold),
        "align": (cell.alignment and cell.alignment.horizontal) or ("right" if number else "left"),
        "number": number,
        "border": bool(cell.border and cell.border.left and cell.border.left.style),
    }


def _text(value: Any, number_format: str) -> str:
    """Enough of the number formats for the tables that people get here: per cent, thousands, fixed decimals, days."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    pattern = number_format.split(";")[0]
    decimals = len(pattern.partition(".")[2].rstrip("% ")) if "." in pattern else 0
    if "%" in pattern:
        return f"{value:.{decimals}%}"
    if "0" in pattern and pattern != "@":
        return f"{value:,.{decimals}f}" if "," in pattern else f"{value:.{decimals}f}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)

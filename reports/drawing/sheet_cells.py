"""Single cells of a worksheet: text that stays text, alignment, heads in even lines, the height that a text needs."""

import re
from math import ceil

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from reports.drawing import paper
from reports.drawing.table import Value
from reports.drawing.text_table import width

SPACING, AIR = 1.3, 0.3
"""Height of a line and of the air around the text, by the font's size."""
CELL_EDGE = 0.6
"""What of a column's width the text cannot use."""
LONGEST_TEXT = 32_767
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read “_x0041_” as “A”
LOOKS_ACTIVE = ("=", "+", "-", "@")


def put(sheet: Worksheet, row: int, column: int, value: Value, font: Font, align: str, wrap: bool = True) -> None:
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
    columns = max(2, int(room - CELL_EDGE))
    if width(text) <= columns:
        return text
    return "\n".join(line for part in re.split("(?=（)", text) for line in _even_lines(part, columns))


def _even_lines(text: str, columns: int) -> list[str]:
    each = ceil(len(text) / max(1, ceil(width(text) / columns)))
    return [text[start : start + each] for start in range(0, len(text), max(1, each))]


def height(text: str, room: float, size: float) -> float:
    """Points for the text in so wide a cell; office programs do not adjust merged rows themselves."""
    columns = max(2, int((room - CELL_EDGE) * paper.BODY_SIZE / size))
    lines = sum(max(1, ceil(width(line) / columns)) for line in text.split("\n"))
    return (lines * SPACING + AIR) * size

"""Rows → a register's workbook, the counterpart of `register_read`: taken in again, it changes nothing.

write_register(path, {"entities": ({"name": "康民大药房", "kind": "distributor"}, …)}, choices)
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbooks.register.register_choices import Choices, Words
from workbooks.register.register_column import RegisterColumn
from workbooks.register.register_sheets import register_sheets
from workbooks.register.sheet_writer import DAY_FORMAT, MONEY_FORMAT, TEXT_FORMAT, SheetWriter, Value, streaming_book

FORMATS = {"day": DAY_FORMAT, "money": MONEY_FORMAT, "count": "0", "degrees": "General"}
WIDTHS = {
    "day": 13,
    "money": 14,
    "count": 10,
    "degrees": 12,
    "yes_no": 10,
    "phone": 16,
    "code": 23,
    "credit_code": 23,
    "choice": 16,
}
WIDEST_TEXT = 24
YES_NO = {True: "是", False: "否"}
TOP_LEFT = "B3"
"""The line above, the head and the first column stay in sight."""


def write_register(path: Path, rows: Mapping[str, Iterable[Mapping[str, Any]]], choices: Choices) -> None:
    """The sheets that `rows` names, each with all its columns. The rows are walked once and none is kept."""
    book = streaming_book()
    for key, sheet_rows in rows.items():
        sheet = register_sheets()[key]
        writer = SheetWriter(book, sheet.title, [width(column) for column in sheet.columns])
        writer.sheet.freeze_panes = TOP_LEFT
        writer.line(sheet.about)
        writer.head([column.title for column in sheet.columns])
        formats = [format_of(column) for column in sheet.columns]
        columns = [(column, words_by_key(choices.get(column.choices, {}))) for column in sheet.columns]
        for row in sheet_rows:
            writer.append(
                writer.row([written(row.get(column.key), column, words) for column, words in columns], formats)
            )
    book.save(path)


def width(column: RegisterColumn) -> float:
    return WIDTHS.get(column.kind, WIDEST_TEXT)


def format_of(column: RegisterColumn) -> str:
    return FORMATS.get(column.kind, TEXT_FORMAT)


def words_by_key(words: Words) -> Words:
    """The first word of each key."""
    called: dict[str, str] = {}
    for word, key in words.items():
        called.setdefault(key, word)
    return called


def written(value: Any, column: RegisterColumn, words: Words) -> Value:
    """What stands in the cell. A list whose words hold “、” themselves is parted by “；”."""
    if value is None or value == ():
        return None
    if column.kind == "money":
        yuan = Decimal(value) / 100
        return int(yuan) if yuan == int(yuan) else float(yuan)
    if column.kind in ("choices", "names"):
        parts = [words.get(part, part) for part in value]
        return ("；" if any("、" in part for part in parts) else "、").join(parts)
    if column.kind == "choice":
        return words.get(value, str(value))
    return YES_NO[value] if column.kind == "yes_no" else _as_it_is(value)


def _as_it_is(value: Any) -> Value:
    return value if isinstance(value, int | float | date) else str(value)

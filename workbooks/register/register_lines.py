"""A line of cells under a head → a row with its values and problems, or nothing to take over."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from locales import N_
from workbooks.cells.unreadable_cell import UnreadableCell
from workbooks.register.head_row import Row, columns_at, in_myriads
from workbooks.register.register_cells import Cell, shown
from workbooks.register.register_choices import Choices
from workbooks.register.register_row import HeadRow, ImportRow, RowProblem
from workbooks.register.register_sheets import register_sheets
from workbooks.register.register_values import WAN, CellReader, is_empty

EXAMPLE = re.compile("(示例|例)[：:]|示例$")
BESIDE = re.compile(
    r"(填报人|填表人|制表人|审核人|填报日期|填报单位|联系电话|备注|说明|注)\s*[：:].*|[合总小]\s*计[：:]?"
)
SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、.．].{0,40}")


class LineReader:
    """Reads the rows of one sheet."""

    def __init__(self, head: HeadRow, choices: Choices) -> None:
        self.head = head
        self.sheet = register_sheets()[head.sheet]
        self.readers = [
            (place, CellReader(column, choices.get(column.choices, {}), WAN if in_myriads(head.heads[place]) else 1))
            for column, place in columns_at(head)
        ]

    def read(self, row: Row) -> ImportRow | None:
        """None for examples, totals, section titles and what stands below a table."""
        number, cells = row
        cells = cells + [None] * (len(self.head.heads) - len(cells))
        texts = tuple(map(shown, cells))
        if self._says_nothing(cells, texts):
            return None
        values: dict[str, Any] = {}
        problems: list[RowProblem] = []
        for place, reader in self.readers:
            cell, column = cells[place], reader.column
            try:
                if not is_empty(cell, column):
                    values[column.key] = reader.read(cell)
            except UnreadableCell as unclear:
                problems.append(RowProblem(unclear.what, column.key))
        problems += self._lacking(values, {problem.column for problem in problems})
        return ImportRow(self.head, number, values, tuple(problems), texts)

    def _says_nothing(self, cells: list[Cell], texts: Sequence[str]) -> bool:
        if not any(not is_empty(cells[place], reader.column) for place, reader in self.readers):
            return True
        filled = [text for text in texts if text]
        first = next((text for text in filled if not text.isdecimal()), "")
        if EXAMPLE.match(first) or BESIDE.fullmatch(first):
            return True
        return len(filled) == 1 and SECTION.fullmatch(first) is not None

    def _lacking(self, values: dict[str, Any], unread: set[str]) -> Iterator[RowProblem]:
        """Columns that every row needs; another may stand in (the credit code for the name)."""
        for column in self.sheet.columns:
            if not column.required or column.key in unread or {column.key, column.instead} & _said(values):
                continue
            yield RowProblem(N_("“{column}” is empty", column=column.title), column.key)


def _said(values: dict[str, Any]) -> set[str]:
    return {key for key, value in values.items() if value not in (None, "", ())}

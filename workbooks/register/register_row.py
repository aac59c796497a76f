"""What comes out of a register's workbook: rows, each with its place in the file and what is wrong with it.

with read_register(path, "2024年企业名单.xlsx", choices) as book:
    for row in book.rows():
        row.sheet, row.number, row.values    # "entities", 7, {"name": "康民大药房", "kind": "distributor"}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from locales import N_, Message, Text


@dataclass(frozen=True)
class HeadRow:
    """The head row of one sheet as it stands in the file; `columns` says at which place (from 0) each key is."""

    sheet: str
    title: str
    row: int
    heads: tuple[str, ...]
    columns: Mapping[str, int]

    def cell(self, key: str, number: int) -> str:
        """“C7”; empty for a column that the file does not have."""
        return f"{get_column_letter(self.columns[key] + 1)}{number}" if key in self.columns else ""


@dataclass(frozen=True)
class RowProblem:
    """Why a row is wrong; `column` is the key of the column that is to blame, if one is."""

    what: Text
    column: str = ""


@dataclass(frozen=True)
class ImportRow:
    """One row. What is empty, or has no column in the file, is not in `values` and changes nothing; 清空 is None.

    `texts` is the row as people see it, cell by cell, to be given back where it is wrong.
    """

    head: HeadRow
    number: int
    values: Mapping[str, Any]
    problems: tuple[RowProblem, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def sheet(self) -> str:
        return self.head.sheet

    def wrong(self, what: Text, column: str = "") -> "ImportRow":
        """The same row with one more reason why it cannot be taken."""
        return replace(self, problems=(*self.problems, RowProblem(what, column)))

    def said(self, problem: RowProblem) -> Message:
        """The problem with its place: “监管对象!C7：……”."""
        cell = self.head.cell(problem.column, self.number) or str(self.number)
        return N_("{sheet}!{cell}: {what}", sheet=self.head.title, cell=cell, what=problem.what)


@dataclass(frozen=True)
class SheetFound:
    """A sheet of the file that is one of ours; `rows` is how many there are to read, `notes` what to tell about it."""

    head: HeadRow
    rows: int
    notes: tuple[Text, ...] = ()

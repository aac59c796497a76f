"""The rows that cannot be taken, given back as a workbook: the same sheets and heads, the reasons in front.

Corrected and sent again it is read like any other; the column 错误原因 is left out.
"""

from collections.abc import Iterable
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from locales import DEFAULT_LANGUAGE, N_, tr
from workbooks.cells.workbook_style import wide
from workbooks.register.register_row import HeadRow, ImportRow
from workbooks.register.sheet_writer import SheetWriter, streaming_book

REASON = "错误原因"
WIDTH, REASON_WIDTH = 22, 44
MOST_COMMENTS = 2_000
"""A comment stays in memory until the file is saved; the column of reasons says everything anyway."""


def wrong_rows(path: Path, rows: Iterable[ImportRow], language: str = DEFAULT_LANGUAGE) -> int:
    """Writes the rows that have problems and says how many there are; none: no file. They are walked once."""
    book = streaming_book()
    sheets: dict[str, WrongSheet] = {}
    for row in rows:
        if row.problems:
            sheet = sheets.get(row.head.title) or WrongSheet(book, row.head, language)
            sheets[row.head.title] = sheet
            sheet.add(row)
    if sheets:
        book.save(path)
    return sum(sheet.count for sheet in sheets.values())


class WrongSheet:
    """The wrong rows of one sheet: in front of each the reasons, then its cells as they were."""

    def __init__(self, book: Workbook, head: HeadRow, language: str) -> None:
        self.head, self.language = head, language
        self.count = self.comments = 0
        self.writer = SheetWriter(book, head.title, [REASON_WIDTH, *(WIDTH for _ in head.heads)])
        self.writer.sheet.freeze_panes = "B2"
        self.writer.head([REASON, *head.heads])

    def add(self, row: ImportRow) -> None:
        reasons, faults = self._reasons(row)
        texts = [text if text or place in faults else None for place, text in enumerate(row.texts, 1)]
        cells = self.writer.row(["\n".join(reasons), *texts], wrong=(0, *faults))
        for place, what in faults.items():
            cell = cells[place]
            if cell and self.comments < MOST_COMMENTS:
                cell.comment = Comment(what, "Xiaohao", width=300, height=100)
                self.comments += 1
        self.writer.append(cells, lines=sum(ceil((wide(reason) + 1) / (REASON_WIDTH - 1)) for reason in reasons))
        self.count += 1

    def _reasons(self, row: ImportRow) -> tuple[list[str], dict[int, str]]:
        """In the words of the reader: all reasons, and by place those that one cell is to blame for."""
        reasons: list[str] = []
        faults: dict[int, str] = {}
        for problem in row.problems:
            what = tr(problem.what, self.language)
            place = self.head.columns.get(problem.column)
            if place is None:
                reasons.append(what)
            else:
                reasons.append(tr(N_("{column}: {what}", column=self.head.heads[place], what=what), self.language))
                faults[place + 1] = what
        return reasons, faults

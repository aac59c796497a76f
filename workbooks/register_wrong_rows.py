"""The rows that cannot be taken, given back as a workbook: the same sheets and heads, the reasons in front.

Corrected and sent again it is read like any other; the column 错误原因 is left out.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from locales import DEFAULT_LANGUAGE, N_, tr
from workbooks.register_row import Head, ImportRow, RowProblem
from workbooks.register_sheets import SheetWriter, streaming_book

REASON = "错误原因"
WIDTH, REASON_WIDTH = 18, 44
MOST_COMMENTS = 2_000
"""A comment stays in memory until the file is saved; the column of reasons says everything anyway."""


def wrong_rows(path: Path, rows: Iterable[ImportRow], language: str = DEFAULT_LANGUAGE) -> int:
    """Writes the rows that have problems and says how many there are; none: no file. They are walked once."""
    book, writers = streaming_book(), dict[str, SheetWriter]()
    count = comments = 0
    for row in (row for row in rows if row.problems):
        if row.head.title not in writers:
            writers[row.head.title] = _begun(book, row.head)
        writer = writers[row.head.title]
        cells = writer.row([_reasons(row, language), *row.texts], wrong=[0, *_places(row)])
        for problem in islice(row.problems, max(0, MOST_COMMENTS - comments)):
            marked = cells[row.head.columns.get(problem.column, -1) + 1]
            if marked:
                marked.comment = _comment(problem, language)
                comments += 1
        writer.append(cells)
        count += 1
    if count:
        book.save(path)
    return count


def _begun(book: Workbook, head: Head) -> SheetWriter:
    writer = SheetWriter(book, head.title, [REASON_WIDTH, *(WIDTH for _ in head.heads)])
    writer.sheet.freeze_panes = "B2"
    writer.head([REASON, *head.heads])
    return writer


def _places(row: ImportRow) -> list[int]:
    return [row.head.columns[problem.column] + 1 for problem in row.problems if problem.column in row.head.columns]


def _reasons(row: ImportRow, language: str) -> str:
    return "\n".join(_reason(row, problem, language) for problem in row.problems)


def _reason(row: ImportRow, problem: RowProblem, language: str) -> str:
    """With the head over the cell in front, where one is to blame."""
    if problem.column not in row.head.columns:
        return tr(problem.what, language)
    column = row.head.heads[row.head.columns[problem.column]]
    return tr(N_("{column}: {what}", column=column, what=problem.what), language)


def _comment(problem: RowProblem, language: str) -> Comment:
    return Comment(tr(problem.what, language), "Xiaohao", width=300, height=100)

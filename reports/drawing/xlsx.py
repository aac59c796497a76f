"""Tables → one workbook. openpyxl is loaded when the first one is made: most starts of the program never need it."""

import re
from collections.abc import Sequence
from io import BytesIO

from locales import DEFAULT_LANGUAGE, tr
from reports.drawing.table import Table

LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def workbook(tables: Sequence[Table], language: str = DEFAULT_LANGUAGE) -> bytes:
    """An .xlsx file with a worksheet for each table, ready to print and sign."""
    from openpyxl import Workbook

    from reports.drawing import paper
    from reports.drawing.sheet import write

    book = Workbook()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = paper.NORMAL  # type: ignore[attr-defined]  # there is no public way
    book.properties.creator = "Xiaohao"
    book.properties.title = tr(tables[0].title, language)
    for table, name in zip(tables, _names(tables, language), strict=True):
        write(book.create_sheet(name), table, language)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _names(tables: Sequence[Table], language: str) -> list[str]:
    """Sheet names as Excel allows them, none twice: 检查明细, 检查明细 (2)."""
    names: list[str] = []
    for table in tables:
        wanted = NOT_IN_NAMES.sub("", tr(table.sheet, language)).strip("' ") or table.key
        name, number = wanted[:LONGEST_NAME], 1
        while name.casefold() in map(str.casefold, names):
            number += 1
            ending = f" ({number})"
            name = wanted[: LONGEST_NAME - len(ending)] + ending
        names.append(name)
    return names

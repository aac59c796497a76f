"""A workbook of one row, and what the bot says to whoever sends it."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook

from tests.handlers.stage import Stage


def workbook(sheet: str, row: Mapping[str, object]) -> bytes:
    """The row below its heads."""
    book = Workbook()
    lines = book.create_sheet(sheet, 0)
    lines.append(list(row))
    lines.append(list(row.values()))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sent(stage: Stage, content: bytes) -> str:
    """The last thing said to the administrator, once all is done."""
    stage.phones["陈示例"].send_document(content, "导入.xlsx")
    stage.settle()
    return stage.said("陈示例")

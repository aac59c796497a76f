"""Workbooks to try: a pack's own, changed cell by cell, and such as a stranger might send."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.load import PackError, load_pack
from campaigns.schema.pack import Pack
from workbooks.plan.pack_export import pack_workbook
from workbooks.plan.pack_load import read_pack_workbook
from workbooks.register.register_choices import Choices, choices_of
from workbooks.register.register_read import RegisterBook, read_register


@pytest.fixture(scope="session")
def shizhu_bytes() -> bytes:
    return pack_workbook(load_pack("shizhu-2025"))


@pytest.fixture
def shizhu_book(shizhu_bytes: bytes) -> Workbook:
    return load_workbook(BytesIO(shizhu_bytes))


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[Workbook], Pack]:
    """The pack that a changed workbook holds."""

    def load(book: Workbook) -> Pack:
        file = tmp_path / "mine.xlsx"
        book.save(file)
        return read_pack_workbook(file)

    return load


@pytest.fixture
def complaints(loaded: Callable[[Workbook], Pack]) -> Callable[[Workbook], list[str]]:
    """What is wrong with a changed workbook, a line a cell."""

    def complain(book: Workbook) -> list[str]:
        with pytest.raises(PackError) as caught:
            loaded(book)
        return str(caught.value).split("\n")

    return complain


@pytest.fixture
def find() -> Callable[..., Cell]:
    """`find(sheet, "南宾所", below="■ 单位")`: the cell with this text, after another in the first column."""

    def find_cell(sheet: Worksheet, text: str, below: str = "") -> Cell:
        start = next((cell.row for cell in sheet["A"] if cell.value == below), 1)
        return next(cell for row in sheet.iter_rows(min_row=start) for cell in row if cell.value == text)

    return find_cell


@pytest.fixture(scope="session")
def choices() -> Choices:
    """What a register's cells may say under two plans."""
    return choices_of([load_pack("shizhu-2025"), load_pack("xizang-2022")])


@pytest.fixture
def opened(tmp_path: Path, choices: Choices) -> Iterator[Callable[..., RegisterBook]]:
    """A register's workbook (or its bytes), open; closed at the end of the test."""
    with ExitStack() as stack:

        def open_register(book: Workbook | bytes, name: str = "登记.xlsx") -> RegisterBook:
            file = tmp_path / "register.xlsx"
            file.write_bytes(book) if isinstance(book, bytes) else book.save(file)
            return stack.enter_context(read_register(file, name, choices))

        yield open_register


@pytest.fixture
def sheet_of() -> Callable[..., Workbook]:
    """A workbook of one sheet with these rows."""

    def make(*rows: Sequence[Any], title: str = "Sheet1") -> Workbook:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        return book

    return make

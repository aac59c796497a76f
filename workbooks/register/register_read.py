"""A register's workbook → its rows, whoever made it: our template, or an office's own Excel (2024年企业名单.xlsx)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from locales import N_, Message, Text
from workbooks.opening import opening
from workbooks.opening.limits import REGISTER, WorkbookRefused, too_big
from workbooks.opening.not_xlsx import refuse_others
from workbooks.opening.streaming import HIGHEST_HEAD
from workbooks.register.head_row import Row, find_head
from workbooks.register.register_cells import decoded
from workbooks.register.register_choices import Choices
from workbooks.register.register_lines import LineReader
from workbooks.register.register_row import HeadRow, ImportRow, SheetFound
from workbooks.register.register_sheets import register_sheets
from workbooks.register.sheet_notes import notes_on

__all__ = ["RegisterBook", "WorkbookRefused", "read_register"]
OURS_BESIDE = ("说明", "选项")
"""Sheets of the template that hold nothing to read."""
NO_HEAD = N_(
    "No head row was found: name the columns in one of the first rows, for example {words}, or use the template.",
    words=["企业名称", "统一社会信用代码", "检查日期"],
)


@dataclass(frozen=True)
class SheetFile:
    """What the child process wrote of one sheet."""

    path: Path
    found: SheetFound

    def rows(self) -> Iterator[Row]:
        return (row for row in _rows(self.path) if row[0] > self.found.head.row)


class RegisterBook:
    """An open workbook. `rows()` can be walked as often as one likes and holds one row at a time; close it at the end.

    `notes` are about the file as a whole: sheets that were not recognised.
    """

    def __init__(self, files: list[SheetFile], notes: tuple[Text, ...], choices: Choices, folder: Any) -> None:
        order = list(register_sheets())
        self.files = sorted(files, key=lambda file: order.index(file.found.head.sheet))
        self.notes, self.choices, self.folder = notes, choices, folder

    @property
    def sheets(self) -> tuple[SheetFound, ...]:
        return tuple(file.found for file in self.files)

    def rows(self) -> Iterator[ImportRow]:
        """Every row with something in it, sheet by sheet in the order of `register_sheets`."""
        for file in self.files:
            reader = LineReader(file.found.head, self.choices)
            yield from filter(None, map(reader.read, file.rows()))

    def close(self) -> None:
        self.folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def read_register(path: Path, name: str, choices: Choices) -> RegisterBook:
    """Opens it in a child process. `name`: what the file was called. Refused with one sentence that says what to do."""
    refuse_others(path, name)
    folder = TemporaryDirectory(prefix="xiaohao-register-")
    try:
        return _book(opening.streamed(path, Path(folder.name)), choices, folder)
    except BaseException:
        folder.cleanup()
        raise


def _book(paths: list[Path], choices: Choices, folder: Any) -> RegisterBook:
    files: list[SheetFile] = []
    unknown: list[str] = []
    hidden: list[str] = []
    for path in paths:
        about = _about(path)
        if about["title"] in OURS_BESIDE or not any(_lines(path)):
            continue
        head = None if about["hidden"] else find_head(about["title"], _top(path), about["across"])
        if head:
            files.append(SheetFile(path, _found(path, head)))
        else:
            (hidden if about["hidden"] else unknown).append(about["title"])
    if not files:
        raise WorkbookRefused(NO_HEAD)
    return RegisterBook(files, tuple(_left_out(unknown, hidden)), choices, folder)


def _left_out(unknown: list[str], hidden: list[str]) -> Iterator[Message]:
    if unknown:
        yield N_("These sheets were not recognised and are left out: {sheets}", sheets=unknown)
    if hidden:
        yield N_("These sheets are hidden and are left out: {sheets}", sheets=hidden)


def _found(path: Path, head: HeadRow) -> SheetFound:
    count = sum(1 for _ in _lines(path)) - sum(1 for number, _ in _top(path) if number <= head.row)
    if count > REGISTER.rows:
        raise too_big(REGISTER)
    return SheetFound(head, count, tuple(notes_on(head)))


def _about(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return json.loads(file.readline())


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from islice(file, 1, None)


def _rows(path: Path) -> Iterator[Row]:
    for line in _lines(path):
        number, cells = json.loads(line)
        yield number, [decoded(cell) for cell in cells]


def _top(path: Path) -> list[Row]:
    return [row for row in islice(_rows(path), HIGHEST_HEAD) if row[0] <= HIGHEST_HEAD]

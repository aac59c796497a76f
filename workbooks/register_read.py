"""A register's workbook → its rows, whoever made it: our template, or an office's own Excel (2024年企业名单.xlsx)."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from locales import Text
from workbooks.limits import Refused
from workbooks.register_choices import Choices
from workbooks.register_row import ImportRow, SheetFound

__all__ = ["Refused", "RegisterBook", "read_register"]


class RegisterBook:
    """An open workbook. `rows()` can be walked as often as one likes and holds one row at a time; close it at the end.

    `notes` are about the file as a whole: sheets that were not recognised.
    """

    sheets: tuple[SheetFound, ...]
    notes: tuple[Text, ...]

    def rows(self) -> Iterator[ImportRow]:
        """Every row with something in it, sheet by sheet in the order of `register_columns.SHEETS`."""
        raise NotImplementedError

    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def read_register(path: Path, name: str, choices: Choices) -> RegisterBook:
    """Opens it in a child process. `name`: what the file was called. Refused with one sentence that says what to do."""
    raise NotImplementedError

"""What a column of the register's workbook is: how it is headed, recognised, filled in and explained."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "code", "phone", "day", "count", "degrees", "money", "choice", "choices", "names", "yes_no"]
"""What a cell gives: str · str without blanks · str · date · int · float · int (分) · key · tuple of keys · tuple of
str · bool."""


@dataclass(frozen=True)
class Column:
    """`title` as the template prints it; `words` are other heads by which offices' own files call it.

    `choices` names a list of `Choices`; `open`: words beyond the list are taken as they are.
    """

    key: str
    title: str
    kind: Kind = "text"
    words: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""
    required: bool = False
    choices: str = ""
    open: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook, `entities` 监管对象; `names` are what offices call such a sheet."""

    key: str
    title: str
    names: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

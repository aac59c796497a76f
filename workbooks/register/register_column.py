"""What a column of the register's workbook is: how it is headed, recognised, filled in and explained."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "code", "credit_code", "phone", "day", "count", "degrees", "money", "choice", "choices", "names", "yes_no"
]
"""What a cell gives: str · str without blanks · str · date · int · float · int (分) · key · tuple of keys · tuple of
str · bool."""


@dataclass(frozen=True)
class RegisterColumn:
    """`title` as the template prints it; by which other words it is recognised stands in `register_heads`.

    `choices` names a list of `Choices`; `open`: words beyond the list are taken as they are. `instead` is the column
    that may be filled in place of a required one.
    """

    key: str
    title: str
    kind: Kind = "text"
    hint: str = ""
    example: str = ""
    required: bool = False
    choices: str = ""
    open: bool = False
    instead: str = ""


@dataclass(frozen=True)
class RegisterSheet:
    """A sheet of the workbook, e.g. `entities` 监管对象; `about` says on the sheet what belongs there."""

    key: str
    title: str
    about: str
    columns: tuple[RegisterColumn, ...]

    def column(self, key: str) -> RegisterColumn:
        return next(column for column in self.columns if column.key == key)

"""A cell of a register's workbook as it comes out of the child process, and how people see it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]|_x000D_")
ESCAPED = re.compile("_x005F_(x[0-9A-Fa-f]{4}_)")
"""How a workbook keeps a text that looks like an escape."""
BLANKS = re.compile(r"[^\S\n]+")
MOST_DIGITS = 15
"""Office programs keep no more digits of a number."""


@dataclass(frozen=True)
class CellError:
    """A cell that shows no value: an error (#REF!), or a formula that nobody has calculated."""

    error: str = ""


Cell = str | int | float | bool | date | CellError | None


def decoded(value: Any) -> Cell:
    """One cell of a line of `streaming`."""
    if not isinstance(value, dict):
        return cleaned(value) or None if isinstance(value, str) else value
    if "day" in value:
        return date.fromisoformat(value["day"])
    return CellError(value.get("error", "")) if "time" not in value else str(value["time"])


def cleaned(text: str) -> str:
    """The text without invisible characters and doubled blanks; line breaks stay."""
    if text.isprintable() and "_x" not in text:  # what nearly every cell is, and quick to tell
        return " ".join(text.split())
    lines = ESCAPED.sub(r"_\1", INVISIBLE.sub("", text)).replace("\r", "").split("\n")
    return "\n".join(BLANKS.sub(" ", line).strip() for line in lines).strip()


def shown(cell: Cell) -> str:
    """As the office program shows it: 3 for 3.0, 9.11E+17 for what has lost its digits."""
    if isinstance(cell, CellError):
        return cell.error
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell) or f"{cell:.14E}"
    return cell.isoformat() if isinstance(cell, date) else cell or ""


def number_text(number: int | float) -> str | None:
    """The digits of a number; None where it has more than a workbook keeps, so that the last ones are invented."""
    if isinstance(number, float) and number == int(number):
        number = int(number)
    if isinstance(number, int):
        return str(number) if len(str(abs(number))) <= MOST_DIGITS else None
    return f"{number:.15g}"

"""The process that opens strangers' workbooks: little memory, little time, nothing of ours in it.

`python -m workbooks.opening.child read FILE` prints {"sheets": {title: rows of texts}}; `titles FILE` the titles alone;
`mark FILE` takes a list of [sheet, cell, reason] on its input and prints the workbook with those cells coloured;
`stream FILE FOLDER` writes one file of lines for each sheet of a register. What is refused comes as
{"refused": [msgid, values]} with exit code 3.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from workbooks.opening.limits import NOT_A_WORKBOOK, PACK, REGISTER, Limits, WorkbookRefused, check, too_big

MEMORY = 512 * 1024 * 1024
REFUSED = 3
Row = list[str | None]


def main(what: str, path: Path, folder: Path | None = None) -> int:
    limits = limits_of(what)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.unpacked, limits.unpacked))
    from openpyxl import DEFUSEDXML

    if not DEFUSEDXML:  # entities would be expanded
        raise RuntimeError("openpyxl does not use defusedxml: install the locked requirements")
    try:
        answer = _do(what, path, folder)
    except WorkbookRefused as refused:
        answer = json.dumps({"refused": [refused.what.msgid, dict(refused.what.values)]}).encode()
    sys.stdout.buffer.write(answer)
    return REFUSED if answer.startswith(b'{"refused"') else 0


def limits_of(what: str) -> Limits:
    return PACK if what in ("read", "mark") else REGISTER


def _do(what: str, path: Path, folder: Path | None) -> bytes:
    limits = limits_of(what)
    try:
        check(path, limits)
        if folder:
            from workbooks.opening.streaming import stream

            stream(path, folder)
            return b""
        if what == "titles":
            return titles(path)
        return read(path) if what == "read" else mark(path, json.load(sys.stdin))
    except WorkbookRefused:
        raise
    except MemoryError:
        raise too_big(limits) from None
    except Exception as error:  # zipfile and openpyxl meet damage with whatever they stumble over
        raise WorkbookRefused(NOT_A_WORKBOOK) from error


def titles(path: Path) -> bytes:
    from openpyxl import load_workbook

    return json.dumps(load_workbook(path.open("rb"), read_only=True, keep_links=False).sheetnames).encode()


def read(path: Path) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > PACK.sheets:
        raise too_big(PACK)
    sheets: dict[str, list[Row]] = {}
    room = PACK.characters
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # WPS says A1:A1 whatever there is
        sheets[sheet.title] = []
        for row in _rows(sheet):
            room -= sum(len(text) for text in row if text)
            if room < 0:
                raise too_big(PACK)
            sheets[sheet.title].append(row)
    return json.dumps({"sheets": sheets}).encode()


def _rows(sheet: Any) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > PACK.rows:
            raise too_big(PACK)
        texts = [_text(cell) for cell in row]
        if any(text is not None for text in texts[PACK.columns :]):
            raise too_big(PACK)
        yield texts[: PACK.columns]


def _text(cell: Any) -> str | None:
    """What was typed, as a text: 3 for 3.0, 2025-03-31 for a day, 15 for 15%."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        if "%" in (cell.number_format or ""):
            value = round(value * 100, 10)
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def mark(path: Path, reasons: list[tuple[str, str, str]]) -> bytes:
    """The same workbook with a colour on each faulty cell and the reason in a comment."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = load_workbook(path.open("rb"), keep_links=False)
    for title, place, reason in reasons:
        if title in book.sheetnames:
            cell = book[title][place]
            cell.fill = PatternFill("solid", fgColor="FFC7CE")
            said = f"{cell.comment.text}\n{reason}" if cell.comment else reason
            cell.comment = Comment(said, "Xiaohao", width=360, height=120)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(Path, sys.argv[2:])))

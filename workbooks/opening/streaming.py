"""A register's workbook, sheet by sheet and row by row, into files of lines: whatever its size, one row is in memory.

The first line of a file is about the sheet: {"title", "hidden", "across": [[row, first column, last column], …] of the
merged cells near the top}. Each other line is [number, cells] of a row with something in it. A cell that covers rows
below stands in each of them. Texts, numbers, truth values and null are themselves; {"day"}, {"time"}, {"error"} and
{"formula"} (one without a result) are what JSON has no word for.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import ERROR_CODES

from workbooks.opening.limits import REGISTER, too_big
from workbooks.opening.sheet_scan import MergedRange, SheetScan, scan

HIGHEST_HEAD = 25
"""A head row stands in one of these rows."""
LARGEST = 1e300
"""What is larger, or no number at all (1e999), no office program has written."""
Cells = list[Any]


def stream(path: Path, folder: Path) -> None:
    """One file for each sheet: 000, 001, …"""
    from openpyxl import load_workbook

    book = load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > REGISTER.sheets:
        raise too_big(REGISTER)
    room = REGISTER.characters
    for place, sheet in enumerate(book.worksheets):
        sheet.reset_dimensions()  # WPS says A1:A1 whatever there is
        sheet_scan = scan(path, sheet._worksheet_path)  # type: ignore[attr-defined]  # there is no public way
        with (folder / f"{place:03}").open("w", encoding="utf-8") as file:
            about = {
                "title": sheet.title,
                "hidden": sheet.sheet_state != "visible",
                "across": _across(sheet_scan.merged),
            }
            file.write(json.dumps(about) + "\n")
            for number, cells in _filled(_rows(sheet, sheet_scan), sheet_scan.merged):
                line = json.dumps([number, cells], ensure_ascii=False)
                room -= len(line)
                if room < 0:
                    raise too_big(REGISTER)
                file.write(line + "\n")


def _across(merged: list[MergedRange]) -> list[tuple[int, int, int]]:
    return [
        (row, merged_range.left, merged_range.right)
        for merged_range in merged
        if merged_range.right > merged_range.left
        for row in range(merged_range.top, min(merged_range.bottom, HIGHEST_HEAD) + 1)
    ]


def _rows(sheet: Any, sheet_scan: SheetScan) -> Iterator[tuple[int, Cells]]:
    """Rows as they stand; what is beyond the last column may be dressed, but not filled."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_plain(value) for value in row]
        for place in sheet_scan.unfinished.get(number, ()):
            cells[place - 1 : place] = [{"formula": True}]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > REGISTER.columns:
            raise too_big(REGISTER)
        yield number, cells


def _filled(rows: Iterator[tuple[int, Cells]], merged: list[MergedRange]) -> Iterator[tuple[int, Cells]]:
    """Rows that say something, with what the merged cells above them say; 50,000 of them and their head at most."""
    coming = sorted((area for area in merged if area.bottom > area.top), key=lambda area: area.top, reverse=True)
    open_areas: list[tuple[MergedRange, Any]] = []
    count = 0
    for number, cells in rows:
        own = any(cell is not None for cell in cells)
        open_areas = [(area, value) for area, value in open_areas if area.bottom >= number]
        for merged_range, value in open_areas if own else ():
            cells += [None] * (merged_range.left - len(cells))
            cells[merged_range.left - 1] = value
        while coming and coming[-1].top <= number:
            merged_range = coming.pop()
            open_areas.append((merged_range, cells[merged_range.left - 1] if merged_range.left <= len(cells) else None))
        if own:
            count += 1
            if count > REGISTER.rows + HIGHEST_HEAD:
                raise too_big(REGISTER)
            yield number, cells


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        if value in ERROR_CODES:
            return {"error": value}
        return value if value.strip() else None
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, int | float) and not abs(value) < LARGEST:
        return {"error": f"{str(value)[:9]}…"}
    return {"time": str(value)} if isinstance(value, time | timedelta) else value

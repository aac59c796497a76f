"""What reading a sheet row by row does not tell: its merged cells, and formulas that have no result.

openpyxl's reading mode for large files knows neither; both are found in the sheet's XML as it lies in the file, a slice
at a time.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from workbooks.opening.limits import REGISTER, too_big

SLICE, OVERLAP = 1024 * 1024, 20_000
"""A formula has at most 8,192 characters, so it lies whole in a slice or in the overlap."""
MOST_MERGED = 100_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
UNFINISHED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class MergedRange:
    """A merged range, counted from 1, all ends included."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass
class SheetScan:
    merged: list[MergedRange] = field(default_factory=list)
    unfinished: dict[int, list[int]] = field(default_factory=dict)
    """Row → columns."""


def scan(path: Path, part: str) -> SheetScan:
    """`part` is the sheet's name in the archive, e.g. xl/worksheets/sheet1.xml."""
    ranges: set[bytes] = set()
    cells: set[bytes] = set()
    with ZipFile(path) as archive, archive.open(part.lstrip("/")) as file:
        before = b""
        while piece := file.read(SLICE):
            text = before + piece
            if b"mergeCell" in text:
                ranges.update(MERGED.findall(text))
            if b"<f" in text or b":f" in text:
                cells.update(UNFINISHED.findall(text))
            if len(ranges) > MOST_MERGED:
                raise too_big(REGISTER)
            before = text[-OVERLAP:]
    merged = [MergedRange(*range_boundaries(content.decode())) for content in ranges]
    unfinished: dict[int, list[int]] = {}
    for row, column in sorted(coordinate_to_tuple(cell.decode()) for cell in cells):
        unfinished.setdefault(row, []).append(column)
    return SheetScan(merged, unfinished)

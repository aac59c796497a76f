"""How a sheet is laid out, held in golden/ as somebody has looked at it.

`UPDATE_GOLDEN=1 pytest tests/reports` writes golden/ anew: read what changed, and look at it.
"""

import json
import os
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

GOLDEN = Path(__file__).parent / "golden"


def layout(sheet: Worksheet) -> dict[str, Any]:
    """The cells with words, merges, widths, heights, how it prints."""
    return {
        "cells": {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None},
        "merges": sorted(map(str, sheet.merged_cells.ranges)),
        "widths": {letter: column.width for letter, column in sorted(sheet.column_dimensions.items())},
        "heights": [round(sheet.row_dimensions[row].height or 0, 1) for row in range(1, sheet.max_row + 1)],
        "page": [sheet.page_setup.orientation, sheet.print_area, sheet.print_title_rows],
        "breaks": [one.id for one in sheet.row_breaks.brk],
    }


def assert_as_looked_at(name: str, found: Any) -> None:
    file = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(file.read_text("utf-8"))

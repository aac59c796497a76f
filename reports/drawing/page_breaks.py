"""Where a long sheet is cut: before rows that belong together, so that no label of theirs is torn over two pages."""

from collections.abc import Iterable, Sequence

from reports.drawing.paper import room
from reports.drawing.table import Table, place

CHARACTER_CM = 8 / 96 * 2.54
POINTS_PER_CM = 72 / 2.54
SAFETY = 0.99
"""Office programs differ a little in how high they make a row."""


def breaks(table: Table, top: int, heights: Sequence[float]) -> list[int]:
    """The sheet's rows that end a page; the head rows begin at `top`, `heights` has every row from the first on."""
    page = page_points(table)
    first = top + len(table.header)
    repeated = sum(heights[top - 1 : first - 1])
    used, last_rows = sum(heights[: first - 1]), []
    for start, end in _together(table, first, len(heights)):
        high = sum(heights[start - 1 : end])
        if used + high > page and used > repeated:
            last_rows.append(start - 1)
            used = repeated
        used += high
    return last_rows


def page_points(table: Table) -> float:
    """How many points of rows a page takes, when the table is made as wide as it."""
    wide, high = room(table.orientation)
    scale = min(1.0, wide / (sum(table.widths) * CHARACTER_CM))
    return high * POINTS_PER_CM / scale * SAFETY


def _together(table: Table, first: int, last: int) -> Iterable[tuple[int, int]]:
    """First and last row of each block: those beside one label at the left edge; the last one with all below it."""
    starts = [first + at.row for at in place(table.rows) if at.column == 0] or [first]
    ends = [*(start - 1 for start in starts[1:]), last]
    return zip(starts, ends, strict=True)

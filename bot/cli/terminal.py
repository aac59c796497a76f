"""Columns on a terminal, where a Chinese character takes two places."""

from collections.abc import Iterable, Sequence

from reports.drawing.text_table import width


def aligned(rows: Iterable[Sequence[str]]) -> str:
    """Rows of equally many cells, each column as wide as its widest cell."""
    rows = list(rows)
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(_filled(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _filled(cell: str, size: int) -> str:
    return cell + " " * (size - width(cell))

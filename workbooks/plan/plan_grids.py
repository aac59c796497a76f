"""Reads a plan table as annexed: under the periods the columns, beside each unit its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.schema.references import unknown
from campaigns.yaml_text import Path
from locales import N_
from workbooks.plan.block_columns import columns_of
from workbooks.plan.many_in_one_cell import unescape
from workbooks.plan.piece_names import PieceNames
from workbooks.plan.regions import CellAddress, CellProblems, Region, Row

HEAD_ROWS = 2


@dataclass(frozen=True)
class GridHeads:
    """What the periods and columns of this plan table are called."""

    periods: PieceNames
    columns: PieceNames


@dataclass(frozen=True)
class GridReader:
    grid: Region
    heads: GridHeads
    names: PieceNames
    addresses: dict[Path, CellAddress]
    complaints: CellProblems

    def rows(self, path: Path) -> Iterator[dict[str, Any]]:
        """A mapping for each unit, as in a YAML file."""
        places = [self._place(over, under) for over, under in self._above()]
        for number, (row, cells) in enumerate(self.grid.rows[HEAD_ROWS:]):
            yield self._row(row, cells, places, (*path, number))

    def _row(self, row: int, cells: Row, places: list[Path], path: Path) -> dict[str, Any]:
        self.addresses[path] = self._address(row, 0)
        line: dict[str, Any] = {"plan": {}}
        for column, place in enumerate(places):
            text, address = _cell(cells, column), self._address(row, column)
            for length in range(1, len(place) + 1):
                self.addresses.setdefault((*path, *place[:length]), address)
            if len(place) > 1:
                line["plan"].setdefault(place[1], {}).update({place[2]: text} if text else {})
            elif place and text:
                line[str(place[0])] = self.names.key("units", text)
            elif text:
                self.complaints.add(address, N_("there is no heading over “{text}”", text=text[:20]))
        return line

    def _place(self, over: str, under: str) -> Path:
        """Where in the row's mapping a column goes: `("unit",)`, `("plan", "2025Q1", "distributor")`, nowhere."""
        for column in columns_of(self.grid.block):
            if over == column.label:
                return column.path
        return ("plan", self.heads.periods.key("", over), self.heads.columns.key("", under)) if under else ()

    def _above(self) -> Iterator[tuple[str, str]]:
        """The two heads over each column; a period stands only over the first of its columns."""
        (top_row, top), (row, below) = [*self.grid.rows[:HEAD_ROWS], (0, []), (0, [])][:HEAD_ROWS]
        alone = [column.label for column in columns_of(self.grid.block)]
        over = ""
        for column in range(max(len(top), len(below))):
            over, under = unescape(_cell(top, column)) or over, unescape(_cell(below, column))
            if over not in alone and under:
                self._check(over, self.heads.periods, top_row, column)
                self._check(under, self.heads.columns, row, column)
            yield ("" if over in alone and not _cell(top, column) else over), under

    def _check(self, said: str, names: PieceNames, row: int, column: int) -> None:
        if names.keys("") and names.key("", said) not in names.keys(""):  # none: their block is complained about
            for _, what in unknown(said, names.words(""), ()):
                self.complaints.add(self._address(row, column), what)

    def _address(self, row: int, column: int) -> CellAddress:
        return CellAddress(self.grid.title.sheet, row, column + 1)


def _cell(cells: Row, column: int) -> str:
    return (cells[column] if column < len(cells) else None) or ""

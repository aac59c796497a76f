"""A pack as a workbook that an administrator edits in Excel or WPS; `pack_load` reads it back without loss."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.load import PackError, Problem
from campaigns.schema.pack import Pack
from locales import N_
from workbooks.cells.unreadable_cell import Cell
from workbooks.cells.workbook_style import SheetStyler
from workbooks.plan.block_columns import BlockColumn, columns_of
from workbooks.plan.drop_downs import DropDowns
from workbooks.plan.layout import FORM_HEAD, MARK, OF, SHEETS, Block
from workbooks.plan.many_in_one_cell import escape
from workbooks.plan.pack_lines import PlanGrid, cells, grids, lines, names_of, parent_column, pieces
from workbooks.plan.piece_names import PieceNames

HINT = "每一块以“■”开头，不要改动；要加一行，写在空行里或插入一行。把鼠标放在栏名上可看说明。"
SPARE_LINES = 5
WIDEST_IN_GRIDS = 18
LONGEST_TEXT = 32_767


def pack_workbook(pack: Pack) -> bytes:
    """The .xlsx file. PackError where a text is longer than a cell can be."""
    book, names = Workbook(), names_of(pack)
    book.remove(book.worksheets[0])
    book.properties.creator = "Xiaohao"
    book.properties.title = escape(pack.title)
    choices = DropDowns(book, names)
    for title, blocks in SHEETS.items():
        _Page(book.create_sheet(title), pack, names, choices, blocks).write()
    choices.finish()
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class _Page:
    """Writes the blocks of one sheet below each other."""

    def __init__(
        self, sheet: Worksheet, pack: Pack, names: PieceNames, choices: DropDowns, blocks: tuple[Block, ...]
    ) -> None:
        self.sheet, self.pack, self.names, self.choices, self.blocks = sheet, pack, names, choices, blocks
        has_grid = any(block.shape == "grid" for block in blocks)  # its columns should look alike
        self.dress = SheetStyler(sheet, WIDEST_IN_GRIDS) if has_grid else SheetStyler(sheet)
        self.row = 1

    def write(self) -> None:
        self.dress.heading(self.sheet.title, HINT)
        self.row = 3
        for block in self.blocks:
            {"form": self._form, "list": self._list, "grid": self._grids}[block.shape](block)
        self.dress.finish()

    def _form(self, block: Block) -> None:
        """A line for each field; all of them empty where the pack has no such piece."""
        columns = columns_of(block)
        rows = pieces(self.pack, block)
        nothing: list[Cell] = [None] * len(columns)
        values = cells(rows[0][1], block, self.names) if rows else nothing
        self._title(MARK + block.title)
        self._heads(FORM_HEAD, ("", ""))
        for column, value in zip(columns, values, strict=True):
            self.dress.head(self.row, 1, column.label, self.choices.explain(column), left=True)
            self._put(self.row, 2, value, column)
            self.row += 1
        self.row += 1

    def _list(self, block: Block) -> None:
        parent = parent_column(block)
        columns = [*([parent] if parent else []), *columns_of(block)]
        self._title(MARK + block.title)
        self._heads([column.label for column in columns], [self.choices.explain(column) for column in columns])
        spare: list[list[Cell]] = [[None] * len(columns)] * SPARE_LINES
        for values in lines(self.pack, block, self.names) + spare:
            for number, (value, column) in enumerate(zip(values, columns, strict=True), 1):
                self._put(self.row, number, value, column)
            self.row += 1
        self.row += 1

    def _grids(self, block: Block) -> None:
        unit, _, printed_total = columns_of(block)
        for grid in grids(self.pack, self.names):
            self._title(f"{MARK}{block.title}{OF}{grid.table}")
            self._grid_heads(grid, unit, printed_total)
            for name, numbers, total in grid.rows:
                self._put(self.row, 1, name, unit)
                flat = [number for period in numbers for number in period]
                for column, number in enumerate([*flat, total], 2):
                    self._put(self.row, column, number, printed_total)
                self.row += 1
            self.row += SPARE_LINES + 1

    def _grid_heads(self, grid: PlanGrid, unit: BlockColumn, printed_total: BlockColumn) -> None:
        """Two rows, as annexed: the periods over their columns."""
        wide, last = len(grid.columns), 2 + len(grid.periods) * len(grid.columns)
        for column, total in ((1, unit), (last, printed_total)):
            self.dress.head(self.row, column, total.label, total.hint)
            self.dress.merge(self.row, column, self.row + 1, column)
        for place, period in enumerate(grid.periods if wide else []):
            start = 2 + place * wide
            self.dress.head(self.row, start, period, "")
            self.dress.merge(self.row, start, self.row, start + wide - 1)
            for offset, title in enumerate(grid.columns):
                self.dress.head(self.row + 1, start + offset, title, "")
        self.row += 2

    def _title(self, text: str) -> None:
        self.dress.block_title(self.row, text)
        self.row += 1

    def _heads(self, labels: Sequence[str], hints: Sequence[str]) -> None:
        for column, (label, hint) in enumerate(zip(labels, hints, strict=True), 1):
            self.dress.head(self.row, column, label, hint)
        self.row += 1

    def _put(self, row: int, column: int, value: Cell, about: BlockColumn) -> None:
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            what = N_("“{key}” is longer than a cell of a workbook can be", key=about.label)
            raise PackError([Problem(f"{self.pack.key} {self.sheet.title}", what)])
        self.dress.cell(row, column, value, as_text=about.kind.sort not in ("number", "day") or about.kind.many)
        self.choices.offer(self.sheet, row, column, about)

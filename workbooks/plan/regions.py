"""Finds the blocks on the sheets of a workbook, by their words: rows and columns may have been moved meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from campaigns.problems import Problem
from campaigns.schema.references import unknown
from locales import N_, Message, Text
from workbooks.plan.block_columns import BlockColumn, columns_of
from workbooks.plan.layout import FORM_HEAD, MARK, OF, SHEETS, Block
from workbooks.plan.pack_lines import parent_column

Row = list[str | None]
Rows = list[Row]


@dataclass(frozen=True)
class CellProblem(Problem):
    """A mistake with its sheet and cell."""

    sheet: str = ""
    cell: str = ""

    @property
    def text(self) -> Message:
        return N_("{file} {sheet}!{cell}: {what}", file=self.file, sheet=self.sheet, cell=self.cell, what=self.what)


@dataclass(frozen=True)
class CellAddress:
    """A cell, and the column (if one) that it stands in."""

    sheet: str
    row: int
    column: int
    about: BlockColumn | None = None

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def order(self) -> tuple[int, int, int]:
        return list(SHEETS).index(self.sheet) if self.sheet in SHEETS else -1, self.row, self.column


@dataclass
class SheetLine:
    """A piece as it stands in the workbook: texts and addresses by the label of their column."""

    here: CellAddress
    texts: dict[str, str | None] = field(default_factory=dict)
    addresses: dict[str, CellAddress] = field(default_factory=dict)

    def put(self, column: BlockColumn, text: str | None, address: CellAddress) -> None:
        self.texts[column.label] = text
        self.addresses[column.label] = CellAddress(address.sheet, address.row, address.column, column)

    @property
    def filled(self) -> bool:
        return any(text is not None for text in self.texts.values())


@dataclass
class Region:
    """A block with its rows below the title; `of` is the plan table that a grid belongs to."""

    block: Block
    title: CellAddress
    rows: list[tuple[int, Row]]
    of: str = ""


class CellProblems:
    """What is wrong, cell by cell."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[tuple[CellAddress, Text]] = []

    def add(self, address: CellAddress, what: Text) -> None:
        self.found.append((address, what))

    @property
    def problems(self) -> list[Problem]:
        ordered = sorted(self.found, key=lambda pair: pair[0].order)
        return [CellProblem(self.file, what, sheet=address.sheet, cell=address.cell) for address, what in ordered]


def regions(sheets: dict[str, Rows], complaints: CellProblems) -> list[Region]:
    listed_regions: list[Region] = []
    for sheet, blocks in SHEETS.items():
        for region in _on_sheet(sheet, blocks, sheets.get(sheet, []), complaints):
            if region.block.shape != "grid" and any(other.block == region.block for other in listed_regions):
                complaints.add(region.title, N_("“{title}” stands here a second time", title=region.block.title))
            else:
                listed_regions.append(region)
    return listed_regions


def _on_sheet(sheet: str, blocks: tuple[Block, ...], rows: Rows, complaints: CellProblems) -> Iterator[Region]:
    titles = {block.title: block for block in blocks}
    region: Region | None = None
    for number, row in enumerate(rows, 1):
        cells = [text.strip() or None if text else None for text in row]
        first = cells[0] if cells else None
        if first and first.startswith(MARK.strip()):
            if region:
                yield region
            title, _, of = first.removeprefix(MARK.strip()).strip().partition(OF)
            address = CellAddress(sheet, number, 1)
            for _, what in unknown(title, titles, ()):
                complaints.add(address, what)
            region = Region(titles[title], address, [], of) if title in titles else None
        elif region and any(cells):
            region.rows.append((number, cells))
    if region:
        yield region


def lines_of(region: Region, complaints: CellProblems) -> list[SheetLine]:
    """The pieces of a form or list; a form that is empty throughout is none."""
    lines = _form_lines(region, complaints) if region.block.shape == "form" else _list_lines(region, complaints)
    return [line for line in lines if line.filled or not region.block.path]


def _form_lines(region: Region, complaints: CellProblems) -> list[SheetLine]:
    line = SheetLine(region.title)
    columns = {column.label: column for column in columns_of(region.block)}
    for number, cells in region.rows:
        label = cells[0]
        if tuple(cells[:2]) == FORM_HEAD:
            continue
        for _, what in unknown(label or "", columns, ()):
            complaints.add(CellAddress(region.title.sheet, number, 1), what)
        if label in columns:
            text = cells[1] if len(cells) > 1 else None
            line.put(columns[label], text, CellAddress(region.title.sheet, number, 2))
    return [line]


def _list_lines(region: Region, complaints: CellProblems) -> list[SheetLine]:
    if not region.rows:
        return []
    (head_row, heads), *rows = region.rows
    columns = _columns(region, head_row, heads, complaints)
    lines = []
    for number, cells in rows:
        line = SheetLine(CellAddress(region.title.sheet, number, 1))
        for place, column in columns.items():
            text = cells[place] if place < len(cells) else None
            line.put(column, text, CellAddress(region.title.sheet, number, place + 1))
        for place, text in enumerate(cells):
            if text and not (place < len(heads) and heads[place]):
                address = CellAddress(region.title.sheet, number, place + 1)
                complaints.add(address, N_("there is no heading over “{text}”", text=text[:20]))
        lines.append(line)
    return lines


def _columns(region: Region, row: int, heads: Row, complaints: CellProblems) -> dict[int, BlockColumn]:
    parent = parent_column(region.block)
    columns = {column.label: column for column in (*([parent] if parent else []), *columns_of(region.block))}
    by_place: dict[int, BlockColumn] = {}
    for place, label in enumerate(heads):
        address = CellAddress(region.title.sheet, row, place + 1)
        for _, what in unknown(label, columns, ()) if label else ():
            complaints.add(address, what)
        if label in columns and columns[label] in by_place.values():
            complaints.add(address, N_("“{title}” stands here a second time", title=label))
        elif label in columns:
            by_place[place] = columns[label]
    return by_place

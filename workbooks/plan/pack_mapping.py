"""Lines of a workbook → the mapping that a YAML file of the same pack would give, with the cell of every part."""

from collections.abc import Iterable
from typing import Any

from campaigns.schema.part import Part
from campaigns.schema.references import unknown
from campaigns.yaml_text import Path
from locales import N_
from workbooks.cells import closed_words
from workbooks.cells.unreadable_cell import UnreadableCell
from workbooks.plan.block_columns import BlockColumn, columns_of
from workbooks.plan.field_kinds import says
from workbooks.plan.field_labels import label
from workbooks.plan.layout import BLOCKS, Block, below, sheet_of
from workbooks.plan.many_in_one_cell import unescape
from workbooks.plan.pack_cells import MISSING, understood
from workbooks.plan.pack_lines import parent_column
from workbooks.plan.piece_names import TITLES, Pairs, PieceNames
from workbooks.plan.plan_grids import GridHeads, GridReader
from workbooks.plan.regions import CellAddress, CellProblems, Rows, SheetLine, lines_of, regions

KEY = label("", "key")
Mapping = dict[str, Any]


class Assembler:
    """`addresses` says where everything stood; `unread` what could not be taken apart, as is complained already."""

    def __init__(self, sheets: dict[str, Rows], complaints: CellProblems) -> None:
        self.complaints = complaints
        self.addresses: dict[Path, CellAddress] = {}
        self.unread: set[Path] = set()
        listed_regions = regions(sheets, complaints)
        self.regions = {region.block.path: region for region in listed_regions}
        self.grids = [region for region in listed_regions if region.block.shape == "grid"]
        self.lines = {
            path: lines_of(region, complaints) for path, region in self.regions.items() if region not in self.grids
        }
        self.names = PieceNames({path: pairs(lines) for path, lines in self.lines.items()})

    def pack(self) -> Mapping:
        """Everything; lines that belong to nothing are complained about on the way."""
        self._orphans()
        root = BLOCKS[""]
        line = next(iter(self.lines.get("", [])), SheetLine(CellAddress(sheet_of(root), 1, 1)))
        return self._piece(root, line, ())

    def _piece(self, block: Block, line: SheetLine, path: Path) -> Mapping:
        self.addresses[path] = line.here
        return self._cells(block, line, path) | self._inside(block, line, path)

    def _inside(self, block: Block, line: SheetLine, path: Path) -> Mapping:
        """What other blocks hold of this piece."""
        mapping: Mapping = {}
        for inner in below(block.path):
            here = (*path, inner.field)
            region = self.regions.get(inner.path)
            self.addresses[here] = region.title if region else line.here
            if inner.shape == "form":
                value = self._form(inner, here)
                mapping |= {inner.field: value} if value else {}
            elif inner.shape == "grid":
                mapping[inner.field] = self._rows(line, here)
            else:
                members = [member for member in self.lines.get(inner.path, []) if self._belongs(member, inner, line)]
                mapping[inner.field] = [self._piece(inner, member, (*here, n)) for n, member in enumerate(members)]
        return mapping

    def _form(self, block: Block, path: Path) -> Mapping:
        """Empty where neither the form nor a list inside it says anything."""
        lines = self.lines.get(block.path, [])
        filled = lines or any(self.lines.get(inner.path) for inner in below(block.path))
        return self._piece(block, lines[0] if lines else SheetLine(self.addresses[path]), path) if filled else {}

    def _cells(self, block: Block, line: SheetLine, path: Path) -> Mapping:
        columns = columns_of(block)
        chosen = {column.path[:-1]: self._chosen(column, line) for column in columns if column.tells_apart}
        mapping: Mapping = {}
        for column in columns:
            if column.label not in line.texts:
                continue
            inside, place = column.path[:-1], (*path, *column.path)
            piece = chosen.get(inside)
            if piece and piece not in column.pieces:
                self._refuse_filled(column, line)
                continue
            self.addresses.setdefault((*path, *inside), line.addresses[column.label])
            if place not in self.addresses or line.texts[column.label] is not None:
                self.addresses[place] = line.addresses[column.label]
            value = self._value(column, piece or column.pieces[0], line, place)
            if value is not MISSING:
                _put(mapping, column.path, value)
        return mapping

    def _value(self, column: BlockColumn, piece: type[Part], line: SheetLine, place: Path) -> Any:
        try:
            return understood(line.texts[column.label], column.field(piece), self.names)
        except UnreadableCell as unclear:
            self.complaints.add(line.addresses[column.label], unclear.what)
            self.unread.add(place)
            return MISSING

    def _chosen(self, column: BlockColumn, line: SheetLine) -> type[Part] | None:
        """The class that the word in this column means."""
        said = line.texts.get(column.label)
        value = closed_words.value(said, column.kind.values) if said else None
        return next((piece for piece in column.pieces if value in says(piece, column.path[-1])), None)

    def _refuse_filled(self, column: BlockColumn, line: SheetLine) -> None:
        if line.texts[column.label] is not None:
            what = N_("“{key}” does not apply here; leave it empty", key=column.label)
            self.complaints.add(line.addresses[column.label], what)

    def _belongs(self, line: SheetLine, block: Block, holder: SheetLine) -> bool:
        parent = parent_column(block)
        return parent is None or self._parent_key(line, parent) == holder.texts.get(KEY)

    def _parent_key(self, line: SheetLine, parent: BlockColumn) -> str:
        return self.names.key(parent.kind.to, line.texts.get(parent.label) or "")

    def _orphans(self) -> None:
        """Lines that belong to no piece above."""
        held = [(line, parent) for path, lines in self.lines.items() for line in lines if (parent := _parent(path))]
        for line, parent in held:
            said = self._parent_key(line, parent)
            if said not in self.names.keys(parent.kind.to):
                for _, what in unknown(said, self.names.words(parent.kind.to), ()):
                    self.complaints.add(line.addresses.get(parent.label, line.here), what)

    def _names_within(self, holder: SheetLine, path: str) -> PieceNames:
        """What the pieces of one holder are called; two plan tables may both have a 一季度."""
        return PieceNames(
            {"": pairs(line for line in self.lines.get(path, []) if self._belongs(line, BLOCKS[path], holder))}
        )

    def _rows(self, table: SheetLine, path: Path) -> list[Mapping]:
        """The numbers of one plan table."""
        heads = GridHeads(
            self._names_within(table, "plan_tables.periods"), self._names_within(table, "plan_tables.columns")
        )
        mappings: list[Mapping] = []
        for grid in self.grids:
            if self.names.key("plan_tables", grid.of) == table.texts.get(KEY):
                self.addresses[path] = grid.title
                mappings += GridReader(grid, heads, self.names, self.addresses, self.complaints).rows(path)
        return mappings


def _parent(path: str) -> BlockColumn | None:
    return parent_column(BLOCKS[path])


def _put(mapping: Mapping, path: tuple[str, ...], value: Any) -> None:
    for name in path[:-1]:
        mapping = mapping.setdefault(name, {})
    mapping[path[-1]] = value


def pairs(lines: Iterable[SheetLine]) -> Pairs:
    return [(unescape(line.texts[KEY] or ""), _title(line)) for line in lines if line.texts.get(KEY)]


def _title(line: SheetLine) -> str:
    by_field = {
        address.about.path[-1]: line.texts[name]
        for name, address in line.addresses.items()
        if address.about and address.about.path
    }
    return unescape(next((title for name in TITLES if (title := by_field.get(name))), "") or "")

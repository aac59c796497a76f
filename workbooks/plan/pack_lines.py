"""A pack taken apart into the lines of its workbook; no office program knows of this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.schema.pack import Pack, PlanTable
from campaigns.schema.part import Part
from workbooks.cells.unreadable_cell import Cell
from workbooks.plan.block_columns import BlockColumn, columns_of
from workbooks.plan.field_kinds import FieldKind
from workbooks.plan.layout import BLOCKS, Block
from workbooks.plan.many_in_one_cell import escape
from workbooks.plan.pack_cells import written
from workbooks.plan.piece_names import TITLES, Pairs, PieceNames


@dataclass(frozen=True)
class PlanGrid:
    """One 任务表 as annexed: a unit a line, a group of columns a period."""

    table: str
    periods: list[str]
    columns: list[str]
    rows: list[tuple[Cell, list[list[Cell]], Cell]]
    """The unit, the numbers period by period, the printed total."""


def parent_column(block: Block) -> BlockColumn | None:
    """Says to which piece of the list above a line belongs: the 检查表 of a 检查项目."""
    above = BLOCKS.get(block.above)
    if not block.above or above is None or above.shape != "list":
        return None
    hint = f"属于哪一个“{above.title}”，填名称或键。"
    return BlockColumn((), above.title, hint, FieldKind("reference", to=above.path), ())


def names_of(pack: Pack) -> PieceNames:
    return PieceNames({path: _pairs(members for _, members in pieces(pack, block)) for path, block in BLOCKS.items()})


def pieces(pack: Pack, block: Block) -> list[tuple[Part, Part]]:
    """What stands in a block, each with the piece that holds it."""
    if not block.path:
        return [(pack, pack)]
    holders = [piece for _, piece in pieces(pack, BLOCKS[block.above])]
    return [(holder, member) for holder in holders for member in _members(getattr(holder, block.field))]


def lines(pack: Pack, block: Block, names: PieceNames) -> list[list[Cell]]:
    """The cells of a list; the first names the piece above, where there is one."""
    parent = parent_column(block)
    return [
        [*([names.word(block.above, _key(holder))] if parent else []), *cells(piece, block, names)]
        for holder, piece in pieces(pack, block)
    ]


def cells(piece: Part, block: Block, names: PieceNames) -> list[Cell]:
    """A piece's cells, column by column; what its class does not have stays empty."""
    return [_cell(piece, column, names) for column in columns_of(block)]


def grids(pack: Pack, names: PieceNames) -> Iterator[PlanGrid]:
    for table in pack.plan_tables:
        periods, columns = heads(table)
        yield PlanGrid(
            names.word("plan_tables", table.key),
            [escape(periods.word("", period.key)) for period in table.periods],
            [escape(columns.word("", column.key)) for column in table.columns],
            [(names.word("units", row.unit), _numbers(table, row.plan), row.printed_total) for row in table.rows],
        )


def heads(table: PlanTable) -> tuple[PieceNames, PieceNames]:
    """What the periods and columns of one plan table are called."""
    return PieceNames({"": _pairs(table.periods)}), PieceNames({"": _pairs(table.columns)})


def _numbers(table: PlanTable, plan: dict[str, dict[str, int]]) -> list[list[Cell]]:
    return [[plan.get(period.key, {}).get(column.key) for column in table.columns] for period in table.periods]


def _cell(piece: Part, column: BlockColumn, names: PieceNames) -> Cell:
    for name in column.path[:-1]:
        piece = getattr(piece, name)
    if not isinstance(piece, column.pieces):
        return None
    return written(getattr(piece, column.path[-1]), column.field(type(piece)), names)


def _key(piece: Part) -> str:
    return str(piece.key)  # type: ignore[attr-defined]  # whatever holds a list of its own has one


def _members(value: Any) -> tuple[Part, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _pairs(found: Any) -> Pairs:
    """(key, title) of each piece that has a key."""
    return [(piece.key, _title(piece)) for piece in found if hasattr(piece, "key")]


def _title(piece: Part) -> str:
    return next((title for name in TITLES if (title := getattr(piece, name, None))), "")

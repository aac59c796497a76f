"""The columns (or, of a form, the lines) of a block, taken from the schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic.fields import FieldInfo

from campaigns.schema.pack import Pack
from campaigns.schema.part import Part
from workbooks.plan.field_kinds import FieldKind, discriminator, kind_of, says
from workbooks.plan.field_labels import hint, label
from workbooks.plan.layout import BESIDE, BLOCKS, Block


@dataclass(frozen=True)
class BlockColumn:
    """`path` leads there from the piece: ("due", "day"). Classes of a union share the columns they have in common."""

    path: tuple[str, ...]
    label: str
    hint: str
    kind: FieldKind
    pieces: tuple[type[Part], ...]
    tells_apart: bool = False
    """Which class of a union the piece is."""

    def field(self, piece: type[Part]) -> FieldInfo:
        return piece.model_fields[self.path[-1]]


@cache
def pieces_of(path: str) -> tuple[type[Part], ...]:
    """The classes of what stands in a block: `pieces_of("checklists.items")` → (Item,)."""
    pieces: tuple[type[Part], ...] = (Pack,)
    for name in filter(None, path.split(".")):
        pieces = kind_of(pieces[0].model_fields[name]).pieces
    return pieces


@cache
def columns_of(block: Block) -> tuple[BlockColumn, ...]:
    """In the order of the schema; which class of a union a piece is comes first."""
    columns = _merged(_columns(pieces_of(block.path), (), block.path))
    return tuple(sorted(columns, key=lambda column: column.tells_apart and len(column.path) == 1, reverse=True))


def _columns(pieces: tuple[type[Part], ...], path: tuple[str, ...], block: str) -> Iterator[BlockColumn]:
    word_field = discriminator(pieces)
    for piece in pieces:
        for name, field in piece.model_fields.items():
            kind = kind_of(field)
            if name in BESIDE and kind.sort == "piece":
                yield from _columns(kind.pieces, (*path, name), block)
            elif ".".join(filter(None, (block, *path, name))) not in BLOCKS:
                if name == word_field:
                    kind = FieldKind("choice", values=tuple(word for choice in pieces for word in says(choice, name)))
                tells = name == word_field
                yield BlockColumn(
                    (*path, name), label(piece.__name__, name), hint(piece.__name__, name), kind, (piece,), tells
                )


def _merged(columns: Iterator[BlockColumn]) -> list[BlockColumn]:
    """One column for what several classes of a union call the same."""
    merged: dict[str, BlockColumn] = {}
    for column in columns:
        before = merged.get(column.label)
        pieces = (*before.pieces, *column.pieces) if before else column.pieces
        first = before or column
        merged[column.label] = BlockColumn(first.path, first.label, first.hint, first.kind, pieces, first.tells_apart)
    return list(merged.values())

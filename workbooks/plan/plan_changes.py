"""What a changed plan changes, in the words of its workbook: what is new, no longer there, other than before."""

from collections.abc import Iterable, Iterator, Mapping

from campaigns.schema.pack import Checklist, Pack, PlanRow, PlanTable
from campaigns.schema.part import Part
from locales import N_, Message
from workbooks.cells.unreadable_cell import Cell
from workbooks.plan.block_columns import BlockColumn, columns_of
from workbooks.plan.layout import BLOCKS, Block
from workbooks.plan.pack_lines import cells, names_of, pieces
from workbooks.plan.piece_names import TITLES, PieceNames

LONGEST = 40
EMPTY = "—"
Key = tuple[str, str]
Known = dict[Key, tuple[Part, Part]]
Behind = Mapping[tuple[str, str], Mapping[str, int]]
"""(part of the plan, key) → how many records of which noun stand behind it."""
HELD: dict[str, Message] = {
    "visits": N_("{count} visits"),
    "risk_items": N_("{count} risk items"),
    "done": N_("{count} marks of done"),
    "own_days": N_("{count} days set by units"),
    "events": N_("{count} events recorded"),
}


def changes(before: Pack, after: Pack, behind: Behind | None = None) -> list[Message]:
    """In the order of the sheets; empty where the two are the same."""
    return [change for block in BLOCKS.values() for change in _in_block(block, before, after, behind or {})]


def _told_behind(block: Block, name: str, counts: Mapping[str, int]) -> Iterator[Message]:
    """Of a piece that is removed or other than before: the records that were made under it."""
    records = [Message(HELD[noun].msgid, {"count": count}) for noun, count in counts.items() if count]
    if records:
        what = block.title if block.shape == "form" else name
        yield N_(
            "{name} has {records} already: they stay and count as under the plan so far", name=what, records=records
        )


def _place(block: Block, holder: Part, piece: Part) -> tuple[str, str]:
    """Where its records are counted: those of a checklist are the visits to its kind of entity."""
    if block.shape == "form":
        return block.path, ""
    checklist = holder if isinstance(holder, Checklist) else piece
    if isinstance(checklist, Checklist):
        return "entity_kinds", checklist.entity_kind
    return block.path, str(getattr(piece, "key", ""))


def contents(pack: Pack) -> list[Message]:
    """What a plan holds: 14 个单位, 8 项期限, …"""
    counted = ((block, len(pieces(pack, block))) for block in BLOCKS.values() if block.shape == "list")
    return [N_("{block}: {count}", block=block.title, count=count) for block, count in counted if count]


def _in_block(block: Block, before: Pack, after: Pack, behind: Behind) -> Iterator[Message]:
    old, new = _known(before, block), _known(after, block)
    came = [_name(piece, key) for key, (_, piece) in new.items() if key not in old]
    gone = [_name(piece, key) for key, (_, piece) in old.items() if key not in new]
    names = (names_of(before), names_of(after))
    other = {key: list(_differs(block, key, names, old[key], new[key])) for key in new if key in old}
    if came:
        yield N_("new in {block}: {names}", block=block.title, names=came)
    if gone:
        yield N_("no longer in {block}: {names}", block=block.title, names=gone)
    for texts in other.values():
        yield from texts
    for key, (holder, piece) in old.items():
        if key not in new or other[key]:
            yield from _told_behind(block, _name(piece, key), behind.get(_place(block, holder, piece), {}))


Held = tuple[Part, Part]
"""A piece with the one that holds it."""


def _differs(block: Block, key: Key, names: tuple[PieceNames, PieceNames], old: Held, new: Held) -> Iterator[Message]:
    (_, was), (holder, piece) = old, new
    if was == piece:
        return
    old_names, new_names = names
    if isinstance(piece, PlanRow) and isinstance(was, PlanRow) and isinstance(holder, PlanTable):
        yield from _numbers(holder, new_names.word("units", piece.unit), was, piece)
    else:
        differences = zip(columns_of(block), cells(was, block, old_names), cells(piece, block, new_names), strict=True)
        yield from _in_piece(block, _name(piece, key), differences)


def _numbers(table: PlanTable, unit: str, was: PlanRow, now: PlanRow) -> Iterator[Message]:
    """Cell by cell of the annex."""
    for period in table.periods:
        for column in table.columns:
            before, after = (row.plan.get(period.key, {}).get(column.key) for row in (was, now))
            if before != after:
                yield N_(
                    "{unit} {period} {column}: {was} → {now}",
                    unit=unit,
                    period=period.title,
                    column=column.title,
                    was=_short(before),
                    now=_short(after),
                )
    if was.printed_total != now.printed_total:
        totals = {"was": _short(was.printed_total), "now": _short(now.printed_total)}
        yield N_("{unit}, printed total: {was} → {now}", unit=unit, **totals)


def _in_piece(block: Block, name: str, differences: Iterable[tuple[BlockColumn, Cell, Cell]]) -> Iterator[Message]:
    for column, was, now in differences:
        if was == now:
            continue
        words_of_change = {"block": block.title, "column": column.label, "was": _short(was), "now": _short(now)}
        if block.shape == "form":
            yield N_("{block}, {column}: {was} → {now}", **words_of_change)
        else:
            yield N_("{block} {name}, {column}: {was} → {now}", name=name, **words_of_change)


def _known(pack: Pack, block: Block) -> Known:
    """By the key of the piece above and its own; what has none by its place."""
    numbered = enumerate(pieces(pack, block))
    return {(getattr(holder, "key", ""), _key(piece, place)): (holder, piece) for place, (holder, piece) in numbered}


def _key(piece: Part, place: int) -> str:
    return str(getattr(piece, "key", None) or getattr(piece, "unit", None) or place + 1)


def _name(piece: Part, key: Key) -> str:
    return next((title for name in TITLES if (title := getattr(piece, name, None))), key[1])


def _short(value: Cell) -> str:
    text = EMPTY if value is None else str(value).replace("\n", "；")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"

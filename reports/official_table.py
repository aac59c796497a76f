"""An official table of a plan as its annex prints it, with nothing filled in: heads, rows, notes, lines to sign."""

from collections.abc import Iterable, Mapping, Sequence

from campaigns.blanks import Fill
from campaigns.official_table import Line, OfficialTable, TableHead
from campaigns.pack import Pack
from campaigns.parties import units_of
from locales import N_, Text
from reports.blank_lines import blank_lines
from reports.column_widths import FIELDS, page_wide
from reports.merged_heads import Label, labels
from reports.table import Cell, Row, Table

ROWS_TO_WRITE_IN = 10
"""For a list whose annex prints no empty rows."""
STUBS: Mapping[int, tuple[float, ...]] = {0: (), 1: (24,), 2: (8, 18), 3: (4.6, 12.6, 6.6)}
"""Widths of the stub columns, by how many there are."""
DEEPER_STUB, MEASURE = 10, 9
BELOW_NOTE = "\u3000\u3000\u3000"


def official_table(table: OfficialTable, pack: Pack, filled: Mapping[Fill, str]) -> Table:
    """The sheet shows our reading of a damaged annex, names not printed in 〔 〕, and says below what is printed."""
    stubs = stub_columns(table)
    return Table(
        key=table.key,
        title=table.title,
        sheet=table.title,
        header=_header(table, stubs, pack),
        rows=_rows(table, stubs, pack),
        widths=_widths(table, stubs),
        blanks=blank_lines(table.head, filled),
        notes=(*_notes(table), *_remarks(table, pack)),
        signed=blank_lines(table.foot, filled),
        orientation=table.orientation,
        row_height=17 if table.rows else 28,
    )


def stub_columns(table: OfficialTable) -> int:
    """Columns before the measures: those that the annex has, or one for the units' names."""
    return table.stub_columns or int(bool(table.stub or table.rows))


def _header(table: OfficialTable, stubs: int, pack: Pack) -> tuple[Row, ...]:
    deep = 1 + max(len(column.under) for column in table.columns)
    rows: list[list[Cell]] = [[] for _ in range(deep)]
    rows[0] = [Cell(text, "header", deep, wide) for text, wide in _stub_heads(table.stub, stubs)]
    for label in _labels(table.columns, table.column_heads, deep, pack):
        rows[label.depth].append(Cell(label.text, "header", label.depths, label.lines))
    return tuple(map(tuple, rows))


def _stub_heads(words: Sequence[str], stubs: int) -> Iterable[tuple[str, int]]:
    """Each label over its column, the last one over all that are left."""
    if not stubs:
        return
    words = words or ("",)
    for word in words[:-1]:
        yield word, 1
    yield words[-1], stubs - len(words) + 1


def _rows(table: OfficialTable, stubs: int, pack: Pack) -> tuple[Row, ...]:
    columns = len(table.columns)
    if table.rows:
        return _condition_rows(table, stubs, pack)
    if names := [pack.unit(key).title for key in units_of(pack, table.row_units)]:
        return tuple((Cell(name, "stub"), *_empty(columns + stubs - 1)) for name in names)
    firsts = table.blank_rows or ("",) * (1 if table.each_row == "reporting_unit" else ROWS_TO_WRITE_IN)
    return tuple((Cell(first), *_empty(columns + stubs - 1)) for first in firsts)


def _condition_rows(table: OfficialTable, stubs: int, pack: Pack) -> tuple[Row, ...]:
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for label in _labels(table.rows, table.row_heads, stubs, pack):
        rows[label.line].append(Cell(label.text, "stub", label.lines, label.depths))
    return tuple((*row, *_empty(len(table.columns))) for row in rows)


def _empty(count: int) -> tuple[Cell, ...]:
    return (Cell(""),) * count


def _labels(lines: Sequence[Line], heads: Sequence[TableHead], depths: int, pack: Pack) -> list[Label]:
    over = {head.key: _head(head, pack) for head in heads}
    return labels(lines, over, [_title(line) for line in lines], depths)


def _head(head: TableHead, pack: Pack) -> Text:
    if not head.blank:
        return head.title
    return N_("〔{name}〕", name=head.title) if pack.taken(head.reading) else ""


def _title(line: Line) -> Text:
    if not line.unit_of_measure:
        return line.title
    return N_("{title} ({unit_of_measure})", title=line.title, unit_of_measure=line.unit_of_measure)


def _widths(table: OfficialTable, stubs: int) -> tuple[float, ...]:
    before = STUBS[stubs] if stubs in STUBS else (*STUBS[3], *(DEEPER_STUB,) * (stubs - 3))
    columns = [column.width or (FIELDS[column.field] if column.field else MEASURE) for column in table.columns]
    return page_wide(columns, table.orientation, fixed=before)


def _notes(table: OfficialTable) -> tuple[Text, ...]:
    """The annex's own notes, verbatim, the first behind the word that stands before notes, the others below it."""
    return tuple(
        f"{BELOW_NOTE}{note}" if place else N_("note: {note}", note=note) for place, note in enumerate(table.notes)
    )


def _remarks(table: OfficialTable, pack: Pack) -> Iterable[Text]:
    """What the sheet shows otherwise than the annex prints; in 〔 〕 too, for the words are ours."""
    for remark in table.remarks:
        yield N_("〔Remark〕{remark}", remark=remark)
    if table.printed and not table.remarks:
        yield N_("〔Remark〕The annex is headed “{printed}”.", printed=table.printed)
    heads = (*table.row_heads, *table.column_heads)
    lines: tuple[TableHead | Line, ...] = (*heads, *table.columns, *table.rows)
    for line in lines:
        if line.printed:
            yield N_("〔Remark〕“{title}” is printed “{printed}”.", title=line.title, printed=line.printed)
    shown = [head for head in heads if head.blank and pack.taken(head.reading)]
    if inferred := [head.title for head in shown if head.reading]:
        yield N_("〔Remark〕Names in 〔 〕 are not printed; inferred, to be confirmed: {names}.", names=inferred)
    elif shown:
        yield N_("〔Remark〕Names in 〔 〕 are not printed.")

"""An official table of a plan as its annex prints it, with nothing filled in: heads, rows, notes, lines to sign."""

from collections.abc import Iterator, Mapping, Sequence

from campaigns.schema.blanks import Fill
from campaigns.schema.official_table import OfficialTable, TableHead, TableLine
from campaigns.schema.pack import Pack
from campaigns.schema.parties import units_of
from locales import N_, Text
from reports.drawing.blank_lines import blank_lines
from reports.drawing.column_widths import FIELDS, page_wide
from reports.drawing.merged_heads import labels
from reports.drawing.official_notes import table_notes
from reports.drawing.table import Cell, Row, Table

ROWS_TO_WRITE_IN = 10
"""For a list whose annex prints no empty rows."""
STUBS: Mapping[int, tuple[float, ...]] = {0: (), 1: (24,), 2: (8, 18), 3: (4.6, 12.6, 6.6)}
"""Widths of the stub columns, by how many there are."""
DEEPER_STUB, UNIT_OF_MEASURE, MEASURE = 10, 10, 9


def official_table(table: OfficialTable, pack: Pack, filled: Mapping[Fill, str]) -> Table:
    """The sheet shows our reading of a damaged annex, names not printed in 〔 〕, and says below what is printed."""
    return Table(
        key=table.key,
        title=table.title,
        sheet=table.title,
        header=_header(table, pack),
        rows=_rows(table, pack),
        widths=_widths(table),
        blanks=blank_lines(table.head, filled),
        notes=table_notes(table, pack),
        signed=blank_lines(table.foot, filled),
        orientation=table.orientation,
        row_height=17 if table.rows else 28,
    )


def _stubs(table: OfficialTable) -> int:
    """Columns before the measures: those that the annex has, or one for names that have to stand somewhere."""
    return table.stub_columns or int(bool(table.stub or table.rows))


def _unit_of_measure_apart(table: OfficialTable) -> bool:
    """Whether the last stub column is for units of measure: rows have some, and their titles leave it free."""
    deep = 1 + max((len(row.under) for row in table.rows), default=0)
    return _stubs(table) > deep and any(row.unit_of_measure for row in table.rows)


def _header(table: OfficialTable, pack: Pack) -> tuple[Row, ...]:
    deep = 1 + max(len(column.under) for column in table.columns)
    rows: list[list[Cell]] = [[] for _ in range(deep)]
    rows[0] = [Cell(word, "header", deep, wide) for word, wide in _stub_heads(table.stub, _stubs(table))]
    titles = [_title(column) for column in table.columns]
    for label in labels(table.columns, _names(table.column_heads, pack), titles, deep):
        rows[label.depth].append(Cell(label.text, "header", label.depths, label.lines))
    return tuple(map(tuple, rows))


def _stub_heads(words: Sequence[str], stubs: int) -> Iterator[tuple[str, int]]:
    """Each label over its column, the last one over all that are left."""
    words = (words or ("",))[:stubs]
    for place, word in enumerate(words, 1):
        yield word, stubs - place + 1 if place == len(words) else 1


def _rows(table: OfficialTable, pack: Pack) -> tuple[Row, ...]:
    if table.rows:
        return _condition_rows(table, pack)
    if units := units_of(pack, table.row_units):
        return tuple(_unit_row(table, pack.unit(key).title, number) for number, key in enumerate(units, 1))
    firsts = table.blank_rows or ("",) * (1 if table.each_row == "reporting_unit" else ROWS_TO_WRITE_IN)
    rest = _empty(_stubs(table) + len(table.columns) - 1)
    return tuple((Cell(first), *rest) for first in firsts)


def _condition_rows(table: OfficialTable, pack: Pack) -> tuple[Row, ...]:
    apart = _unit_of_measure_apart(table)
    titles = [row.title if apart else _title(row) for row in table.rows]
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for label in labels(table.rows, _names(table.row_heads, pack), titles, _stubs(table) - apart):
        rows[label.line].append(Cell(label.text, "stub", label.lines, label.depths))
    for cells, row in zip(rows, table.rows, strict=True):
        cells += [Cell(row.unit_of_measure, "stub")] if apart else []
        cells += _empty(len(table.columns))
    return tuple(map(tuple, rows))


def _unit_row(table: OfficialTable, name: str, number: int) -> Row:
    """A unit's line, its name in the stub or in the column that the annex has for it."""
    stubs = _stubs(table)
    stub = (Cell(name, "stub", colspan=stubs),) if stubs else ()
    known: dict[str, str | int] = {"unit": name, "number": number}
    return *stub, *(Cell(known.get(column.field or "", "")) for column in table.columns)


def _empty(count: int) -> tuple[Cell, ...]:
    return (Cell(""),) * count


def _names(heads: Sequence[TableHead], pack: Pack) -> dict[str, Text]:
    return {head.key: _name(head, pack) for head in heads}


def _name(head: TableHead, pack: Pack) -> Text:
    if not head.blank:
        return head.title
    return N_("〔{name}〕", name=head.title) if pack.taken(head.reading) else ""


def _title(line: TableLine) -> Text:
    if not line.unit_of_measure:
        return line.title
    return N_("{title} ({unit_of_measure})", title=line.title, unit_of_measure=line.unit_of_measure)


def _widths(table: OfficialTable) -> tuple[float, ...]:
    apart = _unit_of_measure_apart(table)
    stubs = _stubs(table) - apart
    before = STUBS[stubs] if stubs in STUBS else (*STUBS[3], *(DEEPER_STUB,) * (stubs - 3))
    columns = [column.width or (FIELDS[column.field] if column.field else MEASURE) for column in table.columns]
    return page_wide(columns, table.orientation, fixed=(*before, *(UNIT_OF_MEASURE,) * apart))

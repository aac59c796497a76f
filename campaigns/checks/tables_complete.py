"""Whether tables are whole: every cell planned, printed sums right, heads there, one measure for every cell."""

from collections.abc import Iterable, Iterator

from campaigns.schema.official_table import OfficialTable
from campaigns.schema.plan_table import PlanTable
from campaigns.schema.references import KeyProblem, unknown
from campaigns.yaml_text import Path
from locales import N_


def plan_table_gaps(table: PlanTable, path: Path) -> Iterator[KeyProblem]:
    periods = [period.key for period in table.periods]
    columns = [column.key for column in table.columns]
    for place, period in enumerate(table.periods):
        if period.end < period.start:
            yield (*path, "periods", place, "end"), N_("“{period}” ends before it starts", period=period.title)
    for place, row in enumerate(table.rows):
        here = (*path, "rows", place)
        yield from _exactly(row.plan, periods, (*here, "plan"))
        for key, cells in row.plan.items():
            yield from _exactly(cells, columns, (*here, "plan", key))
        if row.printed_total not in (None, row.total):
            what = N_("the cells add up to {total}, not {printed}", total=row.total, printed=row.printed_total)
            yield (*here, "printed_total"), what


def official_table_gaps(table: OfficialTable, path: Path) -> Iterator[KeyProblem]:
    yield from _named_nearby(table, path)
    if bool(table.rows) != (table.each_row == "condition"):
        yield (*path, "each_row"), N_("a table has rows when each row is a condition, and only then")
    for place, row in enumerate(table.rows):
        if len(row.under) >= table.stub_columns:
            deep = N_("“{key}” lies deeper than the {n} stub columns", key=row.key, n=table.stub_columns)
            yield (*path, "rows", place, "under"), deep
    yield from _measures(table, path)


def _named_nearby(table: OfficialTable, path: Path) -> Iterator[KeyProblem]:
    for name, lines, heads in (
        ("rows", table.rows, table.row_heads),
        ("columns", table.columns, table.column_heads),
    ):
        known_heads, known_lines = [head.key for head in heads], [line.key for line in lines]
        for place, line in enumerate(lines):
            here = (*path, name, place)
            for at, key in enumerate(line.under):
                yield from unknown(key, known_heads, (*here, "under", at))
            for at, key in enumerate(line.adds):
                yield from unknown(key, known_lines, (*here, "adds", at))
            part_of = getattr(line, "part_of", None)
            if part_of:
                yield from unknown(part_of, known_lines, (*here, "part_of"))


def _measures(table: OfficialTable, path: Path) -> Iterator[KeyProblem]:
    """Metrics stand in the columns or in the rows; a list shows fields as well."""
    by_row = any(row.measure for row in table.rows)
    for place, row in enumerate(table.rows):
        if by_row and not row.measure and not row.adds:
            yield (*path, "rows", place), N_("“{key}” has no measure", key=row.key)
    for place, column in enumerate(table.columns):
        counted = column.measure or column.adds or (column.field and table.each_row != "condition")
        if by_row and column.measure:
            yield (*path, "columns", place, "measure"), N_("“{key}” is measured by its rows already", key=column.key)
        elif not by_row and not counted:
            yield (*path, "columns", place), N_("“{key}” has no measure", key=column.key)


def _exactly(given: Iterable[str], wanted: list[str], path: Path) -> Iterator[KeyProblem]:
    """A cell that is missing is a mistake, not a zero."""
    for key in given:
        yield from unknown(key, wanted, (*path, key))
    for key in wanted:
        if key not in given:
            yield path, N_("“{key}” is missing", key=key)

"""An official table as annexed: heads over rows and columns, what each row and column counts, words above and below.

A cell counts its row's or column's measure over the records that meet both conditions. Heads merge by key: rows `under`
the same head stand beside one cell; a row with fewer heads than others stretches over the columns left free.
"""

from typing import Annotated, Literal

from campaigns.schema.blanks import Blank
from campaigns.schema.measures import Measure
from campaigns.schema.part import Key, NotActedOn, Part, Refers, Words
from campaigns.schema.plan_units import Party, UnitKind
from campaigns.schema.unclear import UnderReading
from campaigns.schema.where import Where
from locales import N_

PRINTED_EMPTY = N_("the table is not filled in yet; it can be printed empty")

Field = Literal[
    "number", "entity", "entity_kind", "address", "description", "cause", "measures", "source", "opened_on", "due",
    "rectified_on", "closed_on", "officer", "officer_phone", "officer_post", "closed_by", "unit", "day", "inspectors",
    "kind", "outcome", "tags", "amount", "remarks",
]  # fmt: skip
"""What a column of a list shows of each record."""
Head = Annotated[Key, Refers("heads")]


class TableHead(Part):
    """A merged label over rows or columns; `blank`: the plan prints none and `title` is our reading, in 〔 〕."""

    key: Key
    title: Words
    printed: Words | None = None
    blank: bool = False
    reading: UnderReading | None = None


class TableLine(Part):
    """What rows and columns have in common."""

    key: Key
    under: tuple[Head, ...] = ()
    """Heads from the outside in."""
    title: Words
    printed: Words | None = None
    unit_of_measure: str = ""
    """As the form prints it apart from the title, e.g. “个”."""
    measure: Annotated[Measure | None, NotActedOn(PRINTED_EMPTY)] = None
    where: Annotated[Where, NotActedOn(PRINTED_EMPTY)] = Where()
    adds: Annotated[tuple[Annotated[Key, Refers("lines")], ...], NotActedOn(PRINTED_EMPTY)] = ()
    """The rows (or columns) that this one adds up: only where the form prints a total (C10)."""


class TableColumn(TableLine):
    """A column, e.g. `visits` 检查企业家次, or in a list a field of each record, e.g. `opened_on` 建档日期."""

    field: Field | None = None
    width: float | None = None


class TableRow(TableLine):
    """A row, e.g. 重点产品 / 〔疫情防控类医疗器械〕 / 生产."""

    part_of: Annotated[Annotated[Key, Refers("lines")] | None, NotActedOn(PRINTED_EMPTY)] = None
    """An 其中 row: part of the row named."""
    not_for: Annotated[tuple[UnitKind, ...], NotActedOn(PRINTED_EMPTY)] = ()
    """Units whose work this is not: their cells say 不适用, not 0."""


class OfficialTable(Part):
    """A table by its name; its numbers stand in the annex of the same key."""

    key: Key
    title: Words
    printed: Words | None = None
    """The heading as printed, where the one shown corrects it."""
    each_row: Literal["condition", "reporting_unit", "unit", "entity", "risk_item", "case", "inspection", "work_item"]
    """What a row is: one of `rows`, the reporting unit's one line, or one of every such record."""
    row_units: Party | None = None
    """The units that have a row, where each row is one."""
    head: tuple[Blank, ...] = ()
    stub: tuple[Words, ...] = ()
    """Labels over the row titles; one label stretches over all stub columns."""
    stub_columns: int = 0
    row_heads: tuple[TableHead, ...] = ()
    column_heads: tuple[TableHead, ...] = ()
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...] = ()
    blank_rows: tuple[str, ...] = ()
    """Empty rows as printed: what the first cell of each says."""
    counts_from: Annotated[Literal["campaign_start", "year_start", "period_start"], NotActedOn(PRINTED_EMPTY)] = (
        "campaign_start"
    )
    notes: tuple[Words, ...] = ()
    """The notes under it, verbatim; `remarks` are ours (“原表标题印作2021年”)."""
    remarks: tuple[Words, ...] = ()
    foot: tuple[Blank, ...] = ()
    orientation: Literal["portrait", "landscape"] = "portrait"
    source: str = ""

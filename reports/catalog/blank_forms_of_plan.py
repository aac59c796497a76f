"""Every form and table of a plan, blank, from its pack alone: the annexes in their order, then what has none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from campaigns.schema.blanks import Fill
from campaigns.schema.documents import Annex
from campaigns.schema.pack import Pack
from locales import N_, tr
from reports.catalog.blank_official_table import official_table
from reports.catalog.plan_table_sheet import plan_table
from reports.catalog.self_check_form import self_check
from reports.drawing.annex_numbers import number_line, own_number
from reports.drawing.column_widths import FULL_SIZE
from reports.drawing.table import Cell, Table

NOTHING_KNOWN: Mapping[Fill, str] = {}
YEAR_BEFORE = re.compile(r"^\d{4}年")


@dataclass(frozen=True)
class OfficialForm:
    """A form to hand out; `annexed` is False where the plan names it but does not contain it (原文未附表样)."""

    key: str
    number: str
    title: str
    table: Table
    annexed: bool = True

    @property
    def name(self) -> str:
        """What a file is called: “附表1 医疗器械生产企业风险隐患自查表”, without the year that the whole plan bears."""
        return f"{self.number} {self.title}".strip()


def official_forms(pack: Pack, filled: Mapping[Fill, str] = NOTHING_KNOWN) -> tuple[OfficialForm, ...]:
    """`filled` is what is known of the reporting unit; without it every blank stays free."""
    laid_out = {table.key: table for table in _tables(pack, filled)}
    annexed = [_annexed(annex, laid_out.get(annex.key)) for annex in pack.annexes]
    numbered = {annex.key for annex in pack.annexes}
    return (*annexed, *(_form("", table) for key, table in laid_out.items() if key not in numbered))


def entity_forms(pack: Pack, kind: str | None, filled: Mapping[Fill, str]) -> tuple[OfficialForm, ...]:
    """The self-check forms for one entity with its head filled in; its kind unknown: those of every kind."""
    wanted = {form.key for form in pack.self_checks if kind in (None, form.entity_kind)}
    return tuple(form for form in official_forms(pack, filled) if form.key in wanted)


def _tables(pack: Pack, filled: Mapping[Fill, str]) -> Iterator[Table]:
    yield from (self_check(form, filled) for form in pack.self_checks)
    yield from (official_table(table, pack, filled) for table in pack.tables)
    names = {unit.key: unit.name for unit in pack.units}
    yield from (replace(plan_table(plan, names), key=plan.key) for plan in pack.plan_tables)


def _annexed(annex: Annex, table: Table | None) -> OfficialForm:
    shown = table or _not_annexed(annex)
    form = _form(own_number(annex), replace(shown, annex=number_line(annex)))
    return replace(form, annexed=table is not None)


def _form(number: str, table: Table) -> OfficialForm:
    title = YEAR_BEFORE.sub("", tr(table.title))
    return OfficialForm(table.key, number, title, replace(table, sheet=title))


def _not_annexed(annex: Annex) -> Table:
    """One line across four columns: an office program does not fit a single wide column to the page."""
    line = Cell(N_("the plan gives no form"), colspan=4)
    return Table(annex.key, annex.title, annex.title, (), ((line,),), (FULL_SIZE["portrait"] / 4,) * 4, row_height=40)

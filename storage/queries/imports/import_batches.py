"""The course of an import: the rows of all sheets in their order, batch by batch, tried or taken.

for batch in batches(lines):
    verdicts = take(session, context, batch)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from locales import N_
from records.all_nouns import all_nouns
from storage.queries.imports import entered_rows, entity_rows, licence_rows, people_rows, record_rows, unit_rows
from storage.queries.imports.case_rows import CASE, REFERRAL
from storage.queries.imports.import_context import NEW, ImportContext
from storage.queries.imports.import_lines import ImportLine, RowOutcome
from storage.queries.imports.inspection_rows import INSPECTION
from storage.queries.imports.risk_item_rows import RISK_ITEM
from storage.search.comparable import name_key
from storage.search.index_entry import spelled_out
from storage.tables import Entity

BATCH = 100
"""Rows in one transaction: so many take a twentieth of a second, and nobody else's turn waits much longer."""

Take = Callable[[Session, ImportContext, Sequence[ImportLine]], list[RowOutcome]]

SHEETS: dict[str, Take] = {
    "units": unit_rows.take,
    "people": people_rows.take,
    "entities": entity_rows.take,
    "inspections": partial(record_rows.take, noun=INSPECTION),
    "risk_items": partial(record_rows.take, noun=RISK_ITEM),
    "cases": partial(record_rows.take, noun=CASE),
    "referrals": partial(record_rows.take, noun=REFERRAL),
    "licences": licence_rows.take,
}
AT_ONCE = ("units",)
"""Sheets whose rows wait for each other."""


def batches(lines: Iterable[ImportLine]) -> Iterator[list[ImportLine]]:
    """The same file gives the same batches every time."""
    for noun, group in groupby(lines, key=lambda line: line.noun):
        while batch := list(group if noun in AT_ONCE else islice(group, BATCH)):
            yield batch


def prepare(session: Session, batch: Sequence[ImportLine]) -> None:
    """Before the transaction, while others may write: how names that are not on record yet are spelled in letters."""
    if batch[0].noun != "entities":
        return
    names = {line["name"] for line in batch if line["name"]}
    known = session.exec(select(Entity.name).where(col(Entity.name).in_(names))).all()
    for name in names.difference(known):
        spelled_out(name_key(name))


def take(session: Session, context: ImportContext, batch: Sequence[ImportLine]) -> list[RowOutcome]:
    """One batch, all of one sheet. What the database itself refuses is one wrong row, not a lost batch."""
    context.look_around(session)
    _make_units_told_of(session, context)
    work = _taken_by(batch[0].noun)
    if not context.writes:
        return work(session, context, batch)
    try:
        with session.begin_nested():
            return work(session, context, batch)
    except IntegrityError:
        return [_alone(session, context, work, line) for line in batch]


def _taken_by(sheet: str) -> Take:
    """The sheet of a noun with an entry is named after the noun."""
    noun = all_nouns().get(sheet)
    if noun is None or noun.entry is None:
        return SHEETS[sheet]
    return partial(record_rows.take, noun=entered_rows.imported(noun, noun.entry))


def _alone(session: Session, context: ImportContext, work: Take, line: ImportLine) -> RowOutcome:
    try:
        with session.begin_nested():
            return work(session, context, [line])[0]
    except IntegrityError:
        return RowOutcome(line, "wrong", reason=N_("This row contradicts what is on record and was not taken."))


def _make_units_told_of(session: Session, context: ImportContext) -> None:
    """Makes units of the names that the importer called new, right below the first of the importer's own units."""
    above = next((unit_ref for unit_ref in context.unit_refs.values() if unit_ref.path == context.scope[0]), None)
    for name, what in context.told.items():
        if what == NEW and not context.units_called(name):
            unit_rows.new_unit(session, context, name, "station", above)

"""Rows of history (检查、隐患、案件、移送、办理): found again by the office's own number, else by what they say.

What a record is made of stands in the noun's own file; the course is the same for all of them. Records that people
made or changed in chat are never changed by a workbook: a row that speaks of one is the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import or_
from sqlmodel import Session, SQLModel, col, select

from locales import N_
from storage.queries.ground import audit_rows, bulk_rows
from storage.queries.ground.audit_rows import AuditedChange
from storage.queries.ground.printed_numbers import next_numbers
from storage.queries.imports.entity_matching import EntityIdentifiers, KnownEntity
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, InvalidRow, RowOutcome
from storage.queries.imports.known_entities import load

NO_ENTITY = KnownEntity(0, "", "", None, None, None, mine=True)
"""Of a record that is about none."""
MADE_HERE = "import:"
"""How the instances of imported records begin."""


@dataclass
class RecordRow:
    """A row with the entity and unit it is about, and the record that it means, if there is one."""

    line: ImportLine
    entity: KnownEntity
    unit_id: int
    told: dict[str, Any]
    """What the row says, by column of the table."""
    present: Any = None
    id: int | None = None
    columns: dict[str, object] = field(default_factory=dict)
    said: list[tuple[str, Any, Any]] = field(default_factory=list)
    changed_in_chat: bool = False
    beside: dict[str, Any] = field(default_factory=dict)
    """What the noun's own file keeps between deciding and writing."""

    @property
    def is_new(self) -> bool:
        return self.present is None

    def value(self, column: str) -> Any:
        """As it stands once the row is taken."""
        return self.told[column] if column in self.told else getattr(self.present, column, None)


@dataclass(frozen=True)
class ImportedNoun:
    name: str
    table: type[SQLModel]
    natural: tuple[str, ...]
    """The columns that, with the entity, tell one record from another."""
    tell: Callable[[ImportLine], dict[str, object]]
    blank: Mapping[str, object]
    """What a new record says where the row does not."""
    prepare: Callable[[Session, ImportContext, Sequence[RecordRow]], None] = lambda _session, _context, _records: None
    """Looks up what the rows of a batch refer to."""
    check: Callable[[ImportContext, RecordRow], None] = lambda _context, _record: None
    """Refuses what cannot be (Wrong), and notes in `said` what changes beside the columns."""
    write_parts: Callable[[Session, ImportContext, Sequence[RecordRow]], None] = lambda _session, _context, _records: (
        None
    )

    changed_in_chat: Callable[[Session, Sequence[int]], Collection[int]] = lambda _session, _ids: ()
    """Those of these records that people corrected or took further after they were imported."""
    about_entity: bool = True
    """Whether a row has to say about which entity it is; one that does not has to name its unit."""

    def natural_key(self, entity_id: int | None, values: Mapping[str, object]) -> tuple[Any, ...]:
        return (self.name, entity_id or 0, *(values.get(column) for column in self.natural))


def take(session: Session, context: ImportContext, lines: Sequence[ImportLine], noun: ImportedNoun) -> list[RowOutcome]:
    """The rows of one batch, in their order."""
    records, verdicts = _records(session, context, lines, noun)
    _find(session, records.values(), noun)
    noun.prepare(session, context, list(records.values()))
    taken = []
    for row, record in records.items():
        try:
            verdicts[row] = _decide(context, record, noun)
        except InvalidRow as wrong:
            verdicts[row] = RowOutcome(record.line, "wrong", record.entity.name, wrong.reason)
        else:
            taken.append(record)
    if context.writes:
        _write(session, context, [record for record in taken if record.is_new or record.said], noun)
    return [verdicts[line.row] for line in lines]


def _records(
    session: Session, context: ImportContext, lines: Sequence[ImportLine], noun: ImportedNoun
) -> tuple[dict[int, RecordRow], dict[int, RowOutcome]]:
    means = {line.row: EntityIdentifiers(line["entity"], line["credit_code"]) for line in lines}
    register = load(session, context, list(means.values()))
    records: dict[int, RecordRow] = {}
    verdicts: dict[int, RowOutcome] = {}
    for line in lines:
        try:
            line.refuse_problems()
            unit = context.unit(line["unit"]) if line["unit"] else None
            entity = register.find(means[line.row]) if noun.about_entity else NO_ENTITY
            if entity is None or (unit is None and entity.unit_id is None):
                raise InvalidRow(N_("There is no such enterprise, or you may not see it."))
            values = noun.tell(line)
            records[line.row] = RecordRow(line, entity, unit.id if unit else entity.unit_id or 0, values)
        except InvalidRow as wrong:
            verdicts[line.row] = RowOutcome(line, "wrong", line["entity"] or "", wrong.reason)
    return records, verdicts


def _find(session: Session, records: Any, noun: ImportedNoun) -> None:
    table: Any = noun.table
    refs = {record.line["external_ref"] for record in records} - {None}
    entities = {record.entity.id for record in records if record.entity.id > 0}
    of_noun = [table.noun == noun.name] if hasattr(table, "noun") else []  # small nouns share a table
    about = col(table.entity_id).in_(entities) if noun.about_entity else col(table.entity_id).is_(None)
    these = or_(col(table.external_ref).in_(refs), about)
    rows = session.exec(select(table).where(these, *of_noun))
    by_ref: dict[str, Any] = {}
    by_key: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        if row.external_ref:
            by_ref[row.external_ref] = row
        by_key.setdefault(noun.natural_key(row.entity_id, row.model_dump(include=set(noun.natural))), row)
    for record in records:
        ref = record.line["external_ref"]
        present = by_ref.get(ref) or by_key.get(noun.natural_key(record.entity.id, _with_unit(record)))
        if present is not None and (not ref or present.external_ref in (None, ref)):
            record.present, record.id = present, present.id
    changed = noun.changed_in_chat(session, [record.id for record in records if record.id])
    for record in records:
        record.changed_in_chat = record.id in changed


def _with_unit(record: RecordRow) -> dict[str, object]:
    return {**record.told, "unit_id": record.unit_id}


def _decide(context: ImportContext, record: RecordRow, noun: ImportedNoun) -> RowOutcome:
    line, present = record.line, record.present
    _once(context, record, noun)
    if present is not None and present.unit_id not in context.unit_refs:
        raise InvalidRow(N_("There is no such record, or you may not change it."))
    made_in_chat = present is not None and not getattr(present, "instance", MADE_HERE).startswith(MADE_HERE)
    if made_in_chat or record.changed_in_chat:
        return RowOutcome(line, "same", present.number)
    values = {"external_ref": line["external_ref"], **record.told} if line["external_ref"] else record.told
    record.told = values if present is not None and not line["unit"] else {**values, "unit_id": record.unit_id}
    if present is not None:
        record.columns = {column: value for column, value in record.told.items() if getattr(present, column) != value}
        record.said = [(column, getattr(present, column), value) for column, value in record.columns.items()]
    noun.check(context, record)
    if present is not None:
        return RowOutcome(line, "changed" if record.said else "same", present.number, changes=tuple(record.said))
    return RowOutcome(line, "new", record.entity.name)


def _once(context: ImportContext, record: RecordRow, noun: ImportedNoun) -> None:
    """One row for one record; two with different numbers of the office's own are two, whatever else they share."""
    ref, row = record.line["external_ref"], record.line.row
    key = hash(noun.natural_key(record.entity.id, _with_unit(record)))
    if record.id is not None:
        context.take(noun.name, record.id, row)
    elif ref:
        context.take(noun.name, hash(("ref", ref)), row)
        context.taken.setdefault((noun.name, key), row)
    else:
        context.take(noun.name, key, row)


def _write(session: Session, context: ImportContext, records: Sequence[RecordRow], noun: ImportedNoun) -> None:
    new = [record for record in records if record.is_new]
    numbers = next_numbers(session, noun.name, context.today.year, len(new)) if new else []
    who = {"recorded_by": context.recorder, "recorded_at": context.by.at}
    rows = []
    for record, number in zip(new, numbers, strict=True):
        record.columns = {**noun.blank, **record.told, "external_ref": record.line["external_ref"]}
        own = {"instance": instance(record, noun)} if hasattr(noun.table, "instance") else {}
        rows.append({**record.columns, **who, **own, "entity_id": record.entity.id or None, "number": number})
        record.said = [("number", None, number)]
    for record, record_id in zip(new, bulk_rows.add_with_ids(session, noun.table, rows), strict=True):
        record.id = record_id
        context.take(noun.name, record_id, record.line.row)
    bulk_rows.change(session, noun.table, [{"id": r.id, **r.columns} for r in records if not r.is_new and r.columns])
    noun.write_parts(session, context, records)
    audit_rows.note_many(session, context.by, [_noted(record, noun) for record in records])


def instance(record: RecordRow, noun: ImportedNoun, *more: str) -> str:
    """The idempotency key: the same row gives the same one, in every file."""
    ref = record.line["external_ref"]
    key = ref or uuid5(NAMESPACE_OID, repr(noun.natural_key(record.entity.id, _with_unit(record))))
    return ":".join((f"{MADE_HERE}{noun.name}", str(key), *more))


def _noted(record: RecordRow, noun: ImportedNoun) -> AuditedChange:
    after = {column: _plain(value) for column, value in record.columns.items()}
    if record.is_new:
        return AuditedChange(f"{noun.name}.import", noun.name, record.id, None, {**after, **_after(record)})
    before = {column: _plain(before) for column, before, _ in record.said}
    return AuditedChange(f"{noun.name}.import_change", noun.name, record.id, before, _after(record))


def _after(record: RecordRow) -> dict[str, object]:
    return {column: _plain(value) for column, _, value in record.said}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

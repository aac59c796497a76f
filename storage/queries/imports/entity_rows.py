"""Rows of the register (监管对象): matched with what is there, compared, and written with everything that is dated."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from forms.kinds.credit_code import warning
from locales import N_, Message
from storage.queries.ground import audit_rows, bulk_rows
from storage.queries.ground.audit_rows import AuditedChange, PersonalData
from storage.queries.ground.dated_rows import A_DAY
from storage.queries.imports.dated_changes import DatedChange, follow
from storage.queries.imports.entity_differences import EntityChange, change_of
from storage.queries.imports.entity_matching import EntityIdentifiers, KnownEntity, RegisterPart
from storage.queries.imports.facts_before import EntityHistory, facts_of
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, InvalidRow, RowOutcome
from storage.queries.imports.known_entities import load
from storage.queries.imports.look_alikes import look_alike
from storage.queries.imports.named_officers import officer_called
from storage.queries.register import pauses, search_index
from storage.search.comparable import code_key
from storage.tables import Entity, EntityTag, Licence

NEEDED = {
    "kind": N_("A new enterprise needs its kind."),
    "unit": N_("A new enterprise needs the unit that supervises it."),
}


def take(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> list[RowOutcome]:
    """The rows of one batch, in their order."""
    means = {line.row: _means(line) for line in lines}
    register = load(session, context, list(means.values()))
    facts = facts_of(session, [known.id for known in register.by_id.values() if known.id > 0])
    verdicts, changes = [], []
    for line in lines:
        try:
            change, verdict = _decide(session, context, line, means[line.row], register, facts)
        except InvalidRow as wrong:
            verdicts.append(RowOutcome(line, "wrong", line["name"] or "", wrong.reason))
        else:
            verdicts.append(verdict)
            if change is not None and change.said:
                changes.append(change)
    if context.writes:
        _write(session, context, changes)
    return verdicts


def _doubtful_code(line: ImportLine, known: KnownEntity | None) -> Message | None:
    """A wrong check character is taken as it stands, and pointed out when it comes in."""
    code = line["credit_code"]
    doubt = warning(code) if code and (known is None or known.code != code) else None
    return N_("{name}: {code}, {doubt}", name=line["name"] or "", code=code, doubt=doubt) if doubt else None


def _means(line: ImportLine) -> EntityIdentifiers:
    numbers = (line["licence_number"], line["filing_number"])
    licences = tuple(code_key(number) for number in numbers if number)
    return EntityIdentifiers(line["name"], line["credit_code"], line["external_ref"], licences)


def _decide(
    session: Session,
    context: ImportContext,
    line: ImportLine,
    means: EntityIdentifiers,
    register: RegisterPart,
    facts: dict[int, EntityHistory],
) -> tuple[EntityChange, RowOutcome]:
    line.refuse_problems()
    if line["closed_on"] and line["closed_on"] > context.today:
        raise InvalidRow(N_("The day on which it closed down or was suspended is yet to come."))
    unit_ref = context.unit(line["unit"]) if line["unit"] else None
    known = register.find(means, unit_ref.id if unit_ref else None)
    if known is not None:
        context.take("entity", known.id, line.row)
    else:
        _refuse_unfinished(line)
    unit_id = unit_ref.id if unit_ref else None
    officer, note = officer_called(session, context, line["officer"], unit_id or (known.unit_id if known else None))
    change = change_of(
        line,
        known.row if known else None,
        facts[known.id] if known else EntityHistory(),
        unit_id,
        officer,
        context.scheme,
        context.today,
    )
    notes = tuple(text for text in (note, _doubtful_code(line, known)) if text)
    if known is not None:
        return change, RowOutcome(
            line, "changed" if change.said else "same", known.name, changes=tuple(change.said), notes=notes
        )
    like = look_alike(session, context, line["name"])
    _bring(context, register, line, unit_id)
    return change, RowOutcome(line, "new", line["name"], like=like, notes=notes)


def _refuse_unfinished(line: ImportLine) -> None:
    for column, reason in NEEDED.items():
        if not line[column]:
            raise InvalidRow(reason)


def _bring(context: ImportContext, register: RegisterPart, line: ImportLine, unit_id: int | None) -> None:
    """Later rows find it: those of this batch, and in the dry run those of every batch."""
    known = KnownEntity(
        next(context.next_id), line["name"], line["kind"], line["credit_code"], line["external_ref"], unit_id, True
    )
    context.take("entity", known.id, line.row)
    register.add(known)
    if not context.writes:
        context.new_entities.add(known)


# --- writing ---------------------------------------------------------------------------------------------


def _write(session: Session, context: ImportContext, changes: Sequence[EntityChange]) -> None:
    new = [change for change in changes if change.id is None]
    blank = {"address": "", "status": "active", "ways": [], "device_classes": [], "provisional": False}
    rows = [{**dict.fromkeys(("credit_code", "grade", "latitude", "longitude", "closed_on", "external_ref")), **blank,
             **change.columns} for change in new]  # fmt: skip
    for change, entity_id in zip(new, bulk_rows.add_with_ids(session, Entity, rows), strict=True):
        change.id = entity_id
        context.take("entity", entity_id, change.line.row)
    added = {id(change) for change in new}
    bulk_rows.change(
        session,
        Entity,
        [{"id": change.id, **change.columns} for change in changes if id(change) not in added and change.columns],
    )
    _write_dated(session, changes)
    bulk_rows.add(session, Licence, [{"issued_on": None, "valid_until": None, **row, "entity_id": change.id}
                                for change in changes for row in change.new_licences])  # fmt: skip
    bulk_rows.change(session, Licence, [row for change in changes for row in change.licences])
    search_index.index(session, [change.id for change in changes if change.id is not None and _is_searched(change)])
    audit_rows.note_many(session, context.by, [_noted(change, id(change) in added) for change in changes])


def _write_dated(session: Session, changes: Sequence[EntityChange]) -> None:
    pauses.keep(
        session, {change.id: change.pauses for change in changes if change.id is not None and change.pauses is not None}
    )
    by_table: dict[Any, list[DatedChange]] = {}
    for change in changes:
        for table, dated in change.dated:
            of_entity = DatedChange(dated.present, {"entity_id": change.id, **dated.wanted}, dated.day)
            by_table.setdefault(table, []).append(of_entity)
    for table, listed_changes in by_table.items():
        follow(session, table, listed_changes)
    ended = [end for change in changes for end in change.ended]
    never = [row.id for row, day in ended if row.valid_from >= day]
    if never:
        session.execute(delete(EntityTag).where(col(EntityTag.id).in_(never)))
    bulk_rows.change(
        session, EntityTag, [{"id": row.id, "valid_to": day - A_DAY} for row, day in ended if row.valid_from < day]
    )


def _is_searched(change: EntityChange) -> bool:
    return bool({"name", "credit_code"} & change.columns.keys() or change.new_licences)


def _noted(change: EntityChange, is_new: bool) -> AuditedChange:
    said = [difference for difference in change.said if difference[0] != "contact"]
    contact = [[before, after] for column, before, after in change.said if column == "contact"]
    personal = PersonalData({"contact": contact[0]}, entity_id=change.id) if contact else None
    return AuditedChange(
        "entity.import" if is_new else "entity.import_change",
        "entity",
        change.id,
        None if is_new else {column: _plain(before) for column, before, _ in said},
        {column: _plain(after) for column, _, after in said},
        personal,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

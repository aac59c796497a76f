"""Rows of 证照: a licence or filing, and what was done to it on a day, where the row says so."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.ground import audit_rows, bulk_rows
from storage.queries.ground.audit_rows import AuditedChange
from storage.queries.imports import record_rows
from storage.queries.imports.entity_differences import EntityChange, licence
from storage.queries.imports.entity_matching import EntityIdentifiers, KnownEntity
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, InvalidRow, RowOutcome
from storage.queries.imports.known_entities import load
from storage.queries.imports.record_rows import ImportedNoun, RecordRow
from storage.queries.register import search_index
from storage.search.comparable import code_key
from storage.tables import Licence, LicenceAction


def take(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> list[RowOutcome]:
    """The licence first, then what was done to it; a row is as new as the newer of the two."""
    licences = _licences(session, context, lines)
    acted = [line for line in lines if line["action"] and licences[line.row].outcome != "wrong"]
    actions = {
        outcome.line.row: outcome
        for outcome in record_rows.take(session, context, [_action(acted_line) for acted_line in acted], LICENCE_ACTION)
    }
    return [_both(licences[line.row], actions.get(line.row)) for line in lines]


def _both(licence: RowOutcome, action: RowOutcome | None) -> RowOutcome:
    if action is None:
        return licence
    if action.outcome == "wrong":
        return replace(action, line=licence.line)
    outcome = min(licence.outcome, action.outcome, key=("new", "changed", "same").index)
    return replace(licence, outcome=outcome, changes=licence.changes + action.changes)


# --- the licence -----------------------------------------------------------------------------------------


def _licences(session: Session, context: ImportContext, lines: Sequence[ImportLine]) -> dict[int, RowOutcome]:
    means = {line.row: EntityIdentifiers(line["entity"], line["credit_code"]) for line in lines}
    register = load(session, context, list(means.values()))
    present = _present(session, [known.id for known in register.by_id.values() if known.id > 0])
    verdicts, changes = {}, []
    for line in lines:
        try:
            line.refuse_problems()
            entity = register.find(means[line.row])
            if entity is None:
                raise InvalidRow(N_("There is no such enterprise, or you may not see it."))
            if line["action"] and not line["action_on"]:
                raise InvalidRow(N_("What was done to the licence needs its day."))
            change = _change(line, entity, present.setdefault(entity.id, []))
        except InvalidRow as wrong:
            verdicts[line.row] = RowOutcome(line, "wrong", line["number"] or "", wrong.reason)
            continue
        outcome = "new" if change.new_licences else "changed" if change.licences else "same"
        verdicts[line.row] = RowOutcome(line, outcome, line["number"], changes=tuple(change.said))  # type: ignore[arg-type]
        if change.said:
            changes.append(change)
    if context.writes:
        _write(session, context, changes)
    return verdicts


def _present(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    by_entity: dict[int, list[Any]] = {}
    for row in session.exec(select(Licence).where(col(Licence.entity_id).in_(ids))):
        by_entity.setdefault(row.entity_id, []).append(row)
    return by_entity


def _change(line: ImportLine, entity: KnownEntity, present: list[Any]) -> EntityChange:
    change = EntityChange(line, entity.id)
    ref = None if line["action"] else line["external_ref"]  # with an action it is the action's number
    values = {
        "kind": line["kind"],
        "issued_on": line["issued_on"],
        "valid_until": line["valid_until"],
        "external_ref": ref,
    }
    licence(change, present, line["number"], values, line["kind"])
    for row in change.new_licences:  # a second row about it adds nothing
        present.append(Licence(**{"issued_on": None, "valid_until": None, **row}))
    return change


def _write(session: Session, context: ImportContext, changes: Sequence[EntityChange]) -> None:
    blank = {"issued_on": None, "valid_until": None, "external_ref": None}
    new = [{**blank, **row, "entity_id": change.id} for change in changes for row in change.new_licences]
    bulk_rows.add(session, Licence, new)
    bulk_rows.change(session, Licence, [row for change in changes for row in change.licences])
    search_index.index(session, {change.id for change in changes if change.id and change.new_licences})
    audit_rows.note_many(session, context.by, [_noted(change) for change in changes])


def _noted(change: EntityChange) -> AuditedChange:
    before, after = ({said[0]: _plain(said[at]) for said in change.said} for at in (1, 2))
    return AuditedChange("licence.import", "entity", change.id, before, after)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- what was done to it ---------------------------------------------------------------------------------


def _action(line: ImportLine) -> ImportLine:
    """The same row as one about an action: its kind is the action's."""
    return replace(line, values={**line.values, "kind": line["action"], "day": line["action_on"]})


def _tell(line: ImportLine) -> dict[str, object]:
    values = {"licence_number": line["number"], "kind": line["kind"], "day": line["day"], "reason": line["reason"]}
    return {column: value for column, value in values.items() if value is not None}


def _find_licences(session: Session, _context: ImportContext, asked: Sequence[RecordRow]) -> None:
    ids = [record.entity.id for record in asked if record.entity.id > 0]
    known = {(row.entity_id, row.number_key): row.id for rows in _present(session, ids).values() for row in rows}
    for record in asked:
        present = known.get((record.entity.id, code_key(record.line["number"])))
        if present is not None:
            record.told["licence_id"] = present


LICENCE_ACTION = ImportedNoun(
    "licence_action",
    LicenceAction,
    ("licence_number", "kind", "day"),
    _tell,
    {"reason": "", "licence_id": None},
    prepare=_find_licences,
)

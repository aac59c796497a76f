"""Records of small nouns: recording, correcting and voiding one, whatever the noun."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.printed_numbers import next_number
from storage.tables import Correction, SmallRecord


@dataclass(frozen=True)
class NewSmallRecord:
    """What was entered: `answers` are those of the form, by key, ready for JSON."""

    noun: str
    subject: str
    day: date
    entity_id: int | None
    due: date | None
    answers: Mapping[str, Any]
    form_version: int


def record(session: Session, entered: NewSmallRecord, instance: str, by: ChangedBy, year: int) -> SmallRecord:
    """The record, with its printed number; the same instance a second time gives the first record."""
    present = session.exec(select(SmallRecord).where(col(SmallRecord.instance) == instance)).first()
    if present is not None:
        return present
    row = SmallRecord(
        **{**vars(entered), "answers": dict(entered.answers)},
        number=next_number(session, entered.noun, year),
        instance=instance,
        unit_id=by.unit_id,
        recorded_by=by.person_id,
        recorded_at=by.at,
    )
    session.add(row)
    session.flush()
    audit_rows.note(session, by, f"{row.noun}.record", row.noun, row.id, after=_facts(row))
    return row


def correct(
    session: Session, row: SmallRecord, entered: NewSmallRecord, reason: str, instance: str, by: ChangedBy
) -> None:
    """更正: writes the new facts; what changed (key → [old, new]) stays with the reason."""
    before = _facts(row)
    if entered.entity_id != row.entity_id:
        row.unit_id = by.unit_id
    row.subject, row.day, row.due, row.entity_id = entered.subject, entered.day, entered.due, entered.entity_id
    row.answers, row.form_version = dict(entered.answers), entered.form_version
    after = _facts(row)
    changes = {key: [before.get(key), after.get(key)] for key in before | after if before.get(key) != after.get(key)}
    _note_correction(session, row, reason, changes, instance, by)
    audit_rows.note(session, by, f"{row.noun}.correct", row.noun, row.id, before, after)


def void(session: Session, row: SmallRecord, reason: str, instance: str, by: ChangedBy) -> None:
    """作废: the record stays and no longer counts."""
    row.voided_at, row.void_reason = by.at, reason
    _note_correction(session, row, reason, {"voided": [False, True]}, instance, by)
    audit_rows.note(session, by, f"{row.noun}.void", row.noun, row.id, after={"reason": reason})


def _note_correction(
    session: Session, row: SmallRecord, reason: str, changes: dict[str, Any], instance: str, by: ChangedBy
) -> None:
    session.add(
        Correction(
            noun=row.noun,
            record_id=row.id,
            reason=reason,
            changes=changes,
            instance=instance,
            person_id=by.person_id,
            at=by.at,
        )
    )
    session.flush()


def _facts(row: SmallRecord) -> dict[str, Any]:
    """What the audit and a correction compare: the columns, and every other answer that is text or a number."""
    columns = row.model_dump(mode="json", include={"number", "subject", "day", "due", "entity_id", "unit_id"})
    plain = {key: value for key, value in row.answers.items() if isinstance(value, str | int)}
    return {**plain, **columns}


def by_id(session: Session, noun: str, record_id: int) -> SmallRecord | None:
    row = session.get(SmallRecord, record_id)
    return row if row is not None and row.noun == noun else None


def ids_with_due(session: Session, nouns: Collection[str]) -> list[int]:
    """Records of these nouns that have a due day and count."""
    return list(session.exec(select(SmallRecord.id).where(*_with_due(nouns))))


def with_due(
    session: Session, nouns: Collection[str], only: Collection[int] | None, units: Collection[int] | None
) -> list[SmallRecord]:
    """The same as rows, all or some of them, of all units or some of them; by due day."""
    which = [] if only is None else [col(SmallRecord.id).in_(only)]
    whose = [] if units is None else [col(SmallRecord.unit_id).in_(units)]
    due = select(SmallRecord).where(*_with_due(nouns), *which, *whose)
    return list(session.exec(due.order_by(col(SmallRecord.due), col(SmallRecord.id))))


def _with_due(nouns: Collection[str]) -> list[Any]:
    return [col(SmallRecord.noun).in_(nouns), col(SmallRecord.due).is_not(None), col(SmallRecord.voided_at).is_(None)]


def recorded_by(session: Session, record_id: int) -> int:
    return session.get_one(SmallRecord, record_id).recorded_by

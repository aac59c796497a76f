"""Records that are entered by the form of a declared noun: recording, correcting and voiding one, whatever the noun."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from forms.kinds.phone import Phone
from records.noun import SHARED_TABLE, Noun
from storage.json_values import Facts
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.corrections import CorrectedRecord, note_correction, note_void
from storage.queries.ground.counting_records import counting, of_noun
from storage.queries.ground.printed_numbers import next_number
from storage.queries.records.answer_columns import answer_columns, answers_of, kept
from storage.tables.entered_record import EnteredRecord
from storage.tables.noun_tables import table_of


@dataclass(frozen=True)
class Entered:
    """What was entered: `answers` are those of the noun's form, by key, ready for JSON; `today`: the day of entry."""

    noun: Noun
    answers: Facts
    entity_id: int | None
    form_version: int
    today: date

    def columns(self) -> Facts:
        """By column of the noun's table."""
        facts = kept(self.noun, self.answers)
        columns = {**facts.columns, "answers": dict(facts.rest), "entity_id": self.entity_id}
        if hasattr(table_of(self.noun), "day"):
            columns["day"] = facts.columns.get("day") or self.today
        return {**columns, "form_version": self.form_version}


def record(session: Session, entered: Entered, instance: str, by: ChangedBy) -> EnteredRecord:
    """The record, with its printed number; the same instance a second time gives the first record."""
    noun, table = entered.noun, table_of(entered.noun)
    present: EnteredRecord | None = session.exec(select(table).where(table.instance == instance)).first()
    if present is not None:
        return present
    shared = {"noun": noun.key} if noun.table == SHARED_TABLE else {}
    row: EnteredRecord = table(
        **entered.columns(),
        **shared,
        number=next_number(session, noun.key, entered.today.year),
        instance=instance,
        unit_id=by.unit_id,
        recorded_by=by.person_id,
        recorded_at=by.at,
    )
    session.add(row)
    session.flush()
    audit_rows.note(session, by, f"{noun.key}.record", noun.key, row.id, after=_facts(noun, row))
    return row


def correct(
    session: Session, row: EnteredRecord, entered: Entered, reason: str, instance: str, by: ChangedBy
) -> Facts | None:
    """更正: writes the new facts, keeps what changed (key → [old, new]) with the reason; None where nothing differs."""
    noun = entered.noun
    before, answered = _facts(noun, row), answers_of(noun, row)
    if entered.entity_id != row.entity_id:
        row.unit_id = by.unit_id
    for column, value in entered.columns().items():
        setattr(row, column, value)
    after = _facts(noun, row)
    if before == after and answered == answers_of(noun, row):
        return None
    return note_correction(session, CorrectedRecord(noun.key, row.id), before, after, reason, instance, by)


def void(session: Session, noun: Noun, row: EnteredRecord, reason: str, instance: str, by: ChangedBy) -> None:
    """作废: the record stays and no longer counts."""
    row.voided_at, row.void_reason = by.at, reason
    note_void(session, CorrectedRecord(noun.key, row.id), reason, instance, by)


def _facts(noun: Noun, row: EnteredRecord) -> Facts:
    """What the audit and a correction compare: the columns, and every other answer that is text or a number.

    Telephone numbers are not kept there, where an erasure would not reach them.
    """
    columns = {"number", "day", "entity_id", "unit_id", *answer_columns(noun)}
    plain = {key: value for key, value in row.answers.items() if isinstance(value, str | int)}
    facts = {**plain, **row.model_dump(mode="json", include=columns)}
    questions = noun.form.questions if noun.form is not None else ()
    phones = {question.key for question in questions if isinstance(question.kind, Phone)}
    return {key: value for key, value in facts.items() if key not in phones}


def by_id(session: Session, noun: Noun, record_id: int) -> EnteredRecord | None:
    table = table_of(noun)
    row: EnteredRecord | None = session.exec(select(table).where(table.id == record_id, *of_noun(noun, table))).first()
    return row


@dataclass(frozen=True)
class OpenRecord:
    """A record with a due day that is not fulfilled; `what` it is about is the first words of its timeline."""

    id: int
    number: str
    what: str
    unit_id: int
    since: date
    due: date


def ids_with_due(session: Session, noun: Noun) -> list[int]:
    """Records of a noun that have a due day and count."""
    return list(session.exec(select(table_of(noun).id).where(*_with_due(noun))))


def unfulfilled(
    session: Session, noun: Noun, only: Collection[int] | None, units: Collection[int] | None
) -> list[OpenRecord]:
    """Those whose answer `done_by` is not given, all or some, of all units or some of them; by due day."""
    table = table_of(noun)
    which = [] if only is None else [table.id.in_(only)]
    whose = [] if units is None else [table.unit_id.in_(units)]
    due = session.exec(select(table).where(*_with_due(noun), *which, *whose).order_by(table.due, table.id))
    done_by = noun.entry.done_by if noun.entry is not None else ""
    return [_open(noun, row) for row in due if not answers_of(noun, row).get(done_by)]


def _open(noun: Noun, row: Any) -> OpenRecord:
    line = noun.timeline[0]
    what, since = str(getattr(row, str(line.words))), getattr(row, line.day)
    return OpenRecord(row.id, row.number, what, row.unit_id, since, row.due)


def _with_due(noun: Noun) -> list[Any]:
    table = table_of(noun)
    return [*counting(noun, table), table.due.is_not(None)]


def recorded_by(session: Session, noun: Noun, record_id: int) -> int:
    return int(session.get_one(table_of(noun), record_id).recorded_by)

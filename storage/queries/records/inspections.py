"""Inspections: recording, correcting and voiding a visit, and the lists that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, select

from forms.kinds.checklist import is_mark
from storage.json_values import Facts
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.corrections import CorrectedRecord, note_correction, note_void
from storage.queries.ground.printed_numbers import next_number
from storage.tables import (
    Entity,
    Finding,
    Inspection,
    InspectionCampaign,
    InspectionPerson,
    InspectionTag,
    Person,
    Unit,
)


@dataclass(frozen=True)
class NewInspection:
    """What an officer found out on one visit, as the form gathered it."""

    entity_id: int
    kind: str
    day: date
    people: int
    outcome: str
    note: str = ""
    colleagues: Sequence[int] = ()
    tags: Sequence[str] = ()
    findings: Sequence[tuple[str, str, str]] = ()
    """(item key, the item's words, note) of every item found 不符合."""
    answers: Facts = field(default_factory=dict)
    """As the form stored them."""


def record(
    session: Session,
    visit: NewInspection,
    instance: str,
    form_version: int,
    campaigns: Sequence[int],
    by: ChangedBy,
    year: int,
) -> Inspection:
    """The visit's record; the same instance a second time gives the record of the first."""
    present = by_instance(session, instance)
    if present is not None:
        return present
    row = Inspection(
        number=next_number(session, "inspection", year),
        instance=instance,
        entity_id=visit.entity_id,
        unit_id=by.unit_id,
        kind=visit.kind,
        day=visit.day,
        people=visit.people,
        outcome=visit.outcome,
        note=visit.note,
        answers=visit.answers,
        form_version=form_version,
        recorded_by=by.person_id,
        recorded_at=by.at,
    )
    session.add(row)
    session.flush()
    session.add_all(InspectionCampaign(inspection_id=row.id, campaign_id=campaign) for campaign in campaigns)
    _write_parts(session, row.id, visit)
    audit_rows.note(session, by, "inspection.record", "inspection", row.id, after=_facts(session, row))
    return row


def correct(
    session: Session, row: Inspection, visit: NewInspection, reason: str, instance: str, by: ChangedBy
) -> Facts | None:
    """更正: writes the new facts, keeps what changed (key → [old, new]) with the reason; None where nothing differs.

    A visit that was to another entity counts for the unit in which it is corrected: that in charge of this one.
    """
    before, answered = _facts(session, row), row.answers
    if visit.entity_id != row.entity_id:
        row.unit_id = by.unit_id
    row.entity_id, row.kind, row.day, row.people = visit.entity_id, visit.kind, visit.day, visit.people
    row.outcome, row.note, row.answers = visit.outcome, visit.note, visit.answers
    _write_parts(session, row.id, visit)
    after = _facts(session, row)
    if before == after and answered == visit.answers:
        return None
    return note_correction(session, CorrectedRecord("inspection", row.id), before, after, reason, instance, by)


def void(session: Session, row: Inspection, reason: str, instance: str, by: ChangedBy) -> None:
    """作废: the record stays and no longer counts."""
    row.voided_at, row.void_reason = by.at, reason
    note_void(session, CorrectedRecord("inspection", row.id), reason, instance, by)


def photos_of_finding(row: Inspection, of: Finding) -> list[str]:
    """The SHA-256 of each photo that was sent with 不符合; an imported visit has none."""
    checklists = [marks for key, marks in row.answers.items() if key.startswith("checklist_")]
    marks = (marks.get(of.item) for marks in checklists if isinstance(marks, Mapping))
    return [photo for mark in marks if is_mark(mark) for photo in mark["photos"]]


def _write_parts(session: Session, inspection_id: int, visit: NewInspection) -> None:
    """Tags, colleagues and findings as they are now; a finding that is taken back keeps its row, cleared."""
    for table in (InspectionTag, InspectionPerson):
        session.execute(delete(table).where(col(table.inspection_id) == inspection_id))
    session.flush()
    session.add_all(InspectionTag(inspection_id=inspection_id, tag=tag) for tag in visit.tags)
    session.add_all(
        InspectionPerson(inspection_id=inspection_id, person_id=colleague) for colleague in visit.colleagues
    )
    present = session.exec(select(Finding).where(col(Finding.inspection_id) == inspection_id))
    rows = {row.item: row for row in present}
    for row in rows.values():
        row.cleared = True
    for item, words, note in visit.findings:
        row = rows.get(item) or Finding(inspection_id=inspection_id, item=item, words=words)
        row.words, row.note, row.cleared = words, note, False
        session.add(row)
    session.flush()


def _facts(session: Session, row: Inspection) -> Facts:
    """What an audit row and a correction compare."""
    tags = session.exec(select(InspectionTag.tag).where(col(InspectionTag.inspection_id) == row.id))
    people = session.exec(select(InspectionPerson.person_id).where(col(InspectionPerson.inspection_id) == row.id))
    return {
        "number": row.number,
        "entity_id": row.entity_id,
        "unit_id": row.unit_id,
        "kind": row.kind,
        "day": row.day.isoformat(),
        "people": row.people,
        "outcome": row.outcome,
        "note": row.note,
        "tags": sorted(tags),
        "colleagues": sorted(people),
        "findings": [[item.item, item.note] for item in findings(session, row.id)],
    }


def findings(session: Session, inspection_id: int) -> list[Finding]:
    """What was found 不符合, as it stands after every correction."""
    return _findings(session, [inspection_id])


def _findings(session: Session, inspection_ids: Sequence[int]) -> list[Finding]:
    query = select(Finding).where(col(Finding.inspection_id).in_(inspection_ids), ~col(Finding.cleared))
    return list(session.exec(query.order_by(col(Finding.id))))


def finding(session: Session, finding_id: int) -> Finding | None:
    return session.get(Finding, finding_id)


def by_instance(session: Session, instance: str) -> Inspection | None:
    return session.exec(select(Inspection).where(col(Inspection.instance) == instance)).first()


def one_of(session: Session, inspection_id: int, person_id: int) -> Inspection | None:
    """A person's own record."""
    row = session.get(Inspection, inspection_id)
    return row if row and row.recorded_by == person_id else None


@dataclass(frozen=True)
class ListedInspection:
    """One visit in a list."""

    id: int
    number: str
    day: date
    unit: str
    entity_id: int
    entity: str
    entity_kind: str
    kind: str
    people: int
    outcome: str
    note: str
    recorded_by: str
    voided: bool
    has_checklist: bool
    tags: tuple[str, ...] = ()
    bad_items: tuple[str, ...] = ()


def recorded_between(session: Session, person_id: int, begin: Any, end: Any) -> list[ListedInspection]:
    """One's own records by the moment of entry: “我今天的记录”."""
    return _lines(
        session,
        col(Inspection.recorded_by) == person_id,
        col(Inspection.recorded_at) >= begin,
        col(Inspection.recorded_at) < end,
    )


def visits(
    session: Session,
    campaign_id: int,
    inside: ColumnElement[bool],
    first: date,
    last: date,
    entity_kind: str | None = None,
) -> list[ListedInspection]:
    """Valid visits of a campaign by the units that meet a condition, on the days first … last, by day."""
    conditions = [
        col(Inspection.id).in_(
            select(InspectionCampaign.inspection_id).where(col(InspectionCampaign.campaign_id) == campaign_id)
        ),
        inside,
        col(Inspection.day) >= first,
        col(Inspection.day) <= last,
        col(Inspection.voided_at).is_(None),
    ]
    if entity_kind is not None:
        conditions.append(col(Entity.kind) == entity_kind)
    return _lines(session, *conditions)


def of_entity(session: Session, entity_id: int) -> list[ListedInspection]:
    """Every valid visit to an entity, by day."""
    return _lines(session, col(Inspection.entity_id) == entity_id, col(Inspection.voided_at).is_(None))


def _lines(session: Session, *conditions: Any) -> list[ListedInspection]:
    rows = session.execute(
        select(Inspection, Unit.name, Entity.name, Entity.kind, Person.name)  # type: ignore[call-overload]
        .join(Unit, col(Unit.id) == col(Inspection.unit_id))
        .join(Entity, col(Entity.id) == col(Inspection.entity_id))
        .join(Person, col(Person.id) == col(Inspection.recorded_by))
        .where(*conditions)
        .order_by(col(Inspection.day), col(Inspection.id))
    ).all()
    ids = [row.id for row, *_ in rows]
    tags: dict[int, list[str]] = {}
    for tag in session.exec(select(InspectionTag).where(col(InspectionTag.inspection_id).in_(ids))):
        tags.setdefault(tag.inspection_id, []).append(tag.tag)
    bad: dict[int, list[str]] = {}
    for finding in _findings(session, ids):
        bad.setdefault(finding.inspection_id, []).append(finding.note or finding.words)
    return [
        ListedInspection(
            id=row.id,
            number=row.number,
            day=row.day,
            unit=unit,
            entity_id=row.entity_id,
            entity=entity,
            entity_kind=kind,
            kind=row.kind,
            people=row.people,
            outcome=row.outcome,
            note=row.note,
            recorded_by=officer,
            voided=row.voided_at is not None,
            has_checklist=any(key.startswith("checklist_") and value for key, value in row.answers.items()),
            tags=tuple(sorted(tags.get(row.id, []))),
            bad_items=tuple(bad.get(row.id, [])),
        )
        for row, unit, entity, kind, officer in rows
    ]

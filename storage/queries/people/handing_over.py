"""Handing over unfinished work: the records that a person looks after, and the enterprises in that person's charge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from records.noun import Noun
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.open_records import nouns_with_unfinished, unfinished
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import EntityOfficer, EntityPlace, Unit
from storage.tables.noun_tables import table_of

Rows = Sequence[tuple[int, int]]
"""(id, unit)."""


@dataclass(frozen=True)
class WorkLeft:
    """A person's unfinished work in one unit; `records` are the ids by noun, of the nouns of which there are any."""

    unit_id: int
    unit: str
    path: str
    records: Mapping[str, tuple[int, ...]]
    entities: tuple[int, ...]


def left_behind(session: Session, person_id: int, scope: Scope, today: date) -> list[WorkLeft]:
    """By unit, those of a scope."""
    records = {noun.key: _looked_after(session, noun, officer, person_id, scope) for noun, officer in _with_officer()}
    entities = session.exec(
        select(EntityOfficer.entity_id, EntityPlace.unit_id)
        .join(EntityPlace, col(EntityPlace.entity_id) == col(EntityOfficer.entity_id))
        .join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
        .where(
            col(EntityOfficer.person_id) == person_id,
            *holding(EntityOfficer, today),
            *holding(EntityPlace, today),
            below(*scope),
        )
    ).all()
    works = []
    for unit_id in sorted({unit for rows in (*records.values(), entities) for _, unit in rows}):
        unit = session.get_one(Unit, unit_id)
        theirs = {noun: ids for noun, rows in records.items() if (ids := _of_unit(rows, unit_id))}
        works.append(WorkLeft(unit_id, unit.name, unit.path, theirs, _of_unit(entities, unit_id)))
    return works


def _with_officer() -> list[tuple[Noun, str]]:
    """The nouns whose records somebody looks after, and the column that says who."""
    declared = [(noun, noun.unfinished) for noun in nouns_with_unfinished()]
    return [(noun, stated.officer) for noun, stated in declared if stated is not None and stated.officer]


def _looked_after(session: Session, noun: Noun, officer: str, person_id: int, scope: Scope) -> Rows:
    """(id, unit) of the noun's records that a person looks after."""
    table = table_of(noun)
    query = select(table.id, table.unit_id).join(Unit, col(Unit.id) == table.unit_id)
    return session.exec(query.where(getattr(table, officer) == person_id, *unfinished(noun), below(*scope))).all()


def _of_unit(rows: Rows, unit_id: int) -> tuple[int, ...]:
    return tuple(record_id for record_id, where in rows if where == unit_id)


def hand_over(session: Session, work: WorkLeft, from_id: int, to_id: int, today: date, by: ChangedBy) -> None:
    """Another officer looks after all of it from today on."""
    before, after = {"officer_id": from_id}, {"officer_id": to_id, "day": today.isoformat()}
    for noun, officer in _with_officer():
        table = table_of(noun)
        for record in session.exec(select(table).where(table.id.in_(work.records.get(noun.key, ())))):
            setattr(record, officer, to_id)
            if hasattr(record, "revision"):
                record.revision += 1  # buttons of before are out of date
            audit_rows.note(session, by, f"{noun.key}.hand_over", noun.key, record.id, before, after)
    held = select(EntityOfficer).where(
        col(EntityOfficer.person_id) == from_id,
        col(EntityOfficer.entity_id).in_(work.entities),
        *holding(EntityOfficer, today),
    )
    for row in session.exec(held).all():
        if row.valid_from < today:
            row.valid_to = today - timedelta(days=1)
            session.add(EntityOfficer(entity_id=row.entity_id, person_id=to_id, valid_from=today))
        else:
            row.person_id = to_id
        audit_rows.note(
            session, by, "entity.officer", "entity", row.entity_id, {"officer_id": from_id}, {"officer_id": to_id}
        )
    session.flush()

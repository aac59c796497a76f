"""Handing over unfinished work: a person's open risk items and the enterprises in that person's charge."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.records import risk_items
from storage.tables import EntityOfficer, EntityPlace, RiskItem, Unit


@dataclass(frozen=True)
class WorkLeft:
    """A person's unfinished work in one unit."""

    unit_id: int
    unit: str
    path: str
    risk_items: tuple[int, ...]
    entities: tuple[int, ...]


def left_behind(session: Session, person_id: int, scope: Scope, today: date) -> list[WorkLeft]:
    """By unit, those of a scope."""
    items = session.exec(
        select(RiskItem.id, RiskItem.unit_id)
        .join(Unit, col(Unit.id) == col(RiskItem.unit_id))
        .where(col(RiskItem.officer_id) == person_id, col(RiskItem.state).in_(("open", "rectified")), below(*scope))
    ).all()
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
    for unit_id in sorted({unit for _, unit in (*items, *entities)}):
        unit = session.get_one(Unit, unit_id)
        theirs = tuple(tuple(record_id for record_id, where in rows if where == unit_id) for rows in (items, entities))
        works.append(WorkLeft(unit_id, unit.name, unit.path, *theirs))
    return works


def hand_over(session: Session, work: WorkLeft, from_id: int, to_id: int, today: date, by: ChangedBy) -> None:
    """Another officer looks after all of it from today on."""
    for item in session.exec(select(RiskItem).where(col(RiskItem.id).in_(work.risk_items))):
        item.officer_id = to_id
        item.revision += 1
        before, after = {"officer_id": from_id}, {"officer_id": to_id, "day": today.isoformat()}
        audit_rows.note(session, by, risk_items.HANDED_OVER, "risk_item", item.id, before, after)
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

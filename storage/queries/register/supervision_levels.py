"""Supervision levels of many entities: what a yearly re-grading looks at, and what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import AuditedChange, ChangedBy
from storage.queries.ground.dated_rows import A_DAY, holding
from storage.queries.ground.unit_paths import below
from storage.queries.register.pauses import in_business
from storage.tables import EnforcementCase, Entity, EntityLevel, EntityPlace, Inspection, RiskItem, Unit
from storage.tables import Finding as Found


@dataclass(frozen=True)
class GradedEntity:
    """An entity with its present level under a scheme, and what happened there since a day."""

    id: int
    name: str
    kind: str
    credit_code: str
    unit: str
    level: str
    visits: int
    findings: int
    overdue: int
    cases: int
    published_on: date | None = None


def graded(
    session: Session, path: str, scheme: str, kinds: Sequence[str], since: date, today: date
) -> list[GradedEntity]:
    """Every entity in business in a scope that day, of these kinds (or all), by unit and name."""
    ids = select(col(EntityPlace.entity_id)).join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
    here = ids.where(below(path), *holding(EntityPlace, today))
    visits = _counted(session, Inspection, here, col(Inspection.day) >= since, col(Inspection.voided_at).is_(None))
    findings = _findings(session, here, since)
    late = (col(RiskItem.state) == "open", col(RiskItem.due) < today)
    overdue = _counted(session, RiskItem, here, *late)
    cases = _counted(session, EnforcementCase, here, col(EnforcementCase.filed_on) >= since)
    conditions = [in_business(today), *([col(Entity.kind).in_(kinds)] if kinds else [])]
    level = (col(EntityLevel.entity_id) == col(Entity.id), col(EntityLevel.scheme) == scheme)
    rows = session.execute(
        select(Entity, col(Unit.name), EntityLevel)
        .join(EntityPlace, and_(col(EntityPlace.entity_id) == col(Entity.id), *holding(EntityPlace, today)))
        .join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
        .outerjoin(EntityLevel, and_(*level, *holding(EntityLevel, today)))
        .where(below(path), *conditions)
        .order_by(col(Unit.path), col(Entity.name), col(Entity.id))
    )
    return [
        GradedEntity(
            entity.id,
            entity.name,
            entity.kind,
            entity.credit_code or "",
            unit,
            level.level if level else "",
            visits.get(entity.id, 0),
            findings.get(entity.id, 0),
            overdue.get(entity.id, 0),
            cases.get(entity.id, 0),
            level.published_on if level else None,
        )
        for entity, unit, level in rows
    ]


def _counted(session: Session, table: Any, here: Any, *conditions: Any) -> dict[int, int]:
    query = select(table.entity_id, func.count()).where(col(table.entity_id).in_(here), *conditions)
    rows: Any = session.execute(query.group_by(table.entity_id)).all()
    return dict(rows)


def _findings(session: Session, here: Any, since: date) -> dict[int, int]:
    """What was found 不符合, item by item."""
    query = select(col(Inspection.entity_id), func.count()).join(Found, col(Found.inspection_id) == col(Inspection.id))
    valid = (col(Inspection.day) >= since, col(Inspection.voided_at).is_(None), ~col(Found.cleared))
    query = query.where(col(Inspection.entity_id).in_(here), *valid).group_by(col(Inspection.entity_id))
    rows: Any = session.execute(query).all()
    return dict(rows)


# --- publication ---------------------------------------------------------------------------------------


def publish(session: Session, path: str, scheme: str, day: date, by: ChangedBy) -> int:
    """Marks the levels not published yet this year as published; one from an earlier year is confirmed anew."""
    places = select(col(EntityPlace.entity_id)).join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
    here = places.where(below(path), *holding(EntityPlace, day))
    rows = session.execute(
        select(EntityLevel)
        .join(Entity, col(Entity.id) == col(EntityLevel.entity_id))
        .where(
            col(EntityLevel.scheme) == scheme,
            col(EntityLevel.entity_id).in_(here),
            in_business(day),
            *holding(EntityLevel, day),
        )
    ).scalars()
    due = [row for row in rows if row.published_on is None or row.published_on.year < day.year]
    for row in due:
        _publish_one(session, row, day)
    session.flush()
    values = {"scheme": scheme, "day": day.isoformat()}
    audit_rows.note_many(
        session,
        by,
        [AuditedChange("entity.publish", "entity", row.entity_id, None, {**values, "level": row.level}) for row in due],
    )
    return len(due)


def _publish_one(session: Session, row: EntityLevel, day: date) -> None:
    if row.published_on is None or row.valid_from == day:
        row.published_on = day
        return
    again = EntityLevel(
        entity_id=row.entity_id, scheme=row.scheme, level=row.level, valid_from=day, valid_to=row.valid_to,
        reason=row.reason, published_on=day,
    )  # fmt: skip
    row.valid_to = day - A_DAY
    session.add(again)

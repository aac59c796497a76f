"""The register of supervised entities (监管对象): finding one, and what a form needs to know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.register.pauses import in_business
from storage.queries.register.search_index import index
from storage.tables import Entity, EntityLevel, EntityPlace, EntityTag, Inspection, Unit


@dataclass(frozen=True)
class ListedEntity:
    """An entity as it is shown in a list: name, kind, supervision levels (of each scheme), tags in force."""

    id: int
    name: str
    kind: str
    levels: Mapping[str, str]
    tags: tuple[str, ...]
    provisional: bool
    status: str = "active"


def unit_of(session: Session, entity_id: int, today: date) -> int | None:
    """In whose territory an entity lies today."""
    placed = select(EntityPlace.unit_id).where(col(EntityPlace.entity_id) == entity_id, *holding(EntityPlace, today))
    return session.exec(placed).first()


def in_scope(paths: Scope, today: date) -> Any:
    """The condition that an entity lies in the territory of one of these units or of one below them."""
    placed = select(EntityPlace.entity_id).join(Unit).where(below(*paths), *holding(EntityPlace, today))
    return col(Entity.id).in_(placed)


def lies_below(entity_id: Any, paths: Scope, today: date) -> Any:
    """The same of one entity after the other: where few of many are asked, however large the scope."""
    return exists().where(
        col(EntityPlace.entity_id) == entity_id,
        col(EntityPlace.unit_id) == col(Unit.id),
        below(*paths),
        *holding(EntityPlace, today),
    )


def named(session: Session, name: str) -> Entity | None:
    """The active entity of exactly this name; None as well when several bear it."""
    rows = session.exec(select(Entity).where(col(Entity.status) == "active", col(Entity.name) == name).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def recent(session: Session, person_id: int, paths: Scope, today: date, most: int = 4) -> list[ListedEntity]:
    """The active entities that this person visited last."""
    visited = session.exec(
        select(Inspection.entity_id)
        .join(Entity, and_(col(Entity.id) == col(Inspection.entity_id)))
        .where(
            col(Inspection.recorded_by) == person_id,
            col(Inspection.voided_at).is_(None),
            col(Entity.status) == "active",
            lies_below(Entity.id, paths, today),
        )
        .group_by(col(Inspection.entity_id))
        .order_by(func.max(Inspection.id).desc())
        .limit(most)
    ).all()
    return by_ids(session, visited, today)


def by_ids(session: Session, ids: Iterable[int], today: date) -> list[ListedEntity]:
    """In the order of the ids."""
    ids = list(ids)
    pages = (session.exec(select(Entity).where(col(Entity.id).in_(some))) for some in chunks(ids))
    rows = {row.id: row for some in pages for row in some}
    return _described(session, [rows[entity_id] for entity_id in ids if entity_id in rows], today)


def current_id(session: Session, entity_id: int) -> int:
    """The entity that stands for this one today: itself, or the one that it was merged into."""
    merged_into = session.exec(select(Entity.merged_into).where(col(Entity.id) == entity_id)).first()
    return merged_into or entity_id


def entity_in_scope(session: Session, entity_id: int, path: str, today: date) -> ListedEntity | None:
    """Of one that was merged into another, that one: old buttons still name it."""
    current = current_id(session, entity_id)
    row = session.exec(select(Entity).where(col(Entity.id) == current, lies_below(Entity.id, (path,), today))).first()
    return _described(session, [row], today)[0] if row else None


def _described(session: Session, rows: Iterable[Entity], today: date) -> list[ListedEntity]:
    rows = list(rows)
    tags: dict[int, list[str]] = {}
    levels: dict[int, dict[str, str]] = {}
    for ids in chunks(row.id for row in rows):
        for tag in session.exec(select(EntityTag).where(col(EntityTag.entity_id).in_(ids), *holding(EntityTag, today))):
            tags.setdefault(tag.entity_id, []).append(tag.tag)
        level = select(EntityLevel).where(col(EntityLevel.entity_id).in_(ids), *holding(EntityLevel, today))
        for graded in session.exec(level):
            levels.setdefault(graded.entity_id, {})[graded.scheme] = graded.level
    return [
        ListedEntity(
            row.id,
            row.name,
            row.kind,
            levels.get(row.id, {}),
            tuple(tags.get(row.id, [])),
            row.provisional,
            row.status,
        )
        for row in rows
    ]


def register_provisionally(session: Session, name: str, kind: str, today: date, by: ChangedBy) -> Entity:
    """An entity that an officer met and did not find in the register; an administrator merges it later."""
    entity = Entity(name=name, kind=kind, provisional=True)
    session.add(entity)
    session.flush()
    session.add(EntityPlace(entity_id=entity.id, unit_id=by.unit_id, valid_from=today))
    index(session, [entity.id])
    audit_rows.note(session, by, "entity.register", "entity", entity.id, after={"name": name, "kind": kind})
    return entity


def last_visit(session: Session, entity_id: int) -> Inspection | None:
    return session.exec(
        select(Inspection)
        .where(col(Inspection.entity_id) == entity_id, col(Inspection.voided_at).is_(None))
        .order_by(col(Inspection.day).desc(), col(Inspection.id).desc())
        .limit(1)
    ).first()


def unvisited(session: Session, path: str, kind: str, since: date, today: date) -> list[ListedEntity]:
    """Entities of a scope and kind, in business on that day, that nobody has visited since another one, by name."""
    visited = select(Inspection.entity_id).where(
        col(Inspection.day) >= since, col(Inspection.day) <= today, col(Inspection.voided_at).is_(None)
    )
    rows = session.exec(
        select(Entity)
        .where(
            col(Entity.kind) == kind,
            in_business(today),
            col(Entity.id).not_in(visited),
            in_scope((path,), today),
        )
        .order_by(col(Entity.name))
    ).all()
    return _described(session, rows, today)

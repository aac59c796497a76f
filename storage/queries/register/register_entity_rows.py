"""The register: entities put in, one by one or many at once, and what is changed about one of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from storage.json_values import Facts
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.register import search_index
from storage.tables import Entity, EntityLevel, EntityPlace, EntityTag


@dataclass(frozen=True)
class RegisterEntry:
    """One line of a register."""

    name: str
    kind: str
    unit_id: int
    """The unit in whose territory the entity lies."""
    credit_code: str | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()


def add(session: Session, entries: Sequence[RegisterEntry], scheme: str, since: date) -> list[int]:
    """Their ids, in the order of the entries; levels are those of one scheme (三级制, 四级制)."""
    rows = [Entity(name=entry.name, kind=entry.kind, credit_code=entry.credit_code) for entry in entries]
    session.add_all(rows)
    session.flush()
    ids = [row.id for row in rows]
    _add_parts(session, list(zip(ids, entries, strict=True)), scheme, since)
    search_index.index(session, ids)
    return ids


def _add_parts(session: Session, entries: list[tuple[int, RegisterEntry]], scheme: str, since: date) -> None:
    """As plain rows: a register has thousands of tags, and nobody needs them as objects here."""
    places = [{"entity_id": entity_id, "unit_id": entry.unit_id} for entity_id, entry in entries]
    levels = [
        {"entity_id": entity_id, "scheme": scheme, "level": entry.level} for entity_id, entry in entries if entry.level
    ]
    tags = [{"entity_id": entity_id, "tag": tag} for entity_id, entry in entries for tag in entry.tags]
    for table, parts in ((EntityPlace, places), (EntityLevel, levels), (EntityTag, tags)):
        if parts:
            session.execute(insert(table), [{**part, "valid_from": since} for part in parts])


# --- one entity ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntityFacts:
    """What the register says of an entity, but for what moves over time."""

    name: str
    kind: str
    credit_code: str | None = None
    address: str = ""
    grade: str | None = None
    ways: tuple[str, ...] = ()
    device_classes: tuple[str, ...] = ()


def register(session: Session, facts: EntityFacts, unit_id: int, today: date, by: ChangedBy, instance: str) -> Entity:
    entity = Entity(**_columns(facts))
    session.add(entity)
    session.flush()
    session.add(EntityPlace(entity_id=entity.id, unit_id=unit_id, valid_from=today))
    search_index.index(session, [entity.id])
    note(session, by, "register", entity.id, after={**_columns(facts), "unit_id": unit_id}, instance=instance)
    return entity


def edit(session: Session, entity: Entity, facts: EntityFacts, by: ChangedBy, instance: str) -> list[str]:
    """The names of the columns that changed; a provisional entity that somebody completed is one no longer."""
    wanted = {**_columns(facts), "provisional": False}
    before = {name: getattr(entity, name) for name in wanted}
    changed = [name for name, value in wanted.items() if before[name] != value]
    for name in changed:
        setattr(entity, name, wanted[name])
    if changed:
        search_index.index(session, [entity.id])
        was, now = ({name: facts[name] for name in changed} for facts in (before, wanted))
        note(session, by, "edit", entity.id, was, now, instance)
    return changed


def _columns(facts: EntityFacts) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(facts).items()}


def taken(session: Session, credit_code: str, besides: int = 0) -> Entity | None:
    """Another entity that bears this credit code."""
    same = (col(Entity.credit_code) == credit_code, col(Entity.id) != besides)
    return session.exec(select(Entity).where(*same)).first()


def namesake(session: Session, name: str, unit_id: int) -> Entity | None:
    """An entity of just this name in just this territory."""
    here = select(EntityPlace.entity_id).where(col(EntityPlace.unit_id) == unit_id, col(EntityPlace.valid_to).is_(None))
    same = (col(Entity.name) == name, col(Entity.status) != "merged", col(Entity.id).in_(here))
    return session.exec(select(Entity).where(*same).limit(1)).first()


def set_spot(session: Session, entity: Entity, latitude: float, longitude: float, by: ChangedBy, instance: str) -> None:
    before = {"latitude": entity.latitude, "longitude": entity.longitude}
    entity.latitude, entity.longitude = latitude, longitude
    session.flush()
    note(session, by, "spot", entity.id, before, {"latitude": latitude, "longitude": longitude}, instance)


# --- what every change leaves behind -------------------------------------------------------------------


def note(
    session: Session,
    by: ChangedBy,
    what: str,
    entity_id: int,
    before: Facts | None = None,
    after: Facts | None = None,
    instance: str = "",
    personal: audit_rows.PersonalData | None = None,
) -> None:
    """An audit row; it keeps the instance of the form that it came by."""
    after = {**(after or {}), **({"instance": instance} if instance else {})}
    audit_rows.note(session, by, f"entity.{what}", "entity", entity_id, before, after, personal)

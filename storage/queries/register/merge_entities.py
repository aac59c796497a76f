"""Provisional entities (待核实): which there are, and merging one into the entity of the register that it is."""

from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from records.all_nouns import all_nouns
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.counting_records import counted_at, of_noun
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope
from storage.queries.register import pauses, search_index
from storage.queries.register.entities import ListedEntity, by_ids, lies_below
from storage.tables import (
    Entity,
    EntityContact,
    EntityTag,
    Invitation,
    Licence,
    Membership,
)
from storage.tables.noun_tables import table_of

MOVED = (EntityContact, Membership, Invitation)
"""Beside the records of every noun that is declared to go along."""
TAKEN_OVER = ("credit_code", "address", "grade")
"""What the register does not know of its entity, but of the provisional one."""


def provisionals(session: Session, paths: Scope, today: date, most: int | None = None) -> list[ListedEntity]:
    """Those of some scopes, the oldest first."""
    waiting = select(Entity.id).where(
        col(Entity.provisional), col(Entity.status) == "active", lies_below(col(Entity.id), paths, today)
    )
    return by_ids(session, session.exec(waiting.order_by(col(Entity.id)).limit(most)), today)


def behind(session: Session, entity_id: int) -> dict[str, int]:
    """By noun: how many records go along with an entity, void ones too."""
    counted = counted_at(session, entity_id, of_noun)
    return {key: count for key, count in counted.items() if all_nouns()[key].merged}


def may_merge(source: Entity, target: Entity) -> bool:
    """A provisional one into one of the register that is itself still there."""
    return (
        source.provisional
        and source.status == "active"
        and not target.provisional
        and target.status != "merged"
        and source.id != target.id
    )


def merge(session: Session, source: Entity, target: Entity, today: date, by: ChangedBy) -> dict[str, int]:
    """Moves everything; the old name and number lead to the target from now on. Returns how much of what was moved."""
    moved = {str(table.__tablename__): _move(session, table, source.id, target.id) for table in _moved()}
    _move_licences(session, source.id, target.id)
    _move_tags(session, source.id, target.id, today)
    pauses.pass_on(session, source.id, target.id)
    session.execute(update(Entity).where(col(Entity.merged_into) == source.id).values(merged_into=target.id))
    _take_over(session, source, target)
    source.status, source.merged_into = "merged", target.id
    search_index.index(session, [source.id, target.id])
    after = {
        "status": "merged",
        "merged_into": target.id,
        "moved": {name: count for name, count in moved.items() if count},
    }
    audit_rows.note(session, by, "entity.merge", "entity", source.id, before={"status": "active"}, after=after)
    return moved


def _moved() -> list[Any]:
    tables = dict.fromkeys(table_of(noun) for noun in all_nouns().values() if noun.merged)
    return [*tables, *MOVED]


def _move(session: Session, table: Any, source: int, target: int) -> int:
    done: Any = session.execute(update(table).where(col(table.entity_id) == source).values(entity_id=target))
    return int(done.rowcount)


def _move_licences(session: Session, source: int, target: int) -> None:
    """One that the target has too stays where it is: it says the same."""
    there = select(Licence.number_key).where(col(Licence.entity_id) == target)
    new = (col(Licence.entity_id) == source, col(Licence.number_key).not_in(session.exec(there).all()))
    session.execute(update(Licence).where(*new).values(entity_id=target))


def _move_tags(session: Session, source: int, target: int, today: date) -> None:
    there = select(EntityTag.tag).where(col(EntityTag.entity_id) == target, *holding(EntityTag, today))
    new = (col(EntityTag.entity_id) == source, col(EntityTag.tag).not_in(session.exec(there).all()))
    session.execute(update(EntityTag).where(*new).values(entity_id=target))


def _take_over(session: Session, source: Entity, target: Entity) -> None:
    facts = {name: getattr(source, name) for name in TAKEN_OVER if getattr(source, name) and not getattr(target, name)}
    source.credit_code = None if "credit_code" in facts else source.credit_code
    session.flush()  # a credit code is one entity's only
    for name, value in facts.items():
        setattr(target, name, value)
    if target.latitude is None:
        target.latitude, target.longitude = source.latitude, source.longitude

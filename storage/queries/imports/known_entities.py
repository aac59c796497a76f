"""What the register says so far of the entities that a batch of rows speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import is_below
from storage.queries.imports.entity_matching import EntityIdentifiers, KnownEntity, RegisterPart
from storage.queries.imports.import_context import ImportContext
from storage.tables import Entity, EntityPlace, Licence, Unit


def load(session: Session, context: ImportContext, asked: Sequence[EntityIdentifiers]) -> RegisterPart:
    names, codes, refs = (
        {value for identifiers in asked if (value := getattr(identifiers, key))} for key in ("name", "code", "ref")
    )
    numbers = {number for identifiers in asked for number in identifiers.licences}
    holders: dict[int, list[str]] = {}
    for number, entity_id in _licences(session, numbers):
        holders.setdefault(entity_id, []).append(number)
    register = RegisterPart()
    columns = ((Entity.name, names), (Entity.credit_code, codes), (Entity.external_ref, refs), (Entity.id, holders))
    wanted = [col(column).in_(values) for column, values in columns if values]
    for known in _known(session, context, or_(*wanted)) if wanted else ():
        register.add(known)
        for number in holders.get(known.id, []):
            register.by_licence.setdefault(number, []).append(known)
    for brought in context.entities_brought(names, codes, refs):
        register.add(brought)
    return register


def _licences(session: Session, numbers: Iterable[str]) -> Iterable[Any]:
    numbers = list(numbers)
    if not numbers:
        return []
    held = select(Licence.number_key, Licence.entity_id).where(col(Licence.number_key).in_(numbers))
    return session.execute(held)


def _known(session: Session, context: ImportContext, wanted: Any) -> Iterator[KnownEntity]:
    """With the entities into which some of them were merged: those answer to the old name and code."""
    placed = _placed(session, context, wanted)
    heirs = {entity.merged_into for entity, *_ in placed if entity.merged_into}
    by_id = {entity.id: (entity, *rest) for entity, *rest in _placed(session, context, col(Entity.id).in_(heirs))}
    for said, *rest in placed:
        entity, place, path = by_id.get(said.merged_into or 0, (said, *rest))
        yield KnownEntity(
            entity.id, said.name, entity.kind, said.credit_code, said.external_ref,
            place.unit_id if place else None, bool(path and is_below(path, *context.scope)), entity, place,
        )  # fmt: skip


def _placed(session: Session, context: ImportContext, wanted: Any) -> list[Any]:
    here = and_(col(EntityPlace.entity_id) == col(Entity.id), *holding(EntityPlace, context.today))
    return list(
        session.execute(
            select(Entity, EntityPlace, Unit.path)
            .join(EntityPlace, here, isouter=True)
            .join(Unit, col(Unit.id) == col(EntityPlace.unit_id), isouter=True)
            .where(wanted)
        )
    )

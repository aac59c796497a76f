"""What a loaded register says of its entities beside name and place: many at once, each from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, update
from sqlmodel import Session, SQLModel, col

from storage.queries.ground.bulk_rows import Row
from storage.queries.register import search_index
from storage.search.comparable import code_key
from storage.tables import Entity, EntityContact, EntityLevel, EntityOfficer, Licence


@dataclass(frozen=True)
class LicenceDetails:
    """A licence or filing."""

    kind: str
    number: str
    issued_on: date
    valid_until: date | None = None


@dataclass(frozen=True)
class LevelHeld:
    level: str
    valid_from: date
    valid_to: date | None = None
    published_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class EntityDetails:
    """Of one entity. `levels` are its whole history under the scheme."""

    entity_id: int
    address: str
    grade: str | None
    ways: tuple[str, ...]
    device_classes: tuple[str, ...]
    papers: tuple[LicenceDetails, ...]
    levels: tuple[LevelHeld, ...]
    contact: Mapping[str, str]
    """`name`, `post` and `phone`."""
    officer_id: int | None = None
    spot: tuple[float, float] | None = None
    """Latitude and longitude."""


def describe(session: Session, details: Sequence[EntityDetails], scheme: str, since: date) -> None:
    """The facts of each, and its rows anew; levels that were there before give way."""
    ids = [entity.entity_id for entity in details]
    session.execute(update(Entity), [_facts(entity) for entity in details])
    session.execute(delete(EntityLevel).where(col(EntityLevel.entity_id).in_(ids), col(EntityLevel.scheme) == scheme))
    rows: dict[type[SQLModel], list[Row]] = {
        EntityLevel: [
            {"entity_id": entity.entity_id, "scheme": scheme, **vars(held)}
            for entity in details
            for held in entity.levels
        ],
        Licence: [
            {"entity_id": entity.entity_id, "number_key": code_key(paper.number), **vars(paper)}
            for entity in details
            for paper in entity.papers
        ],
        EntityContact: [{"entity_id": entity.entity_id, "valid_from": since, **entity.contact} for entity in details],
        EntityOfficer: [
            {"entity_id": entity.entity_id, "person_id": entity.officer_id, "valid_from": since}
            for entity in details
            if entity.officer_id is not None
        ],
    }
    for table, several in rows.items():
        if several:
            session.execute(insert(table), several)
    search_index.index(session, ids)


def _facts(details: EntityDetails) -> Row:
    latitude, longitude = details.spot or (None, None)
    values = {"id": details.entity_id, "address": details.address, "grade": details.grade}
    values |= {"latitude": latitude, "longitude": longitude}
    return {**values, "ways": list(details.ways), "device_classes": list(details.device_classes)}

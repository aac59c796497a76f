"""What the register holds of the entities that a batch changes, everything dated included."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from storage.queries.ground.bulk_rows import table_of
from storage.tables import EntityContact, EntityLevel, EntityOfficer, EntityPause, EntityPlace, EntityTag, Licence


@dataclass
class EntityHistory:
    """Of one entity; every list holds all rows there ever were, as plain rows of their tables."""

    places: list[Any] = field(default_factory=list)
    levels: list[Any] = field(default_factory=list)
    tags: list[Any] = field(default_factory=list)
    officers: list[Any] = field(default_factory=list)
    contacts: list[Any] = field(default_factory=list)
    licences: list[Any] = field(default_factory=list)
    pauses: list[Any] = field(default_factory=list)


PARTS: Sequence[tuple[str, type[SQLModel]]] = (
    ("places", EntityPlace),
    ("levels", EntityLevel),
    ("tags", EntityTag),
    ("officers", EntityOfficer),
    ("contacts", EntityContact),
    ("licences", Licence),
    ("pauses", EntityPause),
)


def facts_of(session: Session, ids: Collection[int]) -> defaultdict[int, EntityHistory]:
    histories: defaultdict[int, EntityHistory] = defaultdict(EntityHistory)
    for name, table in PARTS if ids else ():
        plain = table_of(table)
        for row in session.execute(select(plain).where(plain.c.entity_id.in_(ids))):
            getattr(histories[row.entity_id], name).append(row)
    return histories

"""What the register holds of the entities that a batch changes, everything dated included."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from storage.tables import EntityContact, EntityLevel, EntityOfficer, EntityPlace, EntityTag, Licence


@dataclass
class Facts:
    """Of one entity; every list holds all rows there ever were."""

    places: list[EntityPlace] = field(default_factory=list)
    levels: list[EntityLevel] = field(default_factory=list)
    tags: list[EntityTag] = field(default_factory=list)
    officers: list[EntityOfficer] = field(default_factory=list)
    contacts: list[EntityContact] = field(default_factory=list)
    licences: list[Licence] = field(default_factory=list)


PARTS: Sequence[tuple[str, type[SQLModel]]] = (
    ("places", EntityPlace),
    ("levels", EntityLevel),
    ("tags", EntityTag),
    ("officers", EntityOfficer),
    ("contacts", EntityContact),
    ("licences", Licence),
)


def facts_of(session: Session, ids: Collection[int]) -> defaultdict[int, Facts]:
    found: defaultdict[int, Facts] = defaultdict(Facts)
    for name, table in PARTS if ids else ():
        column: Any = table.entity_id  # type: ignore[attr-defined]
        for row in session.exec(select(table).where(col(column).in_(ids))):
            getattr(found[row.entity_id], name).append(row)  # type: ignore[attr-defined]
    return found

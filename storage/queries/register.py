"""The register as it is loaded: many entities at once, each with its place, level and tags from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from storage.tables import Entity, EntityLevel, EntityPlace, EntityTag


@dataclass(frozen=True)
class Entry:
    """One line of a register."""

    name: str
    kind: str
    unit_id: int
    """Whose territory it lies in."""
    credit_code: str | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()


def add(session: Session, entries: Sequence[Entry], scheme: str, since: date) -> list[int]:
    """Their ids, in the order of the entries; levels are those of one scheme (三级制, 四级制)."""
    rows = [Entity(name=entry.name, kind=entry.kind, credit_code=entry.credit_code) for entry in entries]
    session.add_all(rows)
    session.flush()
    for row, entry in zip(rows, entries, strict=True):
        session.add(EntityPlace(entity_id=row.id, unit_id=entry.unit_id, valid_from=since))
        if entry.level is not None:
            session.add(EntityLevel(entity_id=row.id, scheme=scheme, level=entry.level, valid_from=since))
        session.add_all(EntityTag(entity_id=row.id, tag=tag, valid_from=since) for tag in entry.tags)
    session.flush()
    return [row.id for row in rows]

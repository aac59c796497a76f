"""The register as it is loaded: many entities at once, each with its place, level and tags from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session

from storage.queries.entity_index import index
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
    ids = [row.id for row in rows]
    _add_parts(session, list(zip(ids, entries, strict=True)), scheme, since)
    index(session, ids)
    return ids


def _add_parts(session: Session, entries: list[tuple[int, Entry]], scheme: str, since: date) -> None:
    """As plain rows: a register has thousands of tags, and nobody needs them as objects here."""
    places = [{"entity_id": one, "unit_id": entry.unit_id} for one, entry in entries]
    levels = [{"entity_id": one, "scheme": scheme, "level": entry.level} for one, entry in entries if entry.level]
    tags = [{"entity_id": one, "tag": tag} for one, entry in entries for tag in entry.tags]
    for table, parts in ((EntityPlace, places), (EntityLevel, levels), (EntityTag, tags)):
        if parts:
            session.execute(insert(table), [{**part, "valid_from": since} for part in parts])

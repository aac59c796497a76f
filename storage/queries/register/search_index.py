"""The index of the register. What writes an entity's name, code or licence calls `index` in the same transaction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.queries.ground import bulk_rows
from storage.search.index_entry import entry
from storage.tables import Entity, EntityIndex, Licence


def index(session: Session, ids: Iterable[int]) -> None:
    """Writes the lines of these entities anew, as many as there are."""
    session.flush()
    for some in chunks(ids):
        session.execute(delete(EntityIndex).where(col(EntityIndex.entity_id).in_(some)))
        bulk_rows.add(session, EntityIndex, _lines(session, some))


def _lines(session: Session, ids: Sequence[int]) -> list[dict[str, int | str]]:
    present = select(Entity.id, Entity.name, Entity.credit_code).where(
        col(Entity.id).in_(ids), Entity.status != "merged"
    )
    former = select(Entity.merged_into, Entity.name, Entity.credit_code).where(col(Entity.merged_into).in_(ids))
    licences = select(Licence.entity_id, Licence.number).where(col(Licence.entity_id).in_(ids))
    names: dict[int, list[str]] = {}
    codes: dict[int, list[str]] = {}
    for query in (present, former):
        for entity_id, name, code in session.execute(query):
            names.setdefault(entity_id, []).append(name)
            codes.setdefault(entity_id, []).extend([code] if code else [])
    for entity_id, number in session.execute(licences):
        codes.get(entity_id, []).append(number)
    return [entry(entity_id, names[entity_id], codes[entity_id]) for entity_id in names]

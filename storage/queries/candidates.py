"""Which entities are worth ranking for what was typed.

A small scope is read whole. In a large one the index gives as many as can be ranked: those that begin with the words,
those that hold them somewhere, and always one's own territory and one's own recent visits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, column, exists, func, or_, table
from sqlmodel import Session, col, select

from storage.finding.entry import MARK
from storage.finding.words import Wanted
from storage.queries.entities import dated, lies_below
from storage.queries.tree import below
from storage.tables import Entity, EntityIndex, EntityPlace, Unit

SMALL = 2000
"""Entities that are read faster than they are looked up."""
RANKED = 300
"""How many of a large scope are ranked, of each way of finding."""
TRIGRAM = 3
LAST_SIGN = "\U0010ffff"

_trigrams = table("entity_trigram", column("rowid", Integer), column("entity_trigram", String))


@dataclass(frozen=True)
class Seeker:
    """Who is looking: only entities below `path` exist for them; their own unit's and their last ones come first."""

    path: str
    unit_id: int
    person_id: int


@dataclass(frozen=True)
class Search:
    """What is looked for, by whom, and what state it may be in."""

    wanted: Wanted
    seeker: Seeker
    today: date
    statuses: Sequence[str]


def candidates(session: Session, search: Search, recent: Sequence[int]) -> set[int]:
    """The ids; `recent` are those that the seeker visited last."""
    seeker = search.seeker
    if _is_small(session, seeker.path, search.today):
        return set(session.exec(_in_places(search, below(seeker.path))))
    found = set(session.exec(_in_places(search, col(EntityPlace.unit_id) == seeker.unit_id).limit(RANKED)))
    found.update(session.exec(_visited(search, recent)))
    for anchored in (True, False):
        found.update(session.exec(_in_index(search, anchored, session.get_bind().dialect.name)))
    return found


def _is_small(session: Session, path: str, today: date) -> bool:
    places = select(EntityPlace.id).join(Unit).where(below(path), *dated(EntityPlace, today)).limit(SMALL + 1)
    return session.exec(select(func.count()).select_from(places.subquery())).one() <= SMALL


def _in_places(search: Search, where: Any) -> Any:
    """A territory, read entity by entity."""
    return (
        select(EntityIndex.entity_id)
        .join(EntityPlace, and_(col(EntityPlace.entity_id) == col(EntityIndex.entity_id)))
        .join(Unit, and_(col(Unit.id) == col(EntityPlace.unit_id)))
        .join(Entity, and_(col(Entity.id) == col(EntityIndex.entity_id)))
        .where(where, *dated(EntityPlace, search.today), col(Entity.status).in_(search.statuses))
        .where(_holds(search.wanted, ""))
    )


def _visited(search: Search, recent: Sequence[int]) -> Any:
    return select(Entity.id).where(
        col(Entity.id).in_(recent),
        col(Entity.status).in_(search.statuses),
        lies_below(col(Entity.id), search.seeker.path, search.today),
    )


def _in_index(search: Search, anchored: bool, dialect: str) -> Any:
    """The one place that decides by database: FTS5 on SQLite, elsewhere LIKE through an index of pg_trgm.

    What is shorter than three signs no trigram index knows: that is read from the index on names.
    """
    mark = MARK if anchored else ""
    query = _fts_query(search.wanted, mark) if dialect == "sqlite" else ""
    key: Any = _trigrams.c.rowid if query else col(EntityIndex.entity_id)
    if query:
        holds: Any = _trigrams.c.entity_trigram.match(query)
    elif anchored:
        first = MARK + search.wanted.name
        holds = and_(col(EntityIndex.name) >= first, col(EntityIndex.name) < first + LAST_SIGN)
    else:
        holds = _holds(search.wanted, mark)
    is_open = exists().where(col(Entity.id) == key, col(Entity.status).in_(search.statuses))
    return select(key).where(holds, is_open, lies_below(key, search.seeker.path, search.today)).limit(RANKED)


def _fts_query(wanted: Wanted, mark: str) -> str:
    """`{name} : "康民大" OR {initials pinyin} : "…"`; empty where nothing is long enough."""
    asked = (("name", wanted.name), ("initials pinyin", wanted.letters), ("codes", wanted.code))
    long = [(columns, (mark + word).replace('"', '""')) for columns, word in asked if word]
    return " OR ".join(f'{{{columns}}} : "{word}"' for columns, word in long if len(word) >= TRIGRAM)


def _holds(wanted: Wanted, mark: str) -> ColumnElement[bool]:
    asked = (
        (EntityIndex.name, wanted.name),
        (EntityIndex.initials, wanted.letters),
        (EntityIndex.pinyin, wanted.letters),
        (EntityIndex.codes, wanted.code),
    )
    return or_(*(col(text).contains(mark + word, autoescape=True) for text, word in asked if word))

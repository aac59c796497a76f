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

SMALL = 3000
"""Entities of a scope that are all read, so that the ranking is exact."""
MEDIUM = 30_000
"""Entities of a scope that are read faster than the names of the whole register."""
RANKED = 300
"""How many are ranked, of each way of finding."""
FEW = 3000
"""Entities that can be asked one by one whether they lie in the scope."""
TRIGRAM = 3
LAST_SIGN = "\U0010ffff"

_trigrams = table("entity_trigram", column("rowid", Integer), column("entity_trigram", String))


@dataclass(frozen=True)
class Seeker:
    """Who is looking: only entities below `paths` exist for them; their own units' and their last ones come first."""

    paths: tuple[str, ...]
    unit_ids: tuple[int, ...]
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
    seeker, every = search.seeker, _holds(search.wanted, "")
    if is_small(session, seeker.paths, search.today):
        return set(session.exec(_in_places(search, below(*seeker.paths), every)))
    own = _in_places(search, col(EntityPlace.unit_id).in_(seeker.unit_ids), every).limit(RANKED)
    found = {*session.exec(own), *session.exec(_visited(search, recent))}
    for mark in (MARK, ""):
        more = _in_index(session, search, mark)
        found.update(more)
        if len(more) >= RANKED:  # they all begin with the words, and so come before any others
            break
    return found


def is_small(session: Session, paths: tuple[str, ...], today: date, most: int | None = None) -> bool:
    """Whether a scope is quicker read whole."""
    most = SMALL if most is None else most
    places = select(EntityPlace.id).join(Unit).where(below(*paths), *dated(EntityPlace, today))
    return session.exec(select(func.count()).select_from(places.limit(most + 1).subquery())).one() <= most


def _in_places(search: Search, where: Any, holds: Any) -> Any:
    """A territory, read entity by entity."""
    return (
        select(EntityIndex.entity_id)
        .join(EntityPlace, and_(col(EntityPlace.entity_id) == col(EntityIndex.entity_id)))
        .join(Unit, and_(col(Unit.id) == col(EntityPlace.unit_id)))
        .join(Entity, and_(col(Entity.id) == col(EntityIndex.entity_id)))
        .where(where, *dated(EntityPlace, search.today), col(Entity.status).in_(search.statuses), holds)
    )


def _visited(search: Search, recent: Sequence[int]) -> Any:
    return select(Entity.id).where(
        col(Entity.id).in_(recent),
        col(Entity.status).in_(search.statuses),
        lies_below(col(Entity.id), search.seeker.paths, search.today),
    )


def _in_index(session: Session, search: Search, mark: str) -> Sequence[int]:
    """The one place that decides by database: FTS5 on SQLite, elsewhere LIKE through an index of pg_trgm.

    What is shorter than three signs no trigram index knows: it is looked for in the index of names.
    """
    if session.get_bind().dialect.name == "sqlite" and (query := _fts_query(search.wanted, mark)):
        return _by_trigrams(session, search, query)
    key = col(EntityIndex.entity_id)
    if mark and search.wanted.name:
        first = mark + search.wanted.name
        begins = and_(col(EntityIndex.name) >= first, col(EntityIndex.name) < first + LAST_SIGN)
        return session.exec(select(key).where(begins, *_open_in_scope(key, search)).limit(RANKED)).all()
    if is_small(session, search.seeker.paths, search.today, MEDIUM):
        named = col(EntityIndex.name).contains(search.wanted.name, autoescape=True)
        return list(session.exec(_in_places(search, below(*search.seeker.paths), named).limit(RANKED)))
    holds = _holds(search.wanted, mark)
    return session.exec(select(key).where(holds, *_open_in_scope(key, search)).limit(RANKED)).all()


def _by_trigrams(session: Session, search: Search, query: str) -> Sequence[int]:
    """Words that few hold are asked for their scope one by one, frequent ones are looked for in the scope."""
    holding = select(_trigrams.c.rowid).where(_trigrams.c.entity_trigram.match(query))
    first = holding.limit(FEW + 1).subquery()
    of_first = select(first.c.rowid).where(*_open_in_scope(first.c.rowid, search)).limit(RANKED)
    found = session.exec(of_first).all()
    if len(found) >= RANKED or session.exec(select(func.count()).select_from(first)).one() <= FEW:
        return found
    frequent = (col(EntityIndex.entity_id) + 0).in_(holding)  # + 0: from the scope to the index, not the other way
    return list(session.exec(_in_places(search, below(*search.seeker.paths), frequent).limit(RANKED)))


def alike(session: Session, name: str, seeker: Seeker, today: date) -> Sequence[tuple[int, str]]:
    """(id, compared name) of those in scope that share most parts of a name, the rarest parts counting most."""
    search = Search(Wanted(name), seeker, today, ("active", "suspended"))
    if session.get_bind().dialect.name == "sqlite":
        query = " OR ".join(f'{{name}} : "{part}"' for part in _parts(name))
        key: Any = _trigrams.c.rowid
        nearest = select(key).where(_trigrams.c.entity_trigram.match(query)).order_by(column("rank"))
    else:
        key = col(EntityIndex.entity_id)
        shared = or_(*(col(EntityIndex.name).contains(part, autoescape=True) for part in _parts(name)))
        nearest = select(key).where(shared).order_by(func.similarity(EntityIndex.name, name).desc())
    near = nearest.limit(RANKED).subquery()
    ids = select(near.c[0]).where(*_open_in_scope(near.c[0], search)) if _parts(name) else ()
    found = select(EntityIndex.entity_id, EntityIndex.name).where(col(EntityIndex.entity_id).in_(ids))
    return [(one, text.lstrip(MARK).partition(" ")[0]) for one, text in session.exec(found)]


def _parts(name: str) -> list[str]:
    return [name[at : at + TRIGRAM].replace('"', '""') for at in range(len(name) - TRIGRAM + 1)]


def _open_in_scope(key: Any, search: Search) -> tuple[Any, Any]:
    is_open = exists().where(col(Entity.id) == key, col(Entity.status).in_(search.statuses))
    return is_open, lies_below(key, search.seeker.paths, search.today)


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

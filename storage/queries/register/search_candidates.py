"""Which entities are worth ranking for what was typed.

A small scope is read whole. In a large one the index gives as many as can be ranked: those that begin with the words,
those that hold them somewhere, and always those of one's own territory and one's own recent visits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, column, exists, false, func, or_, table
from sqlmodel import Session, col, select

from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.register.entities import lies_below
from storage.search.comparable import SearchWords
from storage.search.index_entry import MARK
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
TAIL = 5
"""Signs of a number that tell it apart: those before them say region and kind, and half the register shares them."""
LAST_SIGN = "\U0010ffff"

_trigrams = table("entity_trigram", column("rowid", Integer), column("entity_trigram", String))


@dataclass(frozen=True)
class SearchScope:
    """Who is looking: only entities below `paths` exist for them; their own units' and their last ones come first."""

    paths: Scope
    unit_ids: tuple[int, ...]
    person_id: int


@dataclass(frozen=True)
class EntitySearch:
    """One search: the words, the searcher's scope, and the statuses that may be found."""

    wanted: SearchWords
    seeker: SearchScope
    today: date
    statuses: Sequence[str]


def candidates(session: Session, search: EntitySearch, recent: Sequence[int]) -> set[int]:
    """The ids; `recent` are those that the seeker visited last."""
    seeker, every = search.seeker, _holds(search.wanted)
    if is_small(session, seeker.paths):
        return set(session.exec(_in_places(search, below(*seeker.paths), every)))
    own = _in_places(search, col(EntityPlace.unit_id).in_(seeker.unit_ids), every).limit(RANKED)
    ids = {*session.exec(own), *session.exec(_visited(search, recent))}
    beginning = _that_begin(session, search)
    ids.update(beginning)
    if len(beginning) < RANKED:  # else they fill the answer: what begins with the words comes before any others
        ids.update(_that_hold(session, search))
    return ids


def that_hold_words(session: Session, search: EntitySearch) -> set[int]:
    """The ids of those whose name, spelling or unit holds each of several words, in any order; reads the scope."""
    unit, lines = col(Unit.name), (EntityIndex.initials, EntityIndex.pinyin)
    each = (
        or_(_written(word, EntityIndex.name, *(lines if word.isascii() else ())), unit.contains(word, autoescape=True))
        for word in search.wanted.apart
    )
    in_name = or_(*(_written(word, EntityIndex.name, *lines) for word in search.wanted.apart))
    return set(session.exec(_in_places(search, below(*search.seeker.paths), and_(in_name, *each)).limit(RANKED)))


def is_small(session: Session, paths: Scope, most: int | None = None) -> bool:
    """Whether a scope is quicker read whole. Former places count too: the index alone then tells."""
    most = SMALL if most is None else most
    places = select(EntityPlace.unit_id).join(Unit).where(below(*paths))
    return session.exec(select(func.count()).select_from(places.limit(most + 1).subquery())).one() <= most


def _in_places(search: EntitySearch, where: Any, holds: Any) -> Any:
    """A territory, read entity by entity."""
    return (
        select(EntityIndex.entity_id)
        .join(EntityPlace, and_(col(EntityPlace.entity_id) == col(EntityIndex.entity_id)))
        .join(Unit, and_(col(Unit.id) == col(EntityPlace.unit_id)))
        .join(Entity, and_(col(Entity.id) == col(EntityIndex.entity_id)))
        .where(where, *holding(EntityPlace, search.today), col(Entity.status).in_(search.statuses), holds)
    )


def _visited(search: EntitySearch, recent: Sequence[int]) -> Any:
    return select(Entity.id).where(
        col(Entity.id).in_(recent),
        col(Entity.status).in_(search.statuses),
        lies_below(col(Entity.id), search.seeker.paths, search.today),
    )


def _that_begin(session: Session, search: EntitySearch) -> Sequence[int]:
    """Names and credit codes are the first of their lines, so the order of the signs finds them; letters are not."""
    asked = search.wanted
    firsts = [(col(EntityIndex.name), MARK + asked.name), (col(EntityIndex.codes), MARK + asked.code)]
    ranges = [and_(line >= first, line < first + LAST_SIGN) for line, first in firsts if first != MARK]
    ids: Sequence[int] = session.exec(_indexed(search, or_(false(), *ranges))).all()
    letters = MARK + asked.letters
    if len(letters) < TRIGRAM:
        return ids
    if _has_trigrams(session):
        return [*ids, *_by_trigrams(session, search, _phrase("initials pinyin", letters))]
    return [*ids, *session.exec(_indexed(search, _written(letters, EntityIndex.initials, EntityIndex.pinyin)))]


def _that_hold(session: Session, search: EntitySearch) -> Sequence[int]:
    """Words of less than three signs no index of trigrams knows: the names are read, the scope's or all in order."""
    asked = search.wanted
    parts = (("name", asked.name), ("initials pinyin", asked.letters), ("codes", asked.code[-TAIL:]))
    phrases = [_phrase(columns, word) for columns, word in parts if len(word) >= TRIGRAM]
    if phrases and _has_trigrams(session):
        return _by_trigrams(session, search, " OR ".join(phrases))
    holds = _holds(asked) if phrases else _written(asked.name, EntityIndex.name)
    if is_small(session, search.seeker.paths, MEDIUM):
        return list(session.exec(_in_places(search, below(*search.seeker.paths), holds).limit(RANKED)))
    ids: Sequence[int] = session.exec(_indexed(search, holds)).all()
    return ids


def _has_trigrams(session: Session) -> bool:
    """FTS5 on SQLite; elsewhere LIKE goes through an index of pg_trgm."""
    return session.get_bind().dialect.name == "sqlite"


def _phrase(columns: str, word: str) -> str:
    escaped = word.replace('"', '""')
    return f'{{{columns}}} : "{escaped}"'


def _indexed(search: EntitySearch, holds: Any) -> Any:
    key = col(EntityIndex.entity_id)
    return select(key).where(holds, *_open_in_scope(key, search)).limit(RANKED)


def _by_trigrams(session: Session, search: EntitySearch, query: str) -> Sequence[int]:
    """Words that few hold are asked for their scope one by one, frequent ones are looked for in the scope."""
    first = select(_trigrams.c.rowid).where(_trigrams.c.entity_trigram.match(query)).limit(FEW + 1).subquery()
    key, holds = col(EntityIndex.entity_id), _holds(search.wanted)
    of_first = select(key).join(first, and_(first.c.rowid == key)).where(holds, *_open_in_scope(key, search))
    ids = session.exec(of_first.limit(RANKED)).all()
    if len(ids) >= RANKED or session.exec(select(func.count()).select_from(first)).one() <= FEW:
        return ids
    return list(session.exec(_in_places(search, below(*search.seeker.paths), holds).limit(RANKED)))


def alike(session: Session, name: str, seeker: SearchScope, today: date) -> Sequence[tuple[int, str]]:
    """(id, compared name) of those in scope that share most parts of a name, the rarest parts counting most."""
    search = EntitySearch(SearchWords(name), seeker, today, ("active", "suspended"))
    if _has_trigrams(session):
        query = " OR ".join(_phrase("name", part) for part in _parts(name))
        key: Any = _trigrams.c.rowid
        nearest = select(key).where(_trigrams.c.entity_trigram.match(query)).order_by(column("rank"))
    else:
        key = col(EntityIndex.entity_id)
        shared = or_(*(col(EntityIndex.name).contains(part, autoescape=True) for part in _parts(name)))
        nearest = select(key).where(shared).order_by(func.similarity(EntityIndex.name, name).desc())
    near = nearest.limit(RANKED).subquery()
    ids = select(near.c[0]).where(*_open_in_scope(near.c[0], search)) if _parts(name) else ()
    found_query = select(EntityIndex.entity_id, EntityIndex.name).where(col(EntityIndex.entity_id).in_(ids))
    return [(entity_id, text.lstrip(MARK).partition(" ")[0]) for entity_id, text in session.exec(found_query)]


def _parts(name: str) -> list[str]:
    return [name[at : at + TRIGRAM] for at in range(len(name) - TRIGRAM + 1)]


def _open_in_scope(key: Any, search: EntitySearch) -> tuple[Any, Any]:
    is_open = exists().where(col(Entity.id) == key, col(Entity.status).in_(search.statuses))
    return is_open, lies_below(key, search.seeker.paths, search.today)


def _holds(wanted: SearchWords) -> ColumnElement[bool]:
    return or_(
        _written(wanted.name, EntityIndex.name),
        _written(wanted.letters, EntityIndex.initials, EntityIndex.pinyin),
        _written(wanted.code, EntityIndex.codes),
    )


def _written(word: str, *lines: Any) -> ColumnElement[bool]:
    return or_(false(), *(col(line).contains(word, autoescape=True) for line in lines if word))

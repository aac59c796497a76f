"""Finding entities of a scope: by what people type, and by where they stand. The ten best, each with the reason why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope
from storage.queries.register.entities import ListedEntity, by_ids, in_scope, lies_below
from storage.queries.register.search_candidates import (
    EntitySearch,
    SearchScope,
    candidates,
    is_small,
    that_hold_words,
)
from storage.queries.register.search_candidates import alike as candidates_alike
from storage.search.comparable import SearchWords, code_key, name_key, wanted
from storage.search.distance import box, metres_between
from storage.search.match_reasons import IndexLine, MatchReason, best, by_words
from storage.search.pinyin_spellings import read_aloud
from storage.tables import Entity, EntityIndex, EntityPlace, Inspection, Licence, Unit

MOST = 10
VISITED = 50
MOST_ALIKE = 3
ALIKE = 0.75
"""From here on two names are worth a second look: 康民大药房 and 康民大药房（南宾店）."""
CIRCLES = (300, 1000, 3000, 10_000, 30_000)
"""Metres: the next circle is looked at when the one before holds too few."""

OPEN = ("active",)
ALL = ("active", "suspended", "closed")


@dataclass(frozen=True)
class Match:
    """An entity and why it is in the answer.

    `way` is name, initials, pinyin, former, credit_code, licence, unit (a word is its unit's name), sound or near.
    """

    found: ListedEntity
    way: str
    value: str = ""
    """The letters, the former name, the unit or the number that it was found by."""
    metres: int = 0


def search(
    session: Session, words: str, seeker: SearchScope, today: date, most: int = MOST, statuses: Sequence[str] = OPEN
) -> list[Match]:
    asked = wanted(words)
    if not asked:
        return []
    looked_for = EntitySearch(asked, seeker, today, statuses)
    found = _as_typed(session, looked_for, most)
    if asked.apart and len(found) < most:
        known = {match.found.id for match in found}
        found += [match for match in _in_any_order(session, looked_for, most) if match.found.id not in known]
    return found[:most] or _that_sound_like(session, looked_for, most)


def _as_typed(session: Session, search: EntitySearch, most: int) -> list[Match]:
    recent = _last_visited(session, search.seeker.person_id)
    ids = candidates(session, search, recent)
    chosen = best(search.wanted, _lines(session, ids, search.seeker, recent, search.today), most)
    by_id = {entity.id: entity for entity in by_ids(session, [line.id for line, _ in chosen], search.today)}
    return [_hit(session, search.wanted, by_id[line.id], fit) for line, fit in chosen]


def _in_any_order(session: Session, search: EntitySearch, most: int) -> list[Match]:
    """“南宾 诊所”: both in the name, or one in the name of the unit, which is told."""
    recent = _last_visited(session, search.seeker.person_id)
    lines = _lines(session, that_hold_words(session, search), search.seeker, recent, search.today)
    chosen = by_ids(session, [line.id for line in by_words(search.wanted.apart, lines, most)], search.today)
    units = _units_of(session, [entity.id for entity in chosen], search.today)
    return [_hit_by_words(entity, units[entity.id], search.wanted.apart) for entity in chosen]


def _units_of(session: Session, ids: Sequence[int], today: date) -> dict[int, str]:
    """The names of the units in whose territory these lie."""
    placed = select(EntityPlace.entity_id, Unit.name).join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
    return dict(session.exec(placed.where(col(EntityPlace.entity_id).in_(ids), *holding(EntityPlace, today))).all())


def _hit_by_words(entity: ListedEntity, unit: str, words: Sequence[str]) -> Match:
    name = name_key(entity.name)
    if any(word in unit and word not in name for word in words):
        return Match(entity, "unit", unit)
    return Match(entity, "name")


def _that_sound_like(session: Session, search: EntitySearch, most: int) -> list[Match]:
    """“和协口腔” is read as 和谐口腔 is."""
    letters = read_aloud(search.wanted.name)
    if not letters:
        return []
    heard = replace(search, wanted=SearchWords(letters=letters))
    return [replace(match, way="sound") for match in _as_typed(session, heard, most)]


def _last_visited(session: Session, person_id: int) -> list[int]:
    rows = session.exec(
        select(Inspection.entity_id)
        .where(col(Inspection.recorded_by) == person_id, col(Inspection.voided_at).is_(None))
        .group_by(col(Inspection.entity_id))
        .order_by(func.max(Inspection.id).desc())
        .limit(VISITED)
    )
    return list(rows)


def _lines(session: Session, ids: set[int], seeker: SearchScope, recent: Sequence[int], today: date) -> list[IndexLine]:
    own = select(EntityPlace.entity_id).where(
        col(EntityPlace.entity_id).in_(ids), col(EntityPlace.unit_id).in_(seeker.unit_ids), *holding(EntityPlace, today)
    )
    of_own_unit = set(session.exec(own))
    turns_ago = {entity_id: place for place, entity_id in enumerate(recent)}
    index = (EntityIndex.entity_id, EntityIndex.name, EntityIndex.initials, EntityIndex.pinyin, EntityIndex.codes)
    rows: Iterable[Any] = session.execute(
        select(*index, Entity.status)  # type: ignore[call-overload]
        .join(Entity, and_(col(Entity.id) == col(EntityIndex.entity_id)))
        .where(col(EntityIndex.entity_id).in_(ids))
    )
    return [
        IndexLine(
            entity_id,
            name,
            letters,
            pinyin,
            codes,
            status == "active",
            entity_id in of_own_unit,
            turns_ago.get(entity_id),
        )
        for entity_id, name, letters, pinyin, codes, status in rows
    ]


def _hit(session: Session, asked: SearchWords, entity: ListedEntity, fit: MatchReason) -> Match:
    if fit.way == "code":
        return _by_code(session, asked, entity)
    if fit.way == "former":
        names = session.exec(select(Entity.name).where(col(Entity.merged_into) == entity.id))
        return Match(entity, "former", next((name for name in names if asked.name in name_key(name)), ""))
    return Match(entity, fit.way, asked.letters if fit.way in ("initials", "pinyin") else "")


def _by_code(session: Session, asked: SearchWords, entity: ListedEntity) -> Match:
    licences = session.exec(select(Licence.number).where(col(Licence.entity_id) == entity.id))
    number = next((number for number in licences if asked.code in code_key(number)), None)
    if number is not None:
        return Match(entity, "licence", number)
    code = session.exec(select(Entity.credit_code).where(col(Entity.id) == entity.id)).one()
    return Match(entity, "credit_code", code or "")


def alike(session: Session, name: str, seeker: SearchScope, today: date, most: int = MOST_ALIKE) -> list[ListedEntity]:
    """Entities whose names may mean the same one as this name does."""
    key = name_key(name)
    likeness = [
        (SequenceMatcher(None, key, other).ratio(), entity_id)
        for entity_id, other in candidates_alike(session, key, seeker, today)
    ]
    chosen = sorted((-ratio, entity_id) for ratio, entity_id in likeness if ratio >= ALIKE)[:most]
    return by_ids(session, [entity_id for _, entity_id in chosen], today)


def nearest(
    session: Session,
    latitude: float,
    longitude: float,
    paths: Scope,
    today: date,
    most: int = MOST,
    statuses: Sequence[str] = OPEN,
) -> list[Match]:
    """The nearest entities of a scope, as far as the register knows where they are."""
    around: list[tuple[int, int]] = []
    circles = CIRCLES[-1:] if is_small(session, paths) else CIRCLES
    for metres in circles:
        around = _within(session, latitude, longitude, metres, paths, today, statuses)
        if len(around) >= most:
            break
    chosen = around[:most]
    entities = by_ids(session, [entity_id for _, entity_id in chosen], today)
    return [Match(entity, "near", metres=metres) for entity, (metres, _) in zip(entities, chosen, strict=True)]


def _within(
    session: Session,
    latitude: float,
    longitude: float,
    metres: int,
    paths: Scope,
    today: date,
    statuses: Sequence[str],
) -> list[tuple[int, int]]:
    """(metres, id) of those in a circle, the nearest first."""
    south, north, west, east = box(latitude, longitude, metres)
    # A small scope is read from the scope, a large one from the map.
    lies = in_scope(paths, today) if is_small(session, paths) else lies_below(col(Entity.id), paths, today)
    rows = session.exec(
        select(Entity.id, Entity.latitude, Entity.longitude).where(
            col(Entity.latitude).between(south, north),
            col(Entity.longitude).between(west, east),
            col(Entity.status).in_(statuses),
            lies,
        )
    )
    far = (
        (metres_between(latitude, longitude, north or 0.0, east or 0.0), entity_id) for entity_id, north, east in rows
    )
    return sorted(distance for distance in far if distance[0] <= metres)

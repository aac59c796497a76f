"""Units: the tree, and a unit by key or name."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import CampaignUnit, Unit, UnitPlace


def add_unit(session: Session, key: str, name: str, kind: str, parent: Unit | None, since: date) -> Unit:
    unit = Unit(key=key, name=name, kind=kind)
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    if parent is not None:
        session.add(UnitPlace(unit_id=unit.id, parent_id=parent.id, valid_from=since))
    session.flush()
    return unit


def unit_by_key_or_name(session: Session, word: str) -> Unit | None:
    by_key = session.exec(select(Unit).where(col(Unit.key) == word)).first()
    return by_key or session.exec(select(Unit).where(col(Unit.name) == word)).first()


def root_unit(session: Session) -> Unit | None:
    return session.exec(select(Unit).order_by(col(Unit.path)).limit(1)).first()


def only_unit(session: Session) -> Unit | None:
    """The unit of an office that has no other yet."""
    units = session.exec(select(Unit).limit(2)).all()
    return units[0] if len(units) == 1 else None


def unit(session: Session, unit_id: int) -> Unit:
    return session.get_one(Unit, unit_id)


def paths(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    chosen = (select(Unit.id, Unit.path).where(col(Unit.id).in_(chunk)) for chunk in chunks(unit_ids))
    return {unit_id: path for units in chosen for unit_id, path in session.exec(units)}


def find(session: Session, unit_id: int) -> Unit | None:
    return session.get(Unit, unit_id)


def children(session: Session, unit_id: int) -> list[Unit]:
    """The units directly below one, open today, in the order in which they were made."""
    path = session.get_one(Unit, unit_id).path
    one_down = func.length(Unit.path) - func.length(func.replace(Unit.path, "/", "")) == path.count("/") + 1
    query = select(Unit).where(below(path), one_down, col(Unit.closed_on).is_(None)).order_by(col(Unit.id))
    return list(session.exec(query))


def is_open(unit: Unit, day: date) -> bool:
    return unit.closed_on is None or unit.closed_on >= day


def open_on(day: date) -> ColumnElement[bool]:
    """The condition that a unit is not closed."""
    return or_(col(Unit.closed_on).is_(None), col(Unit.closed_on) >= day)


def right_below(session: Session, parent_id: int, day: date) -> list[Unit]:
    """The open units right below one, in the order in which they came."""
    query = select(Unit).join(UnitPlace, col(UnitPlace.unit_id) == col(Unit.id))
    query = query.where(col(UnitPlace.parent_id) == parent_id, *holding(UnitPlace, day), open_on(day))
    return list(session.exec(query.order_by(col(Unit.id))))


def with_a_level(session: Session, unit_ids: Collection[int]) -> set[int]:
    """Those of the units that have units below them today."""
    parents = select(UnitPlace.parent_id).where(
        col(UnitPlace.parent_id).in_(unit_ids), col(UnitPlace.valid_to).is_(None)
    )
    return set(session.exec(parents))


def called(session: Session, words: str, scope: Scope, most: int) -> list[Unit]:
    """Open units of a scope by a part of their name, short names first."""
    wanted = col(Unit.name).icontains("".join(words.split()), autoescape=True)
    query = select(Unit).where(wanted, below(*scope), col(Unit.closed_on).is_(None))
    return list(session.exec(query.order_by(func.length(Unit.name), col(Unit.id)).limit(most)))


def ids_below(session: Session, path: str) -> set[int]:
    """A unit and all below it."""
    return set(session.exec(select(Unit.id).where(below(path))))


def ids_where(session: Session, condition: ColumnElement[bool]) -> set[int]:
    return set(session.exec(select(Unit.id).where(condition)))


def pack_key(session: Session, campaign_id: int, unit_id: int) -> str | None:
    """What the pack calls one of our units."""
    return next((key for key, ours in campaign_unit_ids(session, campaign_id).items() if ours == unit_id), None)


def names(session: Session, campaign_id: int) -> dict[str, str]:
    """Pack key → our unit's name."""
    rows = session.exec(
        select(CampaignUnit.pack_key, Unit.name).join(Unit).where(col(CampaignUnit.campaign_id) == campaign_id)
    )
    return dict(rows.all())


def campaign_unit_ids(session: Session, campaign_id: int) -> dict[str, int]:
    """Pack key → our unit's id."""
    rows = session.exec(select(CampaignUnit).where(col(CampaignUnit.campaign_id) == campaign_id))
    return {row.pack_key: row.unit_id for row in rows}

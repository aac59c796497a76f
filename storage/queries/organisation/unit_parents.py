"""Which unit stands under which other one, day by day; the paths follow when a day has come."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import String, and_, cast, exists, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.queries.ground.dated_rows import A_DAY, holding, lasts
from storage.queries.ground.unit_paths import below
from storage.tables import Unit, UnitPlace


def parent_on(session: Session, unit_id: int, day: date) -> int | None:
    """The unit above it on a day; None for one at the top."""
    return session.exec(
        select(UnitPlace.parent_id).where(col(UnitPlace.unit_id) == unit_id, *holding(UnitPlace, day))
    ).first()


def put_under(session: Session, unit_id: int, parent_id: int, day: date) -> None:
    """From that day on; what was planned for later days is given up."""
    for row in session.exec(select(UnitPlace).where(col(UnitPlace.unit_id) == unit_id)).all():
        if row.valid_from >= day:
            session.delete(row)
        elif row.valid_to is None or row.valid_to >= day:
            row.valid_to = day - A_DAY
    session.flush()
    session.add(UnitPlace(unit_id=unit_id, parent_id=parent_id, valid_from=day))
    session.flush()


def planned(session: Session, unit_id: int, today: date) -> UnitPlace | None:
    """The place that it will have on a day to come."""
    rows = select(UnitPlace).where(col(UnitPlace.unit_id) == unit_id, col(UnitPlace.valid_from) > today)
    return session.exec(rows.order_by(col(UnitPlace.valid_from))).first()


def stay(session: Session, unit_id: int, today: date) -> None:
    """Deletes moves planned for later days: the unit stays where it stands today."""
    for row in session.exec(select(UnitPlace).where(col(UnitPlace.unit_id) == unit_id)).all():
        if row.valid_from > today:
            session.delete(row)
        elif row.valid_to is None or row.valid_to >= today:
            row.valid_to = None
    session.flush()


def stood_below(session: Session, unit: Unit, day: date) -> Any:
    """The condition that a unit stood below this one on a day, or was it; where nothing has moved since, one range."""
    moved = select(UnitPlace.id).where(col(UnitPlace.valid_from) > day, ~_is_first(UnitPlace)).limit(1)
    if session.exec(moved).first() is None:
        return below(unit.path)
    tree = select(literal(unit.id).label("id")).cte("stood_below", recursive=True)
    next_down = select(UnitPlace.unit_id).join(tree, col(UnitPlace.parent_id) == tree.c.id)
    tree = tree.union(next_down.where(_held(UnitPlace, day)))
    return col(Unit.id).in_(select(tree.c.id))


def _held(place: Any, day: date) -> Any:
    """A unit that we know of since a later day stood where it first stood: its records may be older than its entry."""
    return and_(or_(col(place.valid_from) <= day, _is_first(place)), lasts(place, day))


def _is_first(place: Any) -> Any:
    earlier = aliased(UnitPlace)
    return ~exists().where(col(earlier.unit_id) == col(place.unit_id), col(earlier.valid_from) < col(place.valid_from))


def closes_a_circle(session: Session, unit_id: int, parent_id: int, day: date) -> bool:
    """Whether the unit would stand above itself on that day, or on a later one for which a change is planned."""
    later = select(col(UnitPlace.valid_from)).where(col(UnitPlace.valid_from) > day).distinct()
    return any(unit_id in _upwards(session, parent_id, moment) for moment in (day, *session.exec(later).all()))


def _upwards(session: Session, unit_id: int, day: date) -> Iterator[int]:
    """The unit itself and those above it."""
    above: int | None = unit_id
    while above is not None:
        yield above
        above = parent_on(session, above, day)


def are_out_of_date(session: Session, today: date) -> bool:
    """Some path says another place than the unit has today."""
    child, parent = aliased(Unit), aliased(Unit)
    expected = col(parent.path) + cast(child.id, String) + "/"
    wrong = (
        select(child.id)
        .join(UnitPlace, col(UnitPlace.unit_id) == col(child.id))
        .join(parent, col(parent.id) == col(UnitPlace.parent_id))
        .where(*holding(UnitPlace, today), col(child.path) != expected)
    )
    return session.exec(wrong.limit(1)).first() is not None


def settle_paths(session: Session, today: date) -> list[int]:
    """Rewrites the path of every unit that moved, and of all below it; returns their ids."""
    above = dict(session.exec(select(UnitPlace.unit_id, UnitPlace.parent_id).where(*holding(UnitPlace, today))).all())
    known: dict[int, str] = {}

    def path_of(unit_id: int) -> str:
        if unit_id not in known:
            known[unit_id] = f"{path_of(above[unit_id]) if unit_id in above else '/'}{unit_id}/"
        return known[unit_id]

    moved = [unit_id for unit_id, path in session.exec(select(Unit.id, Unit.path)) if path != path_of(unit_id)]
    for unit in session.exec(select(Unit).where(col(Unit.id).in_(moved))):
        unit.path = path_of(unit.id)
    session.flush()
    return moved

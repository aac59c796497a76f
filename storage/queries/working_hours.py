"""Working hours (作息): a unit's own, else those of the nearest unit above it that has some."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.queries.tree import ids_in
from storage.tables import Unit


@dataclass(frozen=True)
class Hours:
    """“09:00” to “17:30”, and whose they are."""

    starts: str
    ends: str
    unit_id: int


def of_unit(session: Session, unit: Unit) -> Hours | None:
    """None where nobody above it has any either: the plan's hold."""
    above = select(Unit).where(col(Unit.id).in_(ids_in(unit.path)), col(Unit.work_from).is_not(None))
    nearest = max(session.exec(above), key=lambda one: len(one.path), default=None)
    if nearest is None or nearest.work_from is None or nearest.work_to is None:
        return None
    return Hours(nearest.work_from, nearest.work_to, nearest.id)

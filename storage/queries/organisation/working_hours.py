"""Working hours (作息): a unit's own, else those of the nearest unit above it that has some."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import below, ids_in
from storage.tables import Membership, Unit


@dataclass(frozen=True)
class Hours:
    """“09:00” to “17:30”, and the id of the unit that set them."""

    starts: str
    ends: str
    unit_id: int


def of_unit(session: Session, unit: Unit) -> Hours | None:
    """The unit's own hours or those of the nearest unit above; None where none has any, then the plan's hold."""
    above = select(Unit).where(col(Unit.id).in_(ids_in(unit.path)), col(Unit.work_from).is_not(None))
    nearest = max(session.exec(above), key=lambda candidate: len(candidate.path), default=None)
    if nearest is None or nearest.work_from is None or nearest.work_to is None:
        return None
    return Hours(nearest.work_from, nearest.work_to, nearest.id)


def by_person(session: Session, today: date) -> dict[int, Hours]:
    """Person id → hours; people without any are left out, a person of several units has those of the first."""
    by_membership: dict[int, tuple[int, Hours]] = {}
    rows = session.exec(select(Unit).where(col(Unit.work_from).is_not(None)))
    for unit in sorted(rows, key=lambda row: len(row.path)):  # the nearest comes last and holds
        if unit.work_from and unit.work_to:
            hours = Hours(unit.work_from, unit.work_to, unit.id)
            members = select(Membership.id, Membership.person_id).join(Unit).where(below(unit.path), *held_on(today))
            by_membership |= {membership: (person, hours) for membership, person in session.exec(members)}
    return {person: hours for _, (person, hours) in sorted(by_membership.items(), reverse=True)}

"""Units are added, renamed, moved, merged and dissolved, each as from a day: gone by, today or to come.

What is to come takes effect by itself: `take_effect` is asked at every tick. Records stay with the unit that made them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy, Operator
from storage.queries.ground.dated_rows import A_DAY
from storage.queries.organisation import succession, unit_parents, units
from storage.tables import Audit, CampaignUnit, Unit, UnitAlias


def add(session: Session, name: str, kind: str, parent: Unit, today: date, by: ChangedBy) -> Unit:
    unit = units.add_unit(session, f"new below {parent.id} {by.at}", name, kind, parent, today)
    unit.key = f"unit-{unit.id}"
    session.flush()
    audit_rows.note(session, by, "unit.add", "unit", unit.id, after={"name": name, "kind": kind, "below": parent.id})
    return unit


def rename(session: Session, unit: Unit, name: str, by: ChangedBy) -> None:
    """The old name stays known: people's workbooks and questions will go on using it."""
    before, unit.name = unit.name, name
    if not called(session, before):
        session.add(UnitAlias(name=before, unit_id=unit.id, person_id=by.person_id, at=by.at))
    session.flush()
    audit_rows.note(session, by, "unit.rename", "unit", unit.id, {"name": before}, {"name": name})


def called(session: Session, name: str) -> Unit | None:
    """The unit that has this as its name or as another one."""
    row = session.get(UnitAlias, name)
    return units.unit(session, row.unit_id) if row else session.exec(select(Unit).where(col(Unit.name) == name)).first()


def give_alias(session: Session, unit: Unit, name: str, by: ChangedBy) -> None:
    session.add(UnitAlias(name=name, unit_id=unit.id, person_id=by.person_id, at=by.at))
    session.flush()
    audit_rows.note(session, by, "unit.alias", "unit", unit.id, after={"name": name})


def aliases(session: Session, unit_id: int) -> list[str]:
    query = select(UnitAlias.name).where(col(UnitAlias.unit_id) == unit_id)
    return list(session.exec(query.order_by(col(UnitAlias.name))))


def set_hours(session: Session, unit: Unit, hours: tuple[str, str] | None, by: ChangedBy) -> None:
    """“09:00” to “17:30”; None: those of the unit above it, then the plan's."""
    before = {"from": unit.work_from, "to": unit.work_to}
    unit.work_from, unit.work_to = hours or (None, None)
    session.flush()
    audit_rows.note(session, by, "unit.hours", "unit", unit.id, before, {"from": unit.work_from, "to": unit.work_to})


# --- may it be done? -------------------------------------------------------------------------------------


def obstacle_to_name(session: Session, name: str, parent_id: int | None, day: date, besides: int = 0) -> str | None:
    """Two units under the same one may not have one name; 监管科 of two counties may."""
    beside = units.right_below(session, parent_id, day) if parent_id is not None else []
    return "name" if any(unit.name == name and unit.id != besides for unit in beside) else None


def obstacle_to_move(session: Session, unit: Unit, parent: Unit, day: date) -> str | None:
    if not (units.is_open(unit, day) and units.is_open(parent, day)) or parent.merged_into is not None:
        return "closed"
    if unit.merged_into is not None:
        return "merging"
    if unit_parents.closes_a_circle(session, unit.id, parent.id, day):
        return "circle"
    if unit_parents.parent_on(session, unit.id, day) == parent.id and not unit_parents.planned(session, unit.id, day):
        return "there"
    return obstacle_to_name(session, unit.name, parent.id, day, besides=unit.id)


def obstacle_to_merge(session: Session, unit: Unit, into: Unit, day: date) -> str | None:
    if not (units.is_open(unit, day) and units.is_open(into, day)) or into.merged_into is not None:
        return "closed"
    if unit.merged_into is not None:
        return "merging"
    return "circle" if unit_parents.closes_a_circle(session, unit.id, into.id, day) else None


@dataclass(frozen=True)
class UnitContents:
    """What still belongs to a unit, counted; nothing of it may be left when it is dissolved.

    `records` are those that are not done with, by noun; of the nouns that are not in it there are none.
    """

    below: int
    people: int
    entities: int
    records: Mapping[str, int]
    plans: int

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def left(session: Session, unit: Unit, today: date) -> UnitContents:
    plans = select(func.count()).select_from(CampaignUnit).where(col(CampaignUnit.unit_id) == unit.id)
    below, people, entities = succession.counts(session, unit.id, today)
    records = succession.unfinished_counts(session, unit.id)
    return UnitContents(below, people, entities, records, session.exec(plans).one())


# --- it is done ------------------------------------------------------------------------------------------


def move(session: Session, unit: Unit, parent: Unit, day: date, today: date, by: ChangedBy) -> None:
    """`obstacle_to_move` has said that nothing stands in the way."""
    before = unit_parents.parent_on(session, unit.id, today)
    unit_parents.put_under(session, unit.id, parent.id, day)
    audit_rows.note(
        session, by, "unit.move", "unit", unit.id, {"below": before}, {"below": parent.id, "from": day.isoformat()}
    )
    take_effect(session, today, by.at)


def merge(session: Session, unit: Unit, into: Unit, day: date, today: date, by: ChangedBy) -> None:
    """From that day on the other unit answers for everything; what this one recorded stays its own, below the other."""
    unit.closed_on, unit.merged_into = day - A_DAY, into.id
    unit_parents.put_under(session, unit.id, into.id, day)
    audit_rows.note(session, by, "unit.merge", "unit", unit.id, after={"into": into.id, "from": day.isoformat()})
    take_effect(session, today, by.at)


def dissolve(session: Session, unit: Unit, today: date, by: ChangedBy) -> None:
    """`left` has said that nothing is left. From today on it is closed."""
    unit.closed_on = today - A_DAY
    session.flush()
    audit_rows.note(session, by, "unit.dissolve", "unit", unit.id, after={"from": today.isoformat()})


def call_off(session: Session, unit: Unit, today: date, by: ChangedBy) -> None:
    """What was planned for a day to come is not going to happen."""
    row = unit_parents.planned(session, unit.id, today)
    before = {"below": row.parent_id, "from": row.valid_from.isoformat()} if row else None
    if unit.merged_into is not None and units.is_open(unit, today):
        unit.closed_on = unit.merged_into = None
    unit_parents.stay(session, unit.id, today)
    audit_rows.note(session, by, "unit.call_off", "unit", unit.id, before)


def take_effect(session: Session, today: date, now: datetime, attempts: AllAtOnce = ALL_AT_ONCE) -> list[int]:
    """Applies merges and moves that are due by a day; returns the ids of units that have another place now."""
    for unit in succession.merged_with_something_left(session, today):
        with attempts.savepoint(session, f"units:{unit.id}"):
            heir = succession.heir(session, unit, today)
            passed = succession.pass_on(session, unit, heir, today)
            audit_rows.note(session, _planner(session, unit, now), "unit.pass_on", "unit", unit.id, after=passed)
    if not unit_parents.are_out_of_date(session, today):
        return []
    return unit_parents.settle_paths(session, today)


def _planner(session: Session, unit: Unit, now: datetime) -> ChangedBy | Operator:
    """The author of the unit's last merge in the audit; the operator where the command line decided it."""
    decided = select(Audit).where(col(Audit.noun) == "unit", col(Audit.record_id) == unit.id)
    row = session.exec(decided.where(col(Audit.action) == "unit.merge").order_by(col(Audit.id).desc()).limit(1)).one()
    if row.person_id is None or row.unit_id is None:
        return Operator(now)
    return ChangedBy(now, row.person_id, row.unit_id, row.role or "")

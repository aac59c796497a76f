"""What a merged unit leaves to its heir from a day on: people, territory, unfinished records, units below it.

Nothing that was recorded changes its unit; where somebody or something arrived after that day, it simply moves over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, exists, func, insert, literal, or_, update
from sqlmodel import Session, col, select

from records.noun import Noun
from storage.json_values import Facts
from storage.queries.ground.dated_rows import A_DAY, lasts
from storage.queries.ground.open_records import nouns_with_unfinished, unfinished
from storage.queries.organisation import units
from storage.tables import EntityPlace, GroupChat, Invitation, Membership, Unit, UnitPlace
from storage.tables.noun_tables import table_of

Belonging = Callable[[Any, date], list[Any]]
"""The conditions for what of a kind belongs to a unit on a day or later."""


def _units_below(unit_id: Any, day: date) -> list[Any]:
    """Not those that were closed: they stay below the one that they belonged to."""
    closed = select(Unit.id).where(col(Unit.closed_on) < day).scalar_subquery()
    return [col(UnitPlace.parent_id) == unit_id, lasts(UnitPlace, day), col(UnitPlace.unit_id).not_in(closed)]


def _people(unit_id: Any, day: date) -> list[Any]:
    return [col(Membership.unit_id) == unit_id, lasts(Membership, day)]


def _territory(unit_id: Any, day: date) -> list[Any]:
    return [col(EntityPlace.unit_id) == unit_id, lasts(EntityPlace, day)]


def _unfinished(noun: Noun, unit_id: Any) -> list[Any]:
    return [table_of(noun).unit_id == unit_id, *unfinished(noun)]


BESIDE_RECORDS: tuple[Belonging, ...] = (_units_below, _people, _territory)


def counts(session: Session, unit_id: int, day: date) -> list[int]:
    """How many units below, people and entities belong to a unit."""
    return [_count(session, belonging(unit_id, day)) for belonging in BESIDE_RECORDS]


def unfinished_counts(session: Session, unit_id: int) -> dict[str, int]:
    """By noun: how many records of a unit are not done with; nouns without any are left out."""
    counted = {noun.key: _count(session, _unfinished(noun, unit_id)) for noun in nouns_with_unfinished()}
    return {key: count for key, count in counted.items() if count}


def _count(session: Session, conditions: list[Any]) -> int:
    return session.exec(select(func.count()).where(*conditions)).one()


def merged_with_something_left(session: Session, today: date) -> list[Unit]:
    """Merged units whose last day is over and that something still belongs to, in the order of that day."""
    conditions = [belonging(col(Unit.id), today) for belonging in BESIDE_RECORDS]
    conditions += [_unfinished(noun, col(Unit.id)) for noun in nouns_with_unfinished()]
    something = or_(*(exists().where(*those) for those in conditions))
    merged = select(Unit).where(col(Unit.merged_into).is_not(None), col(Unit.closed_on) < today)
    return list(session.exec(merged.where(something).order_by(col(Unit.closed_on), col(Unit.id))))


@dataclass(frozen=True)
class Heir:
    """Who answers for a unit that was merged, and since when."""

    unit: Unit
    since: date


def heir(session: Session, unit: Unit, day: date) -> Unit:
    """Who answers for a unit on that day."""
    found_heir = _last_heir(session, unit, day)
    return found_heir.unit if found_heir else unit


def _last_heir(session: Session, unit: Unit, day: date) -> Heir | None:
    """One that was merged may have been merged further."""
    found_heir = None
    while unit.merged_into is not None and unit.closed_on is not None and unit.closed_on < day:
        found_heir = Heir(session.get_one(Unit, unit.merged_into), unit.closed_on + A_DAY)
        unit = found_heir.unit
    return found_heir


Plan = Mapping[str, int]
"""The units of a campaign by their keys in the pack."""


def _merged(session: Session, plan: Plan, day: date) -> dict[str, Heir]:
    rows = session.exec(
        select(Unit).where(
            col(Unit.id).in_(plan.values()), col(Unit.merged_into).is_not(None), col(Unit.closed_on) < day
        )
    )
    heirs_by_unit = {unit.id: heir for unit in rows if (heir := _last_heir(session, unit, day))}
    return {key: heirs_by_unit[unit_id] for key, unit_id in plan.items() if unit_id in heirs_by_unit}


def heirs(session: Session, plan: Plan, day: date) -> dict[str, str]:
    """Who was merged by that day → who answers for it, both by their keys; a unit outside the plan does it under the
    key of the first that it took over.
    """
    return _keys_of_heirs(plan, _merged(session, plan, day))


def from_outside(session: Session, plan: Plan, day: date) -> dict[str, Heir]:
    """The keys under which a unit outside the plan answers for those that it took over, since the first of them."""
    return _outside(plan, _merged(session, plan, day))


def answering(session: Session, campaign_id: int, day: date) -> dict[str, int]:
    """Pack key → id of the unit that answers for that line on a day; keys of merged units are left out."""
    plan = units.campaign_unit_ids(session, campaign_id)
    merged = _merged(session, plan, day)
    gone, new = _keys_of_heirs(plan, merged), _outside(plan, merged)
    return {key: new[key].unit.id if key in new else unit_id for key, unit_id in plan.items() if key not in gone}


def names(session: Session, campaign_id: int, day: date) -> dict[str, str]:
    """What the units of a plan are called, by their keys; a line taken over goes by the new unit's name."""
    new = from_outside(session, units.campaign_unit_ids(session, campaign_id), day)
    return units.names(session, campaign_id) | {key: heir.unit.name for key, heir in new.items()}


def _keys_of_heirs(plan: Plan, merged: dict[str, Heir]) -> dict[str, str]:
    keys = {heir.unit.id: key for key, heir in reversed(merged.items())}
    keys |= {unit_id: key for key, unit_id in plan.items()}
    return {key: keys[heir.unit.id] for key, heir in merged.items() if keys[heir.unit.id] != key}


def _outside(plan: Plan, merged: Mapping[str, Heir]) -> dict[str, Heir]:
    by_key: dict[int, tuple[str, Heir]] = {}
    for key, heir in merged.items():
        if heir.unit.id not in plan.values():
            first, before = by_key.get(heir.unit.id, (key, heir))
            by_key[heir.unit.id] = (first, Heir(heir.unit, min(before.since, heir.since)))
    return dict(by_key.values())


def pass_on(session: Session, unit: Unit, to: Unit, today: date) -> Facts:
    """All of it, from the day after the unit's last; what was passed on, for the audit."""
    day = unit.closed_on + A_DAY if unit.closed_on else date.max
    session.execute(update(GroupChat).where(col(GroupChat.unit_id) == unit.id).values(unit_id=to.id))
    waiting = (col(Invitation.unit_id) == unit.id, col(Invitation.state).in_(("open", "waiting")))
    session.execute(update(Invitation).where(*waiting).values(unit_id=to.id))
    return {
        "to": to.id,
        "from": day.isoformat(),
        "people": _pass_on_people(session, unit.id, to.id, day),
        "entities": _pass_on_territory(session, unit.id, to.id, day),
        **{f"{noun.key}s": _pass_on_records(session, noun, unit.id, to.id) for noun in nouns_with_unfinished()},
        "units": _pass_on_units(session, unit.id, to.id, day, today),
    }


def _pass_on_records(session: Session, noun: Noun, unit_id: int, to: int) -> list[int]:
    """The ids of those that are not done with."""
    table, remembers = table_of(noun), noun.unfinished.opened_in if noun.unfinished is not None else ""
    ids = list(session.exec(select(table.id).where(*_unfinished(noun, unit_id))))
    before = {remembers: func.coalesce(getattr(table, remembers), table.unit_id)} if remembers else {}
    session.execute(update(table).where(*_unfinished(noun, unit_id)).values(unit_id=to, **before))
    return ids


def _pass_on_people(session: Session, unit_id: int, to: int, day: date) -> list[int]:
    rows = session.exec(select(Membership).where(*_people(unit_id, day))).all()
    for row in rows:
        if row.valid_from >= day:
            row.unit_id = to
            continue
        session.add(Membership(**row.model_dump(exclude={"id", "unit_id", "valid_from"}), unit_id=to, valid_from=day))
        row.valid_to = day - A_DAY
    session.flush()
    return sorted({row.person_id for row in rows})


def _pass_on_territory(session: Session, unit_id: int, to: int, day: date) -> int:
    """In two statements, however many entities there are; the old places end the day before."""
    passed = _count(session, _territory(unit_id, day))
    before = [*_territory(unit_id, day), col(EntityPlace.valid_from) < day]
    columns = [EntityPlace.entity_id, literal(to), literal(day), EntityPlace.valid_to]
    session.execute(
        insert(EntityPlace).from_select(
            ["entity_id", "unit_id", "valid_from", "valid_to"],
            select(*columns).where(*before),  # type: ignore[call-overload]
        )
    )
    ends = case((col(EntityPlace.valid_from) < day, day - A_DAY), else_=EntityPlace.valid_to)
    goes = case((col(EntityPlace.valid_from) < day, unit_id), else_=to)
    session.execute(update(EntityPlace).where(*_territory(unit_id, day)).values(valid_to=ends, unit_id=goes))
    return passed


def _pass_on_units(session: Session, unit_id: int, to: int, day: date, today: date) -> list[int]:
    rows = session.exec(select(UnitPlace).where(*_units_below(unit_id, today))).all()
    for row in rows:
        if row.valid_from >= day:
            row.parent_id = to
            continue
        session.add(UnitPlace(unit_id=row.unit_id, parent_id=to, valid_from=day, valid_to=row.valid_to))
        row.valid_to = day - A_DAY
    session.flush()
    return [row.unit_id for row in rows]

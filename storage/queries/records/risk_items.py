"""Risk items (隐患): 建档 → 整改中 → 待复核 → 销号, every step an event of its own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.printed_numbers import next_number
from storage.queries.ground.unit_paths import below
from storage.tables import Audit, Entity, Person, RiskEvent, RiskItem, Unit


@dataclass(frozen=True)
class NewRiskItem:
    """A fault to follow up: what, where, who looks after it, by when."""

    description: str
    entity_id: int
    unit_id: int
    due: date
    officer_id: int
    opened_on: date
    finding_id: int | None = None
    inspection_id: int | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class RiskStep:
    """What is done about a risk item on a day: rectified, closed, returned, extended (to `due`), voided."""

    kind: str
    day: date
    note: str = ""
    due: date | None = None


def open_item(session: Session, fault: NewRiskItem, instance: str, by: ChangedBy, year: int) -> RiskItem:
    """建档; the same instance a second time gives the first item."""
    present = by_instance(session, instance)
    if present is not None:
        return present
    row = RiskItem(
        number=next_number(session, "risk_item", year),
        instance=instance,
        entity_id=fault.entity_id,
        unit_id=fault.unit_id,
        description=fault.description,
        opened_on=fault.opened_on,
        due=fault.due,
        officer_id=fault.officer_id,
        finding_id=fault.finding_id,
        inspection_id=fault.inspection_id,
        campaign_id=fault.campaign_id,
        recorded_by=by.person_id,
        recorded_at=by.at,
    )
    session.add(row)
    session.flush()
    _add_event(session, row, RiskStep("opened", fault.opened_on, due=fault.due), instance, by)
    return row


def by_instance(session: Session, instance: str) -> RiskItem | None:
    return session.exec(select(RiskItem).where(col(RiskItem.instance) == instance)).first()


STATE_AFTER = {"rectified": "rectified", "closed": "closed", "returned": "open", "extended": "open", "voided": "void"}
ALLOWED_FROM = {
    "rectified": ("open",),
    "closed": ("rectified",),
    "returned": ("rectified",),
    "extended": ("open",),
    "voided": ("open", "rectified"),
}


def may_become(state: str, kind: str) -> bool:
    """Whether this step is possible where an item stands now."""
    return state in ALLOWED_FROM[kind]


def add_step(session: Session, row: RiskItem, step: RiskStep, instance: str, by: ChangedBy) -> RiskEvent:
    """The same instance a second time changes nothing."""
    present = step_of(session, instance)
    if present is not None:
        return present
    before = {"state": row.state, "due": row.due.isoformat()}
    row.state = STATE_AFTER[step.kind]
    row.due = step.due or row.due
    row.revision += 1
    event = _add_event(session, row, step, instance, by)
    after = {"state": row.state, "due": row.due.isoformat(), "note": step.note}
    audit_rows.note(session, by, f"risk_item.{step.kind}", "risk_item", row.id, before, after)
    return event


def step_of(session: Session, instance: str) -> RiskEvent | None:
    return session.exec(select(RiskEvent).where(col(RiskEvent.instance) == instance)).first()


def _add_event(session: Session, row: RiskItem, step: RiskStep, instance: str, by: ChangedBy) -> RiskEvent:
    event = RiskEvent(
        risk_item_id=row.id,
        kind=step.kind,
        day=step.day,
        note=step.note,
        due=step.due,
        person_id=by.person_id,
        at=by.at,
        instance=instance,
    )
    session.add(event)
    session.flush()
    if step.kind == "opened":
        audit_rows.note(session, by, "risk_item.open", "risk_item", row.id, after=row.model_dump(mode="json"))
    return event


@dataclass(frozen=True)
class RiskCard:
    """A risk item as people see it."""

    id: int
    number: str
    description: str
    source: str
    entity_id: int
    entity: str
    unit_id: int
    unit: str
    unit_path: str
    opened_on: date
    due: date
    officer_id: int
    officer: str
    state: str
    revision: int
    inspection_id: int | None


def card(session: Session, risk_item_id: int) -> RiskCard | None:
    return next(iter(_cards(session, col(RiskItem.id) == risk_item_id)), None)


def item(session: Session, risk_item_id: int) -> RiskItem:
    return session.get_one(RiskItem, risk_item_id)


def for_entity(session: Session, entity_id: int) -> list[RiskCard]:
    return _cards(session, col(RiskItem.entity_id) == entity_id, col(RiskItem.state).in_(("open", "rectified")))


def unfinished(session: Session, path: str) -> list[RiskCard]:
    """Every unfinished item of a scope, for lists."""
    return _cards(session, below(path), col(RiskItem.state).in_(("open", "rectified")))


def of_finding(session: Session, finding_id: int) -> RiskItem | None:
    return session.exec(select(RiskItem).where(col(RiskItem.finding_id) == finding_id)).first()


def ids_in_state(session: Session, campaign_ids: Collection[int | None], state: str) -> list[int]:
    return list(session.exec(select(RiskItem.id).where(*_in_state(campaign_ids, state))))


def in_state(
    session: Session,
    campaign_ids: Collection[int | None],
    state: str,
    only: Collection[int] | None = None,
    seen: Any = None,
) -> list[RiskCard]:
    """The items of campaigns (None: of none) that stand in a state, all or some of them; `seen` is from `concerning`.

    LookupError where an item's entity, unit or officer is gone: nobody would hear of it any more.
    """
    which = [] if only is None else [col(RiskItem.id).in_(only)]
    where = [] if seen is None else [seen]
    return _cards(session, *_in_state(campaign_ids, state), *which, *where, lost=True)


def concerning(people: Collection[int], units: Collection[int], entities: Collection[int]) -> Any:
    """The condition on an item that one of these is in charge of it, has it in its territory, or has to rectify it."""
    return or_(
        col(RiskItem.officer_id).in_(people), col(RiskItem.unit_id).in_(units), col(RiskItem.entity_id).in_(entities)
    )


def _in_state(campaign_ids: Collection[int | None], state: str) -> list[Any]:
    of_these: Any = col(RiskItem.campaign_id).in_([person_id for person_id in campaign_ids if person_id is not None])
    if None in campaign_ids:
        of_these = or_(of_these, col(RiskItem.campaign_id).is_(None))
    return [of_these, col(RiskItem.state) == state]


def last_events(session: Session, ids: Collection[int], kind: str) -> dict[int, RiskEvent]:
    """Item → its last event of a kind; items without one are left out."""
    of_kind = select(RiskEvent).where(col(RiskEvent.kind) == kind).order_by(col(RiskEvent.id))
    chosen = (of_kind.where(col(RiskEvent.risk_item_id).in_(chunk)) for chunk in chunks(ids))
    return {event.risk_item_id: event for events in chosen for event in session.exec(events)}


def in_charge_of(session: Session, risk_item_id: int) -> int:
    """The officer's id alone, readable even where the rest of the row is damaged."""
    return session.exec(select(RiskItem.officer_id).where(col(RiskItem.id) == risk_item_id)).one()


def number_of(session: Session, risk_item_id: int) -> str:
    return session.exec(select(RiskItem.number).where(col(RiskItem.id) == risk_item_id)).one()


def _cards(session: Session, *conditions: Any, lost: bool = False) -> list[RiskCard]:
    """`lost`: also those of which a part is gone, which is an error then."""
    rows = session.exec(
        select(RiskItem, Entity.name, Unit, Person.name)
        .join(Entity, col(Entity.id) == col(RiskItem.entity_id), isouter=lost)
        .join(Unit, col(Unit.id) == col(RiskItem.unit_id), isouter=lost)
        .join(Person, col(Person.id) == col(RiskItem.officer_id), isouter=lost)
        .where(*conditions)
        .order_by(col(RiskItem.due), col(RiskItem.id))
    ).all()
    if gone := [row.id for row, *parts in rows if None in parts]:
        raise LookupError(f"the entity, unit or officer of a risk item is gone: {gone}")
    return [
        RiskCard(
            id=row.id,
            number=row.number,
            description=row.description,
            source=row.source,
            entity_id=row.entity_id,
            entity=entity,
            unit_id=row.unit_id,
            unit=unit.name,
            unit_path=unit.path,
            opened_on=row.opened_on,
            due=row.due,
            officer_id=row.officer_id,
            officer=officer,
            state=row.state,
            revision=row.revision,
            inspection_id=row.inspection_id,
        )
        for row, entity, unit, officer in rows
    ]


@dataclass(frozen=True)
class RiskItemEvent:
    """One event of an item's history, with who did it; handed over, from whom and `to` whom."""

    kind: str
    day: date
    note: str
    due: date | None
    person_id: int
    person: str
    to: str = ""


HANDED_OVER = "risk_item.hand_over"
"""No event of an item's life: who looks after it changes, and the audit has it."""


def history(session: Session, risk_item_id: int) -> list[RiskItemEvent]:
    """All events of an item and its hand-overs, in the order of recording."""
    rows = session.exec(select(RiskEvent, Person.name).join(Person).where(col(RiskEvent.risk_item_id) == risk_item_id))
    events = [
        ((row.at, row.id), RiskItemEvent(row.kind, row.day, row.note, row.due, row.person_id, name))
        for row, name in rows
    ]
    return [
        step
        for _, step in sorted(
            events + _handed_over(session, risk_item_id), key=lambda step_and_place: step_and_place[0]
        )
    ]


def _handed_over(session: Session, risk_item_id: int) -> list[tuple[tuple[datetime, int], RiskItemEvent]]:
    about = (col(Audit.noun) == "risk_item", col(Audit.record_id) == risk_item_id, col(Audit.action) == HANDED_OVER)
    steps = []
    for row in session.exec(select(Audit).where(*about)):
        before, after = row.before or {}, row.after or {}
        giver, taker = (session.get_one(Person, facts["officer_id"]) for facts in (before, after))
        day = date.fromisoformat(str(after["day"])) if "day" in after else row.at.date()  # at first none was kept
        step = RiskItemEvent("handed_over", day, "", None, giver.id, giver.name, taker.name)
        steps.append(((row.at, row.id), step))
    return steps


def event_ids(session: Session, risk_item_id: int) -> list[int]:
    return list(session.exec(select(RiskEvent.id).where(col(RiskEvent.risk_item_id) == risk_item_id)))


def last_event(session: Session, risk_item_id: int, kind: str) -> RiskEvent | None:
    return session.exec(
        select(RiskEvent)
        .where(col(RiskEvent.risk_item_id) == risk_item_id, col(RiskEvent.kind) == kind)
        .order_by(col(RiskEvent.id).desc())
        .limit(1)
    ).first()

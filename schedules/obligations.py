"""What everybody owes in the running campaigns, read from the records: deadlines, plan gaps, risk items.

Each kind is collected in parts, by unit or by record: what cannot be read of one is kept from nobody else.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from days.calendar import WorkingDays
from figures.plan_lines import plan_lines, visits_done
from locales import N_
from schedules.deadline_dates import Happened
from schedules.nudge_steps import Obligation
from schedules.own_day_rule import OwnDay
from schedules.plan_gaps import plan_obligations
from schedules.unit_deadlines import Recorded, to_nudge
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.database import Session
from storage.queries.deadlines import deadlines_done
from storage.queries.deadlines import events as campaign_events
from storage.queries.deadlines import own_days as own_days_set
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import succession, units
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.queries.plans.campaigns import RunningCampaign
from storage.queries.records import risk_items


@dataclass(frozen=True)
class Owed:
    """An obligation, who is told of it, and who hears of it when it is long overdue."""

    obligation: Obligation
    by: tuple[Contact, ...]
    leaders: tuple[Contact, ...]
    path: str
    """The piece that it belongs to where pieces fail by themselves: `campaign:3/risk:17`."""


Keys = Collection[str] | None
"""Units by their keys in the pack; None is all of them."""


def owed_in(
    session: Session, running: RunningCampaign, today: date, calendar: WorkingDays, attempts: AllAtOnce = ALL_AT_ONCE
) -> Iterator[Owed]:
    """Everything unfinished of one campaign."""
    yield from attempts.parts(
        session,
        f"campaign:{running.campaign_id}/deadlines",
        lambda: [unit.key for unit in running.pack.units],
        lambda keys: _deadlines(session, running, today, calendar, keys),
        lambda key: _officers(session, running, key, today),
    )
    yield from work_owed(session, running, today, attempts)


def work_owed(
    session: Session, running: RunningCampaign, today: date, attempts: AllAtOnce = ALL_AT_ONCE
) -> Iterator[Owed]:
    """What the records themselves say is unfinished."""
    yield from attempts.parts(
        session,
        f"campaign:{running.campaign_id}/plan",
        lambda: dict.fromkeys(unit for table in running.pack.plan_tables for unit in table.units),
        lambda keys: _plan_gaps(session, running, today, keys),
        lambda key: _officers(session, running, key, today),
    )
    yield from attempts.parts(
        session,
        f"campaign:{running.campaign_id}/risk",
        lambda: risk_items.open_ids(session, running.campaign_id),
        lambda ids: _risk_items(session, running.campaign_id, today, ids),
        lambda item: [risk_items.in_charge_of(session, item)],
    )


def _officers(session: Session, running: RunningCampaign, unit: str, today: date) -> list[int]:
    """The people who are told what a unit owes."""
    ours = succession.answering(session, running.campaign_id, today)
    return [officer.person_id for officer in people.people_with_role(session, "officer", ours[unit], today)]


def recorded_by_units(session: Session, running: RunningCampaign, only: Keys = None) -> Recorded:
    """What the units of a campaign said themselves, by their keys in the pack; all or some of them."""
    keys = _keys(session, running.campaign_id)
    some = None if only is None else [unit_id for unit_id, key in keys.items() if key in only]
    zone = ZoneInfo(running.pack.zone)
    own_days: dict[str, dict[str, OwnDay]] = {}
    for own in own_days_set.of_campaign(session, running.campaign_id, some):
        since = own.at.astimezone(zone).date()
        if unit := keys.get(own.unit_id):
            own_days.setdefault(unit, {})[own.deadline] = OwnDay(since, own.due, own.day_of_month)
    events: dict[str, dict[str, list[Happened]]] = {}
    for row in campaign_events.of_campaign(session, running.campaign_id, some):
        happened = Happened(row.day, row.subject, row.due, key=f"event{row.id}")
        if unit := keys.get(row.unit_id):
            events.setdefault(unit, {}).setdefault(row.event, []).append(happened)
    done = deadlines_done.done_in(session, running.campaign_id, some)
    return Recorded({(key, keys[unit_id]) for key, unit_id in done if unit_id in keys}, own_days, events)


def _keys(session: Session, campaign_id: int) -> dict[int, str]:
    """Unit → its key in the pack; of a unit outside the plan that took over a line, the key of that line."""
    ours = units.campaign_unit_ids(session, campaign_id)
    outside = succession.from_outside(session, ours, date.max)
    return {unit_id: key for key, unit_id in ours.items()} | {heir.unit.id: key for key, heir in outside.items()}


def _deadlines(
    session: Session, running: RunningCampaign, today: date, calendar: WorkingDays, keys: Keys
) -> Iterator[Owed]:
    ours = succession.answering(session, running.campaign_id, today)  # whoever was merged: the heir owes the same
    found = to_nudge(running.pack, calendar, recorded_by_units(session, running, keys), today, keys)
    owed = (one for one in found if one.owed_by_unit in ours)
    yield from _owed_by_units(session, running, owed, today, "deadlines")


def _owed_by_units(
    session: Session, running: RunningCampaign, found: Iterable[Obligation], today: date, kind: str
) -> Iterator[Owed]:
    """With the officers of each unit, asked for once."""
    ours = succession.answering(session, running.campaign_id, today)
    told: dict[str, tuple[tuple[Contact, ...], tuple[Contact, ...]]] = {}
    for one in found:
        unit = one.owed_by_unit or ""
        if unit not in told:
            officers = people.people_with_role(session, "officer", ours[unit], today)
            told[unit] = (tuple(officers), tuple(people.leaders_above(session, ours[unit], today)))
        # two plans may use the same keys
        path = f"campaign:{running.campaign_id}/{kind}:{unit}"
        yield Owed(replace(one, key=f"{running.campaign_id}/{one.key}"), *told[unit], path)


def _plan_gaps(session: Session, running: RunningCampaign, today: date, keys: Keys) -> Iterator[Owed]:
    lines = plan_lines(session, running.campaign_id, today)
    for printed in running.pack.plan_tables:
        table = printed.inherited(lines.heirs)
        period = table.period_of(today)
        done = visits_done(session, running.campaign_id, table, lines, [period] if period else [], today)
        yield from _owed_by_units(session, running, plan_obligations(table, done, today, keys), today, "plan")


def _risk_items(session: Session, campaign_id: int, today: date, ids: Collection[int] | None) -> Iterator[Owed]:
    """An item that waits for review is nobody's overdue work: the rectification was reported."""
    serving = people.officers_by_unit(session, today)
    for card in risk_items.open_in(session, campaign_id, ids):
        obligation = Obligation(
            key=f"risk:{card.id}",
            title=N_("{number} {entity}: {fault}", number=card.number, entity=card.entity, fault=card.description[:30]),
            due=card.due,
            since=card.opened_on,
            owed_by_person=card.officer_id,
            action=f"risk:{card.id}",
        )
        yield Owed(
            obligation,
            tuple(_those_concerned(session, card, serving, today)),
            tuple(people.leaders_above(session, card.unit_id, today)),
            f"campaign:{campaign_id}/risk:{card.id}",
        )


def _those_concerned(
    session: Session, card: risk_items.RiskCard, serving: Mapping[int, Collection[int]], today: date
) -> Iterable[Contact]:
    """The officer in charge; where they have left the unit and those above it, its officers."""
    if any(card.officer_id in serving.get(unit, ()) for unit in ids_in(card.unit_path)):
        officer = people.contact(session, card.officer_id)
        yield from [officer] if officer is not None else []
    else:
        yield from people.people_with_role(session, "officer", card.unit_id, today)
    yield from people.contacts_of_entity(session, card.entity_id, today)

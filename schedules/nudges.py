"""Who is to be told what now: every person's digest, with the steps that it claims.

Nothing is sent here. Whoever says a digest claims its steps in the same transaction, so each is said once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from campaigns.pack import NudgePolicy, Pack
from locales import N_
from schedules.calendar import WorkingDays
from schedules.digest import Entry, digest
from schedules.due import Obligation, leader_due, step_due, within_hours
from schedules.obligations import Owed, owed_in
from storage.database import Session
from storage.queries import campaigns, nudges, people, working_hours
from storage.queries.people import Contact
from storage.queries.working_hours import Hours

StandIns = Mapping[int, Sequence[Contact]]
"""Whom to tell instead of somebody who is on leave."""


@dataclass
class _Person:
    contact: Contact
    every: list[Obligation] = field(default_factory=list)
    stepping: list[Obligation] = field(default_factory=list)
    claims: list[tuple[str, date]] = field(default_factory=list)
    said: dict[str, set[date]] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonalDigest:
    """What one person is told, and the (subject, step day) pairs that are thereby said."""

    contact: Contact
    today: date
    entries: list[Entry]
    claims: list[tuple[str, date]]


def digests_due(session: Session, now: datetime, calendar: WorkingDays) -> Iterator[PersonalDigest]:
    """One digest for each person for whom a step is due and not yet said, over all running campaigns."""
    persons: dict[int, _Person] = {}
    horizon = 0
    stand_ins: StandIns = {}
    for running in campaigns.running_at(session, now):
        policy = running.pack.nudges
        local = now.astimezone(ZoneInfo(running.pack.zone))
        own_hours = working_hours.by_person(session, local.date())
        if not any(within_hours(one, calendar, local, urgent=True) for one in _policies(policy, own_hours)):
            continue  # most ticks end here, without having asked for anybody's records
        horizon = max(horizon, policy.digest_days)
        stand_ins = people.stand_ins(session, local.date())
        several = people.in_several_units(session, local.date())
        for owed in owed_in(session, running, local.date(), calendar):
            for person in _persons(session, persons, owed.by, stand_ins):
                in_several = person.contact.person_id in several
                obligation = _with_its_unit(owed.obligation, running.pack) if in_several else owed.obligation
                person.every.append(obligation)
                own = _policy_of(policy, own_hours.get(person.contact.person_id))
                step = step_due(obligation, own, calendar, local, person.said.get(obligation.key, set()))
                if step is not None:
                    person.stepping.append(obligation)
                    person.claims.append((obligation.key, step))
            for leader in _persons(session, persons, _escalated_to(owed), stand_ins):
                subject = f"late:{owed.obligation.key}"
                own = _policy_of(policy, own_hours.get(leader.contact.person_id))
                step = leader_due(owed.obligation, own, calendar, local, leader.said.get(subject, set()))
                if step is not None:
                    leader.stepping.append(_with_its_unit(owed.obligation, running.pack))
                    leader.claims.append((subject, step))
        today = local.date()
    for person in persons.values():
        entries = digest(person.stepping, person.every, today, calendar, horizon)
        if entries:
            yield PersonalDigest(person.contact, today, entries, person.claims)


def _policy_of(policy: NudgePolicy, hours: Hours | None) -> NudgePolicy:
    """The plan's, within the working hours of the person's unit."""
    if hours is None:
        return policy
    opens, closes = time.fromisoformat(hours.starts), time.fromisoformat(hours.ends)
    return policy.model_copy(update={"from_time": opens, "until_time": closes})


def _policies(policy: NudgePolicy, own_hours: Mapping[int, Hours]) -> Iterator[NudgePolicy]:
    yield policy
    yield from (_policy_of(policy, hours) for hours in set(own_hours.values()))


def _with_its_unit(obligation: Obligation, pack: Pack) -> Obligation:
    """A leader has many units, others may have several, and the same may be owed by each of them."""
    if obligation.owed_by_unit is None:
        return obligation
    unit = pack.unit(obligation.owed_by_unit).title
    return replace(obligation, title=N_("{unit}: {what}", unit=unit, what=obligation.title))


def _escalated_to(owed: Owed) -> tuple[Contact, ...]:
    told = {contact.person_id for contact in owed.by}
    return tuple(leader for leader in owed.leaders if leader.person_id not in told)


def _persons(
    session: Session, persons: dict[int, _Person], contacts: tuple[Contact, ...], stand_ins: StandIns
) -> Iterator[_Person]:
    """Each once, however many accounts or roles they are told by; of somebody on leave the stand-ins."""
    present = [one for contact in contacts for one in stand_ins.get(contact.person_id, [contact])]
    for contact in {contact.person_id: contact for contact in present}.values():
        if contact.person_id not in persons:
            persons[contact.person_id] = _Person(contact, said=nudges.said(session, contact.person_id))
        yield persons[contact.person_id]

"""Who is to be told what now: every person's digest, with the reminders that it claims.

Nothing is sent here. Whoever says a digest claims them in the same transaction, so each is said once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from campaigns.schema.pack import NudgePolicy
from days.calendar import WorkingDays
from schedules.digest_lines import Entry, digest
from schedules.duties import owed_in
from schedules.duty import Duty, Owed
from schedules.duty_kind import DutyRequest
from schedules.nudge_days import leader_due, nudge_due, within_hours
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.database import Session
from storage.queries.deadlines import nudge_claims
from storage.queries.organisation import working_hours
from storage.queries.organisation.working_hours import Hours
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.queries.plans import campaigns
from storage.queries.plans.campaigns import RunningCampaign

LATE = "late:"
"""Before the key of a duty: a leader is told that it is long overdue."""


@dataclass(frozen=True)
class PersonalDigest:
    """What one person is told, and the (subject, day) pairs that are thereby said."""

    contact: Contact
    today: date
    entries: Sequence[Entry]
    claims: list[tuple[str, date]]
    partial: bool = False
    """Something that may be this person's could not be read."""

    def without(self, entries: Sequence[Entry]) -> "PersonalDigest":
        """Only these entries are said; those of the others stay unsaid."""
        kept = {entry.duty.key for entry in entries}
        claims = [(subject, day) for subject, day in self.claims if subject.removeprefix(LATE) in kept]
        return replace(self, entries=entries, claims=claims, partial=True)


def digests_due(
    session: Session, now: datetime, calendar: WorkingDays, attempts: AllAtOnce = ALL_AT_ONCE
) -> list[PersonalDigest]:
    """One digest for each person for whom a reminder is due and not yet said, over all running campaigns."""
    persons = _Persons(session, attempts)
    heres: list[_Here] = []
    with attempts.savepoint(session, "campaign", concerned=None):
        running = campaigns.running_ids(session)
        for campaign_id in [*running, *campaigns.ended_ids(session)]:
            path = f"campaign:{campaign_id}"
            with attempts.savepoint(session, path, concerned=None):
                if (here := _here(session, campaign_id, now, calendar, attempts)) is None:
                    attempts.skip(path)
                    continue
                here = replace(here, ended=campaign_id not in running, first=not heres)
                heres.append(here)
                _weigh_all(session, here, persons, attempts)
    if not heres:
        attempts.skip("digest")
    digests: list[PersonalDigest] = []
    with attempts.piece("digest"):
        for person in persons.known():
            with attempts.piece(f"digest:{person.contact.person_id}"):
                digests += _digest(person, heres, attempts)
    return digests


def _digest(person: "_Person", heres: Sequence["_Here"], attempts: AllAtOnce) -> Iterator[PersonalDigest]:
    horizon = max(here.running.pack.nudges.digest_days for here in heres)
    entries = digest(person.stepping, person.every, person.today, heres[-1].calendar, horizon)
    if entries:
        partial = attempts.anybody or any(here.hears_of(person.contact, attempts.concerned) for here in heres)
        yield PersonalDigest(person.contact, person.today, entries, person.claims, partial)


@dataclass(frozen=True)
class _Here:
    """A campaign at this moment: whose hours are what, who stands in for whom, who is of several units."""

    running: RunningCampaign
    local: datetime
    calendar: WorkingDays
    own_hours: Mapping[int, NudgePolicy]
    stand_ins: Mapping[int, Sequence[Contact]]
    several: set[int]
    ended: bool = False
    first: bool = False
    """Risk items that count in no campaign go by its zone, hours and days."""

    @property
    def today(self) -> date:
        return self.local.date()

    def policy_of(self, contact: Contact) -> NudgePolicy:
        """The plan's, within the working hours of the person's unit."""
        return self.own_hours.get(contact.person_id, self.running.pack.nudges)

    def present(self, contacts: Iterable[Contact]) -> list[Contact]:
        """Each once, however many accounts or roles they are told by; of somebody on leave the stand-ins."""
        there = (person for contact in contacts for person in self.stand_ins.get(contact.person_id, [contact]))
        return list({contact.person_id: contact for contact in there}.values())

    def hears_of(self, contact: Contact, people_ids: Collection[int]) -> bool:
        """Whether what is meant for one of these people is told to this one."""
        absent = (person_id for person_id in people_ids if contact in self.stand_ins.get(person_id, ()))
        return contact.person_id in people_ids or any(absent)


def _here(
    session: Session, campaign_id: int, now: datetime, calendar: WorkingDays, attempts: AllAtOnce
) -> _Here | None:
    """None where it is nobody's working hours: most ticks end here, without having asked for anybody's records."""
    running = campaigns.in_force_at(session, campaign_id, now)
    if running is None:
        return None
    local = now.astimezone(ZoneInfo(running.pack.zone))
    policy = running.pack.nudges
    own_hours = _own_hours(session, policy, local.date(), attempts)
    if not any(
        within_hours(nudge_policy, calendar, local, urgent=True) for nudge_policy in _different(policy, own_hours)
    ):
        return None
    stand_ins: dict[int, list[Contact]] = {}
    with attempts.savepoint(session, "stand_ins"):
        stand_ins = people.stand_ins(session, local.date())
    several = people.in_several_units(session, local.date())
    return _Here(running, local, calendar, own_hours, stand_ins, several)


def _own_hours(session: Session, policy: NudgePolicy, today: date, attempts: AllAtOnce) -> dict[int, NudgePolicy]:
    """By person, the plan's policy within the hours of the unit; where those cannot be read, the plan's alone holds."""
    own: dict[Hours, NudgePolicy] = {}
    policies: dict[int, NudgePolicy] = {}
    with attempts.savepoint(session, "hours"):
        for person_id, hours in working_hours.by_person(session, today).items():
            with attempts.piece(f"hours:{hours.unit_id}"):
                if hours not in own:
                    own[hours] = _within(policy, hours)
                policies[person_id] = own[hours]
    return policies


def _within(policy: NudgePolicy, hours: Hours) -> NudgePolicy:
    opens, closes = time.fromisoformat(hours.starts), time.fromisoformat(hours.ends)
    return policy.model_copy(update={"from_time": opens, "until_time": closes})


def _different(policy: NudgePolicy, own_hours: Mapping[int, NudgePolicy]) -> Iterator[NudgePolicy]:
    yield policy
    yield from {id(own): own for own in own_hours.values()}.values()


# --- who is told -----------------------------------------------------------------------------------------


@dataclass
class _Person:
    contact: Contact
    today: date
    """In the zone of the plan by which the person was met: two plans may have different days at one moment."""
    said: Mapping[str, set[date]]
    every: list[Duty] = field(default_factory=list)
    stepping: list[Duty] = field(default_factory=list)
    claims: list[tuple[str, date]] = field(default_factory=list)

    def said_of(self, subject: str) -> set[date]:
        return self.said.get(subject, set())

    def has_to_hear(self, duty: Duty, subject: str, day: date | None) -> None:
        if day is not None:
            self.stepping.append(duty)
            self.claims.append((subject, day))


class _Persons:
    """Everybody of whom there is something to tell, with what they were told; who cannot be read is left out."""

    def __init__(self, session: Session, attempts: AllAtOnce) -> None:
        self.session, self.attempts = session, attempts
        self.met: dict[int, _Person | None] = {}

    def known(self) -> list[_Person]:
        return [person for person in self.met.values() if person is not None]

    def of(self, contacts: Iterable[Contact], today: date) -> Iterator[_Person]:
        for contact in contacts:
            if contact.person_id not in self.met:
                self.met[contact.person_id] = self._read(contact, today)
            if (person := self.met[contact.person_id]) is not None:
                yield person

    def _read(self, contact: Contact, today: date) -> _Person | None:
        with self.attempts.savepoint(self.session, f"digest:{contact.person_id}"):
            return _Person(contact, today, nudge_claims.said(self.session, contact.person_id))
        return None


def _weigh_all(session: Session, here: _Here, persons: _Persons, attempts: AllAtOnce) -> None:
    request = DutyRequest(session, here.running, here.today, here.calendar, ended=here.ended, loose=here.first)
    for owed in owed_in(request, attempts):
        with attempts.piece(owed.path, concerned=[contact.person_id for contact in owed.by]):
            _weigh(owed, here, persons)
            _escalate(owed, here, persons)


def _weigh(owed: Owed, here: _Here, persons: _Persons) -> None:
    """Whether those who owe it are to be told now."""
    present = (contact for contact in here.present(owed.by) if contact.person_id != owed.barred)
    for person in persons.of(present, here.today):
        in_several = person.contact.person_id in here.several
        duty = owed.duty.named_with_its_unit(here.running.pack) if in_several else owed.duty
        person.every.append(duty)
        policy, said = here.policy_of(person.contact), person.said_of(duty.key)
        day = nudge_due(duty, policy, here.calendar, here.local, said)
        person.has_to_hear(duty, duty.key, day)


def _escalate(owed: Owed, here: _Here, persons: _Persons) -> None:
    """Whether the leaders are to be told now that it is long overdue; who owes it themselves knows."""
    person_ids = {contact.person_id for contact in owed.by}
    subject = f"{LATE}{owed.duty.key}"
    leaders = here.present(
        contact_to_tell for contact_to_tell in owed.leaders if contact_to_tell.person_id not in person_ids
    )
    for leader in persons.of(leaders, here.today):
        policy, said = here.policy_of(leader.contact), leader.said_of(subject)
        day = leader_due(owed.duty, policy, here.calendar, here.local, said)
        leader.has_to_hear(owed.duty.as_heard_by_leaders(here.running.pack), subject, day)

"""120 days of 300 people in three time zones, with outages: what everybody is told is compared with the plain rules.

Nobody hears twice a day, outside the hours or on a day off; what a message claims it names; nothing due stays unsaid.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import event
from sqlmodel import col, select

from days.calendar import WorkingDays
from handlers.deadlines import morning_digest
from storage.database import Database, Session
from storage.migrate import upgrade
from storage.tables import Account, Nudge, Outbox, RiskItem
from tests.soak.installation import EVENING, Office, open_offices
from tests.soak.verdict import Verdict

DAYS, FIRST = 120, date(2025, 3, 3)
MOMENTS: tuple[str, ...] = (
    "00:05",
    "08:00",
    "08:59",
    "09:00",
    "09:01",
    "10:30",
    "10:31",
    "12:00",
    "15:59",
    "16:00",
    "16:01",
)
MOMENTS += ("17:30", "17:31", "18:30", "18:31")
"""When it ticks on each day of each zone: about every boundary of somebody's hours."""
NOON, LAST = time(12), time(18, 31)
calendar = WorkingDays()


def run(share: float, seed: int, folder: Path) -> Verdict:
    database = Database(f"sqlite:///{folder / 'xiaohao.db'}")
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    upgrade(database)
    chance, watch = Random(seed), Watch()
    with database.transaction() as session:
        offices = open_offices(session)
        watch.person_of = {row.external_id: row.person_id for row in session.exec(select(Account))}
    days = [FIRST + timedelta(days=number) for number in range(max(2, round(DAYS * share)))]
    down = list(_outages(days, chance))
    for moment, office, day in _happenings(offices, days):
        off = any(begins <= moment < ends for begins, ends in down)
        with database.transaction() as session:
            local = moment.astimezone(office.zone)
            if local.time() == EVENING:
                office.lives_a_day(session, day, chance)
            elif not off:
                morning_digest.say_what_is_due(session, moment)
                watch.reads_what_was_said(session, moment, offices)
                if local.time() == NOON:
                    watch.awake.add((office.zone.key, day))
                if local.time() == LAST:
                    watch.finds_nothing_unsaid(session, office, day)
    database.close()
    said = f"{watch.messages} digests with {watch.claims} claims, {watch.compared} item-days compared"
    return Verdict(f"{len(days)} days, {len(watch.person_of)} people, {len(down)} outages: {said}", watch.wrong)


def _outages(days: list[date], chance: Random) -> Iterator[tuple[datetime, datetime]]:
    """From minutes to three days, now and then."""
    for day in days[1:]:
        if chance.random() < 0.15:
            begins = datetime.combine(day, time(chance.randrange(24)), UTC)
            yield begins, begins + timedelta(minutes=chance.choice((20, 90, 600, 1500, 4300)))


def _happenings(offices: list[Office], days: list[date]) -> list[tuple[datetime, Office, date]]:
    """Every tick and every evening of all offices in the order of time."""
    times = [*map(time.fromisoformat, MOMENTS), EVENING]
    found = [(datetime.combine(day, at, one.zone), one, day) for one in offices for day in days for at in times]
    return sorted(found, key=lambda happening: happening[0])


@dataclass
class Watch:
    """Reads after each tick what it said, as people would."""

    person_of: dict[int, int] = field(default_factory=dict)
    """Chat → person."""
    wrong: list[str] = field(default_factory=list)
    messages: int = 0
    claims: int = 0
    compared: int = 0
    last_message: int = 0
    last_claim: int = 0
    awake: set[tuple[str, date]] = field(default_factory=set)
    """Days of a zone on which it ticked at noon, when everybody works."""
    told: Counter[tuple[int, date]] = field(default_factory=Counter)
    said: dict[tuple[int, str], date] = field(default_factory=dict)
    """(person, subject) → the latest step that was claimed."""

    def reads_what_was_said(self, session: Session, now: datetime, offices: list[Office]) -> None:
        rows = session.exec(select(Outbox).where(col(Outbox.id) > self.last_message).order_by(col(Outbox.id))).all()
        claims = session.exec(select(Nudge).where(col(Nudge.id) > self.last_claim).order_by(col(Nudge.id))).all()
        self.last_message = max([self.last_message, *(row.id for row in rows)])
        self.last_claim = max([self.last_claim, *(claim.id for claim in claims)])
        self.messages, self.claims = self.messages + len(rows), self.claims + len(claims)
        texts = {self.person_of[row.chat_id]: str(row.payload["text"]) for row in rows}
        if len(texts) < len(rows):
            self.wrong.append(f"{now}: somebody was told twice at once")
        for person, text in texts.items():
            self._was_told(person, text, now, offices)
        for claim in claims:
            self._was_claimed(session, claim, texts.get(claim.person_id, ""), now)
        for person in texts.keys() - {claim.person_id for claim in claims}:
            self.wrong.append(f"{now}: person {person} was told what no claim says")

    def _was_told(self, person: int, text: str, now: datetime, offices: list[Office]) -> None:
        """Once a day, on a working day, within the hours, of the right day."""
        office = next(one for one in offices if one.employs(person))
        local = now.astimezone(office.zone)
        begins, ends = office.hours_of(person)
        if not calendar.is_working_day(local.date()) or not begins <= local.time() <= ends:
            self.wrong.append(f"{local}: person {person} was told outside {begins}–{ends}")
        self.told[person, local.date()] += 1
        if self.told[person, local.date()] > 1:
            self.wrong.append(f"{local}: person {person} was told again on one day")
        if f"{local.month}月{local.day}日" not in text.split("\n")[0]:
            self.wrong.append(f"{local}: person {person} was told of another day: {text.splitlines()[0]}")

    def _was_claimed(self, session: Session, claim: Nudge, text: str, now: datetime) -> None:
        """The step is a new one, and the message names it."""
        key = claim.person_id, claim.subject
        if key in self.said and claim.step_day <= self.said[key]:
            self.wrong.append(f"{now}: {key} was told of {claim.step_day} after {self.said[key]}")
        self.said[key] = claim.step_day
        subject = claim.subject.rpartition("late:")[2]
        risk = subject.removeprefix("risk:")
        named = session.get_one(RiskItem, int(risk)).number if risk != subject else "："
        if named not in text:
            self.wrong.append(f"{now}: {key} was claimed, but is not in: {text}")

    def finds_nothing_unsaid(self, session: Session, office: Office, today: date) -> None:
        """After hours: the latest step of each open item has been told to its officer."""
        if not calendar.is_working_day(today) or (office.zone.key, today) not in self.awake:
            return
        opened = col(RiskItem.campaign_id) == office.campaign, col(RiskItem.state) == "open"
        for item in session.exec(select(RiskItem).where(*opened)):
            self.compared += 1
            step = latest_step(item.opened_on, item.due, today, office.pack.nudges.days_before)
            told = self.said.get((item.officer_id, f"risk:{item.id}"), date.min)
            if step is not None and told < step:
                self.wrong.append(f"{office.zone} {today}: {item.number} due {item.due} was not told ({told}, {step})")


def latest_step(since: date, due: date, today: date, days_before: tuple[int, ...]) -> date | None:
    """The plain rule, day by day: so many working days before, on the day, then every working day."""
    latest, day = None, since
    while day <= today:
        if calendar.is_working_day(day) and (day > due or _working_days_left(day, due) in days_before):
            latest = day
        day += timedelta(days=1)
    return latest


def _working_days_left(day: date, due: date) -> int:
    """From a working day to the due day, or to the last working day before it."""
    later = (day + timedelta(days=number) for number in range(1, (due - day).days + 1))
    return sum(calendar.is_working_day(one) for one in later)

"""A plan's deadlines as dated duties: when each falls due, every time it does (REQUIREMENTS C1, C2, C3, C5, C7).

    >>> [(one.key, one.due) for one in occurrences(load_pack("xuchang-2023"), WorkingDays())][:1]
    [('quarterly_statistics:2023Q1', datetime.date(2023, 3, 27))]

The due day stays the printed one, on a day off too: whoever shows it says 非工作日. What the plan leaves open has none,
unless a unit has set its own day (`own_days`) or one is set for a single case (`events`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.schema.pack import Counted, Deadline, EndOf, Every, OnDay, Pack, Phase, SetPerCase, Unstated
from campaigns.schema.unclear import UnderReading
from days.calendar import WorkingDays
from days.periods import Period, months_later, periods_between
from schedules.own_day_rule import OwnDay, own_rule


@dataclass(frozen=True)
class Happened:
    """One time that an event happened: its day is day 0, its subject an enterprise or a number.

    `due` is the day that somebody set for this case, `key` what the record is known by.
    """

    day: date
    subject: str
    due: date | None = None
    key: str = ""


Events = Mapping[str, Sequence[Happened]]
"""What happened, by the key of the event."""
OwnDays = Mapping[str, OwnDay]
"""The days that a unit set itself, by the key of the deadline."""
NOTHING_HAPPENED: Events = {}
NO_OWN_DAYS: OwnDays = {}


@dataclass(frozen=True)
class Occurrence:
    """One time that a deadline falls due; without a day where the plan names none, or nothing has set it off yet."""

    deadline: Deadline
    since: date
    due: date | None = None
    period: Period | None = None
    """What is reported on, where the deadline recurs."""
    event: Happened | None = None
    """What set it off."""
    own: OwnDay | None = None
    """The unit's own word, where the day is not the plan's."""

    @property
    def key(self) -> str:
        """Unique within the campaign: `quarterly_statistics:2023Q1`."""
        about = self.period.key if self.period else ""
        if self.event:
            about = self.event.key or f"{self.event.day} {self.event.subject}"
        return f"{self.deadline.key}:{about}" if about else self.deadline.key


def occurrences(
    pack: Pack, calendar: WorkingDays, events: Events = NOTHING_HAPPENED, own_days: OwnDays = NO_OWN_DAYS
) -> list[Occurrence]:
    """All of a campaign's, the earliest first, those without a day at the end in the plan's order."""
    plan = _Plan(pack, calendar, events, own_days)
    listed_occurrences = [
        possible
        for deadline in pack.deadlines
        if _holds(pack, deadline.reading)
        for possible in plan.times_of(deadline)
    ]
    return sorted(listed_occurrences, key=lambda occurrence: (occurrence.due is None, occurrence.due or date.max))


def phase_of(pack: Pack, deadline: Deadline) -> Phase | None:
    return next((phase for phase in pack.phases if phase.key == deadline.phase), None)


def event_of(deadline: Deadline) -> str | None:
    """The key of the event that sets it off; a day set case by case may go without one, then it is its own event."""
    match deadline.due:
        case Counted(event=event) | Unstated(event=event):
            return event
        case SetPerCase(event=event):
            return event or deadline.key
    return None


def _holds(pack: Pack, reading: UnderReading | None) -> bool:
    """Until an administrator chooses, a note's first option is the one we take."""
    options = {note.key: note.options for note in pack.unclear}
    return reading is None or options[reading.unclear][0].key == reading.option


@dataclass(frozen=True)
class _Plan:
    pack: Pack
    calendar: WorkingDays
    events: Events
    own_days: OwnDays

    def times_of(self, deadline: Deadline) -> Iterator[Occurrence]:
        since, _ = self._runs(deadline)
        own = self.own_days.get(deadline.key)
        match deadline.due:
            case OnDay(day=day):
                yield Occurrence(deadline, since, day)
            case EndOf(period=span, year=year, number=number):
                yield Occurrence(deadline, since, Period(span, year, number).end)
            case Every() as rule:
                yield from self._every(deadline, rule)
            case Counted() as rule:
                counted = [self._count(deadline, rule, start) for start in self._starts(rule)]
                yield from counted or [Occurrence(deadline, since)]
            case Unstated(event=None) as rule if own:
                yield from self._by_own_word(deadline, rule, own)
            case _:
                cases = self.events.get(event_of(deadline) or "", ())
                yield from (Occurrence(deadline, case.day, case.due, event=case) for case in cases)
                if not cases:
                    yield Occurrence(deadline, since)

    def _every(self, deadline: Deadline, rule: Every, own: OwnDay | None = None) -> Iterator[Occurrence]:
        since, last = self._runs(deadline)
        for period in periods_between(rule.every, since, last):
            due = period.later(rule.later).day_in(rule.month, rule.day)
            if due >= (own.since if own else since):
                yield Occurrence(deadline, max(since, period.start), due, period, own=own)

    def _by_own_word(self, deadline: Deadline, rule: Unstated, own: OwnDay) -> Iterator[Occurrence]:
        """Binds from the day on which it was first set: nothing becomes overdue by it."""
        match own_rule(rule, own, self.pack.last_day):
            case OnDay(day=day):
                yield Occurrence(deadline, own.since, day, own=own)
            case Every() as made:
                yield from self._every(deadline, made, own)

    def _runs(self, deadline: Deadline) -> tuple[date, date]:
        """From when to when it recurs: its phase, or the whole campaign."""
        phase = phase_of(self.pack, deadline)
        start, end = (phase.start, phase.end) if phase else (None, None)
        return start or self.pack.first_day, end or self.pack.last_day

    def _starts(self, rule: Counted) -> Iterator["_Start"]:
        for deadline in self.pack.deadlines:
            if deadline.key == rule.deadline:
                timed = self.times_of(deadline)
                yield from (
                    _Start(occurrence.due, occurrence.since, occurrence.period, occurrence.event)
                    for occurrence in timed
                    if occurrence.due
                )
        for phase in self.pack.phases:
            if phase.key == rule.phase and phase.end:
                yield _Start(phase.end, phase.start or self.pack.first_day)
        for happened in self.events.get(rule.event or "", ()):
            yield _Start(happened.day, happened.day, event=happened)

    def _count(self, deadline: Deadline, rule: Counted, start: "_Start") -> Occurrence:
        count = rule.days if rule.rule == "after" else -rule.days
        if rule.counted == "working_days":
            due = self.calendar.add(start.day, count)
        elif rule.counted == "months":
            due = months_later(start.day, count)
        else:
            due = start.day + timedelta(days=count)
        return Occurrence(deadline, start.since, due, start.period, start.event)


@dataclass(frozen=True)
class _Start:
    """Day 0 of a count, and what it is the day of."""

    day: date
    since: date
    period: Period | None = None
    event: Happened | None = None

"""A plan's deadlines as dated obligations: when each falls due, every time it does (REQUIREMENTS C1, C2, C3, C5, C7).

    >>> [(one.key, one.due) for one in occurrences(load_pack("xuchang-2023"), WorkingDays())][:1]
    [('quarterly_statistics:2023Q1', datetime.date(2023, 3, 27))]

The due day stays the printed one, on a day off too: whoever shows it says 非工作日. What the plan leaves open has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.pack import Counted, Deadline, EndOf, Every, OnDay, Pack, Phase
from campaigns.unclear import Reading
from schedules.calendar import WorkingDays
from schedules.periods import Period, months_later, periods_between

Events = Mapping[str, Sequence[tuple[date, str]]]
"""What happened: event key → its days, each with its subject (an enterprise, a number); the day itself is day 0."""
NOTHING_HAPPENED: Events = {}


@dataclass(frozen=True)
class Occurrence:
    """One time that a deadline falls due; without a day where the plan names none, or nothing has set it off yet."""

    deadline: Deadline
    since: date
    due: date | None = None
    period: Period | None = None
    """What is reported on, where the deadline recurs."""
    subject: str = ""
    """The day and the subject of the event that it counts from."""

    @property
    def key(self) -> str:
        """Unique within the campaign: `quarterly_statistics:2023Q1`."""
        about = self.period.key if self.period else self.subject
        return f"{self.deadline.key}:{about}" if about else self.deadline.key


def occurrences(pack: Pack, calendar: WorkingDays, events: Events = NOTHING_HAPPENED) -> list[Occurrence]:
    """All of a campaign's, the earliest first, those without a day at the end in the plan's order."""
    plan = _Plan(pack, calendar, events)
    found = [one for deadline in pack.deadlines if _holds(pack, deadline.reading) for one in plan.times_of(deadline)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def phase_of(pack: Pack, deadline: Deadline) -> Phase | None:
    return next((phase for phase in pack.phases if phase.key == deadline.phase), None)


def _holds(pack: Pack, reading: Reading | None) -> bool:
    """Until an administrator chooses, a note's first option is the one we take."""
    options = {note.key: note.options for note in pack.unclear}
    return reading is None or options[reading.unclear][0].key == reading.option


@dataclass(frozen=True)
class _Plan:
    pack: Pack
    calendar: WorkingDays
    events: Events

    def times_of(self, deadline: Deadline) -> Iterator[Occurrence]:
        since, last = self._runs(deadline)
        match deadline.due:
            case OnDay(day=day):
                yield Occurrence(deadline, since, day)
            case EndOf(period=span, year=year, number=number):
                yield Occurrence(deadline, since, Period(span, year, number).end)
            case Every() as rule:
                for period in periods_between(rule.every, since, last):
                    due = period.later(rule.later).day_in(rule.month, rule.day)
                    if due >= since:
                        yield Occurrence(deadline, max(since, period.start), due, period)
            case Counted() as rule:
                counted = [self._count(deadline, rule, start) for start in self._starts(rule)]
                yield from counted or [Occurrence(deadline, since)]
            case _:
                yield Occurrence(deadline, since)

    def _runs(self, deadline: Deadline) -> tuple[date, date]:
        """From when to when it recurs: its phase, or the whole campaign."""
        phase = phase_of(self.pack, deadline)
        start, end = (phase.start, phase.end) if phase else (None, None)
        return start or self.pack.first_day, end or self.pack.last_day

    def _starts(self, rule: Counted) -> Iterator["_Start"]:
        for deadline in self.pack.deadlines:
            if deadline.key == rule.deadline:
                yield from (_Start(one.due, one.since, one.period) for one in self.times_of(deadline) if one.due)
        for phase in self.pack.phases:
            if phase.key == rule.phase and phase.end:
                yield _Start(phase.end, phase.start or self.pack.first_day)
        for day, subject in self.events.get(rule.event or "", ()):
            yield _Start(day, day, subject=f"{day} {subject}")

    def _count(self, deadline: Deadline, rule: Counted, start: "_Start") -> Occurrence:
        count = rule.days if rule.rule == "after" else -rule.days
        if rule.counted == "working_days":
            due = self.calendar.add(start.day, count)
        elif rule.counted == "months":
            due = months_later(start.day, count)
        else:
            due = start.day + timedelta(days=count)
        return Occurrence(deadline, start.since, due, start.period, start.subject)


@dataclass(frozen=True)
class _Start:
    """Day 0 of a count, and what it is the day of."""

    day: date
    since: date
    period: Period | None = None
    subject: str = ""

"""Which reminder is due: obligations, the steps of a nudge policy, and which of them has to be said now.

    >>> visits = Obligation("plan:nanbin", title, due=date(2025, 6, 30), since=date(2025, 4, 1), owed_by_unit="nanbin")
    >>> step_due(visits, NudgePolicy(), WorkingDays(), datetime(2025, 6, 24, 9, 0), said=set())
    datetime.date(2025, 6, 23)      # the step five working days before was missed and is said late, once

Times are local times of the person's unit. Nothing here knows who was told: `said` are the step days that were said.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from campaigns.schema.pack import NudgePolicy
from days.calendar import DAY, WorkingDays
from locales import Text


@dataclass(frozen=True)
class Obligation:
    """One thing that a unit or a person owes. It exists from `since`; what is done is simply not passed in any more."""

    key: str
    title: Text
    due: date | None
    since: date
    owed_by_unit: str | None = None
    owed_by_person: int | None = None
    action: str = ""
    """The button that does it or leads there."""
    urgent: bool = False
    """Does not wait for the digest."""


def steps(obligation: Obligation, policy: NudgePolicy, calendar: WorkingDays, until: date) -> Iterator[date]:
    """The step days from `since` to `until`, in order; none without a due day.

    A due day off keeps its date, but its steps count from the working day before it (C3).
    """
    if obligation.due is None:
        return
    last = calendar.on_or_before(obligation.due)
    ahead = sorted(calendar.add(last, -count) for count in policy.days_before)
    yield from (day for day in ahead if obligation.since <= day <= until)
    day = max(obligation.due + DAY, obligation.since)
    while day <= until:
        if calendar.is_working_day(day):
            yield day
        day += DAY


def step_due(
    obligation: Obligation, policy: NudgePolicy, calendar: WorkingDays, now: datetime, said: Collection[date]
) -> date | None:
    """The step to say now. Of several missed ones only the latest counts: it is said late, with the true days left.

    When the due day or the calendar changes under way, a day already said covers every step up to it.
    """
    if not within_hours(policy, calendar, now, urgent=obligation.urgent):
        return None
    latest = max(steps(obligation, policy, calendar, until=now.date()), default=None)
    return None if latest is None or any(day >= latest for day in said) else latest


def leader_due(
    obligation: Obligation, policy: NudgePolicy, calendar: WorkingDays, now: datetime, said: Collection[date]
) -> date | None:
    """The day to tell the leader of, once, when the thing has been overdue for the policy's number of working days."""
    if obligation.due is None or policy.escalate_after is None or not within_hours(policy, calendar, now):
        return None
    day = calendar.add(max(obligation.due, obligation.since), policy.escalate_after)
    return day if day <= now.date() and day not in said else None


def within_hours(policy: NudgePolicy, calendar: WorkingDays, now: datetime, urgent: bool = False) -> bool:
    """Whether people may be reminded now; what is not urgent comes with the digest, not before its hour."""
    opens = policy.from_time if urgent else max(policy.from_time, policy.digest_at)
    return calendar.is_working_day(now.date()) and opens <= now.time() <= policy.until_time

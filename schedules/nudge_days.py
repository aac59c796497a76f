"""Which reminder is due: the days of a nudge policy, and which of them has to be said now.

    >>> visits = Duty("plan:nanbin", title, due=date(2025, 6, 30), since=date(2025, 4, 1), owed_by_unit="nanbin")
    >>> nudge_due(visits, NudgePolicy(), WorkingDays(), datetime(2025, 6, 24, 9, 0), said=set())
    datetime.date(2025, 6, 23)      # that of five working days before was missed and is said late, once

Times are local times of the person's unit. Nothing here knows who was told: `said` are the days whose
reminder was said.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from campaigns.schema.pack import NudgePolicy
from days.calendar import DAY, WorkingDays
from schedules.duty import Duty


def nudge_days(duty: Duty, policy: NudgePolicy, calendar: WorkingDays, until: date) -> Iterator[date]:
    """The days from `since` to `until` on which it is reminded of, in order.

    A due day off keeps its date, but its reminders count from the working day before it (C3).
    """
    if duty.due is None:
        yield from _while_it_waits(duty, policy, calendar, until)
        return
    last = calendar.on_or_before(duty.due)
    ahead = sorted(calendar.add(last, -count) for count in policy.days_before)
    yield from (day for day in ahead if duty.since <= day <= until)
    day = max(duty.due + DAY, duty.since)
    while day <= until:
        if calendar.is_working_day(day):
            yield day
        day += DAY


def _while_it_waits(duty: Duty, policy: NudgePolicy, calendar: WorkingDays, until: date) -> Iterator[date]:
    """As many working days after it came as other things are reminded of before they are due, then every one."""
    after = sorted(calendar.add(duty.since, count) for count in policy.days_before if count > 0)
    yield from (day for day in after if day <= until)
    day = max([duty.since, *after]) + DAY
    while day <= until:
        if calendar.is_working_day(day):
            yield day
        day += DAY


def nudge_due(
    duty: Duty, policy: NudgePolicy, calendar: WorkingDays, now: datetime, said: Collection[date]
) -> date | None:
    """The day whose reminder is to be said now. Of several missed ones only the latest counts: it is said late, with
    the true days left.

    When the due day or the calendar changes under way, a day already said covers every one up to it.
    """
    if not within_hours(policy, calendar, now, urgent=duty.urgent):
        return None
    latest = max(nudge_days(duty, policy, calendar, until=now.date()), default=None)
    return None if latest is None or any(day >= latest for day in said) else latest


def leader_due(
    duty: Duty, policy: NudgePolicy, calendar: WorkingDays, now: datetime, said: Collection[date]
) -> date | None:
    """The day to tell the leader of, once."""
    day = long_overdue(duty, policy, calendar)
    if day is None or not within_hours(policy, calendar, now):
        return None
    return day if day <= now.date() and day not in said else None


def long_overdue(duty: Duty, policy: NudgePolicy, calendar: WorkingDays) -> date | None:
    """The day on which it has been overdue for the policy's number of working days; None where it never will be."""
    if duty.due is None or policy.escalate_after is None:
        return None
    return calendar.add(max(duty.due, duty.since), policy.escalate_after)


def within_hours(policy: NudgePolicy, calendar: WorkingDays, now: datetime, urgent: bool = False) -> bool:
    """Whether people may be reminded now; what is not urgent comes with the digest, not before its hour."""
    opens = policy.from_time if urgent else max(policy.from_time, policy.digest_at)
    return calendar.is_working_day(now.date()) and opens <= now.time() <= policy.until_time

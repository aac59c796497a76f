"""What a digest lists and how it says when: “今天到期”, “6月30日（还有 6 个工作日）”, “已超期 3 个工作日”."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from days.calendar import WorkingDays
from locales import N_, Text
from schedules.duty import Duty


@dataclass(frozen=True)
class Entry:
    """One line of a digest: the duty and when it is due, in words."""

    duty: Duty
    when: Text


def digest(
    stepping: Collection[Duty], every: Iterable[Duty], today: date, calendar: WorkingDays, days: int = 14
) -> list[Entry]:
    """What one person is told this morning.

    Nothing unless a reminder is due for something, however far its due day is; then also everything else that falls due
    within `days` calendar days, everything overdue and everything that waits, so that nobody gets two
    messages on one morning.
    """
    if not stepping:
        return []
    horizon = today + timedelta(days=days)
    near = (duty for duty in every if duty.due is None or duty.due <= horizon)
    listed = {duty.key: duty for duty in (*near, *stepping)}
    return entries(listed.values(), today, calendar)


def entries(duties: Iterable[Duty], today: date, calendar: WorkingDays) -> list[Entry]:
    """Earliest due day first, then what waits without one, the longest first."""
    ordered = sorted(duties, key=lambda duty: (duty.due or date.max, not duty.urgent, duty.since, duty.key))
    return [Entry(duty, when_of(duty, today, calendar)) for duty in ordered]


def when_of(duty: Duty, today: date, calendar: WorkingDays) -> Text:
    if duty.due is not None:
        return when(duty.due, today, calendar)
    waiting = calendar.between(duty.since, today)
    return N_("waiting for {count} working days", count=waiting) if waiting > 0 else N_("since today")


def when(due: date, today: date, calendar: WorkingDays) -> Text:
    """The due day as people say it; a day off is called one (C3), an unpublished year an estimate."""
    if due == today:
        return N_("due today")
    left = calendar.between(today, due)
    facts: list[Text] = [] if calendar.is_working_day(due) else [N_("a day off")]
    facts.append(_left(left, overdue=due < today))
    if calendar.estimated(due.year):
        facts.append(N_("estimated"))
    return N_("{day} ({facts})", day=due, facts=facts)


def _left(left: int, overdue: bool) -> Text:
    if overdue:
        return N_("{count} working days overdue", count=-left) if left else N_("overdue")
    if left == 0:
        return N_("no working day left before it")
    return N_("{count} working days left", count=left)

"""What a digest lists and how it says when: “今天到期”, “6月30日（还有 6 个工作日）”, “已超期 3 个工作日”."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from days.calendar import WorkingDays
from locales import N_, Text
from schedules.nudge_steps import Obligation


@dataclass(frozen=True)
class Entry:
    """One line of a digest: its obligation and when it is due, in words."""

    obligation: Obligation
    when: Text


def digest(
    stepping: Collection[Obligation], every: Iterable[Obligation], today: date, calendar: WorkingDays, days: int = 14
) -> list[Entry]:
    """What one person is told this morning, earliest due day first.

    Nothing unless a step is due for something, however far its due day is; then also everything else that falls due
    within `days` calendar days, and everything overdue, so that nobody gets two messages on one morning.
    """
    if not stepping:
        return []
    horizon = today + timedelta(days=days)
    near = (obligation for obligation in every if obligation.due and obligation.due <= horizon)
    listed = {obligation.key: obligation for obligation in (*near, *stepping)}
    dated = [(obligation.due, obligation) for obligation in listed.values() if obligation.due]
    dated.sort(key=lambda pair: (pair[0], not pair[1].urgent, pair[1].key))
    return [Entry(obligation, when(due, today, calendar)) for due, obligation in dated]


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

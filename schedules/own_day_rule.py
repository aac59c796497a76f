"""A day that a unit sets itself where the plan names none (方案未规定): a rule of its own, for that unit alone.

    >>> own_rule(Unstated(rule="unstated", says="按月", every="month"), OwnDay(today, day_of_month=5), last_day)
    Every(rule='every', every='month', month=1, day=5, later=1)      # 次月5日前

Nothing is proposed here: without the unit's own word there is no day (C7).
"""

from dataclasses import dataclass
from datetime import date

from campaigns.schema.pack import Deadline, Every, OnDay, Unstated


@dataclass(frozen=True)
class OwnDay:
    """A date; or a day of the month that follows each month, quarter or half-year. `since`: when it was first set."""

    since: date
    due: date | None = None
    day_of_month: int | None = None


def may_set_own_day(deadline: Deadline) -> bool:
    """Where an event sets it off, the day belongs to the single case and is entered with it."""
    return isinstance(deadline.due, Unstated) and deadline.due.event is None


def own_rule(rule: Unstated, own: OwnDay, last_day: date) -> Every | OnDay:
    """The rule that the unit's word makes; `last_day` is the campaign's, a date after it is of the year after."""
    if rule.every is not None and own.day_of_month is not None:
        return Every(rule="every", every=rule.every, month=1, day=own.day_of_month, later=1)
    if own.due is None:
        raise ValueError("an own day is a date or a day of the month")
    if rule.every == "year":
        later = max(own.due.year - last_day.year, 0)
        return Every(rule="every", every="year", month=own.due.month, day=own.due.day, later=later)
    return OnDay(rule="on_day", day=own.due)

"""A plan's deadlines unit by unit: what each still owes, what it watches over, and which of that is nudged."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.pack import NudgePolicy, Pack
from campaigns.parties import units_of
from schedules.calendar import WorkingDays
from schedules.deadlines import Occurrence, occurrences
from schedules.due import Obligation
from schedules.rule_words import titled

LONG_PAST = timedelta(days=30)
"""After so many days a deadline is no longer nudged and folded away in lists: the leader has long been told."""


@dataclass(frozen=True)
class UnitDeadline:
    """One time that something falls due, as one unit (its key in the pack) sees it."""

    occurrence: Occurrence
    unit: str
    watches: bool = False
    """The entities owe it, the unit sees to it that they do (监督)."""


def of_units(pack: Pack, calendar: WorkingDays, done: Collection[tuple[str, str]]) -> Iterator[UnitDeadline]:
    """Everything that is not done, the earliest first; `done` are (key of the occurrence, unit)."""
    for one in occurrences(pack, calendar):
        owing = units_of(pack, one.deadline.owed_by)
        yield from (UnitDeadline(one, unit) for unit in owing if (one.key, unit) not in done)
        if one.deadline.owed_by.entity_kinds:
            watching = (unit for unit in _watching(pack, one) if unit not in owing)
            yield from (UnitDeadline(one, unit, watches=True) for unit in watching)


def _watching(pack: Pack, one: Occurrence) -> list[str]:
    """Whoever receives it from the entities; where the plan names nobody, every unit."""
    return units_of(pack, one.deadline.owed_to) or [unit.key for unit in pack.units]


def to_nudge(pack: Pack, calendar: WorkingDays, done: Collection[tuple[str, str]], today: date) -> Iterator[Obligation]:
    """What units owe with a day that is near or has passed lately."""
    last = _horizon(pack.nudges, calendar, today)
    for one in of_units(pack, calendar, done):
        due = one.occurrence.due
        if due and not one.watches and today - LONG_PAST <= due <= last:
            yield Obligation(
                key=f"deadline:{one.occurrence.key}:{one.unit}",
                title=titled(one.occurrence),
                due=due,
                since=one.occurrence.since,
                owed_by_unit=one.unit,
                action=f"deadline:{one.occurrence.key}",
            )


def _horizon(policy: NudgePolicy, calendar: WorkingDays, today: date) -> date:
    """The last due day that anybody is told of today: by its first step, or in a digest."""
    first_step = max(policy.days_before, default=0)
    return max(calendar.add(today, first_step + 1), today + timedelta(days=policy.digest_days))

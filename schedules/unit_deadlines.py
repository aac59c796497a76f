"""A plan's deadlines unit by unit: what each still owes, and what it watches over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from campaigns.schema.pack import Deadline, Pack
from campaigns.schema.parties import units_of
from days.calendar import WorkingDays
from schedules.deadline_dates import NO_OWN_DAYS, NOTHING_HAPPENED, Events, Occurrence, OwnDays, event_of, occurrences

LONG_PAST = timedelta(days=30)
"""After so many days a deadline is no longer nudged and folded away in lists: the leader has long been told."""


@dataclass(frozen=True)
class Recorded:
    """What units said themselves, each by its key in the pack: what is done, their own days, the events they saw."""

    done: Collection[tuple[str, str]] = ()
    """(key of the occurrence, unit)."""
    own_days: Mapping[str, OwnDays] = field(default_factory=dict)
    events: Mapping[str, Events] = field(default_factory=dict)
    """Of one unit: what another recorded is not owed here."""


NOTHING_RECORDED = Recorded()


@dataclass(frozen=True)
class UnitDeadline:
    """One time that something falls due, as one unit (its key in the pack) sees it."""

    occurrence: Occurrence
    unit: str
    watches: bool = False
    """The entities owe it, the unit sees to it that they do (监督)."""

    @property
    def followed(self) -> bool:
        """Whether the unit is reminded and says when it is done: what it owes, and what it set itself a day for."""
        return not self.watches or self.occurrence.own is not None


def of_units(
    pack: Pack,
    calendar: WorkingDays,
    recorded: Recorded = NOTHING_RECORDED,
    only: Collection[str] | None = None,
) -> list[UnitDeadline]:
    """Everything that is not done, the earliest first, those without a day in the plan's order.

    Of all units, or `only` of some.
    """
    shared = occurrences(pack, calendar)
    owing = {deadline.key: units_of(pack, deadline.owed_by) for deadline in pack.deadlines}
    watching = {deadline.key: _watching(pack, deadline) for deadline in pack.deadlines}
    deadlines = [
        UnitDeadline(occurrence, unit.key, watches=unit.key not in owing[occurrence.deadline.key])
        for unit in pack.units
        if only is None or unit.key in only
        for occurrence in _times(pack, calendar, recorded, unit.key, shared)
        if unit.key in owing[occurrence.deadline.key] or unit.key in watching[occurrence.deadline.key]
    ]
    left = [
        unit_deadline
        for unit_deadline in deadlines
        if not (unit_deadline.followed and (unit_deadline.occurrence.key, unit_deadline.unit) in recorded.done)
    ]
    place = {deadline.key: number for number, deadline in enumerate(pack.deadlines)}
    return sorted(
        left,
        key=lambda unit_deadline: (
            unit_deadline.occurrence.due or date.max,
            place[unit_deadline.occurrence.deadline.key],
        ),
    )


def _times(
    pack: Pack, calendar: WorkingDays, recorded: Recorded, unit: str, shared: list[Occurrence]
) -> list[Occurrence]:
    """As the plan has them, until the unit has recorded something; the rule of what an event sets off stays listed."""
    events, own_days = recorded.events.get(unit, NOTHING_HAPPENED), recorded.own_days.get(unit, NO_OWN_DAYS)
    if not events and not own_days:
        return shared
    own = occurrences(pack, calendar, events, own_days)
    listed = {occurrence.key for occurrence in own}
    return [
        *own,
        *(occurrence for occurrence in shared if event_of(occurrence.deadline) and occurrence.key not in listed),
    ]


def _watching(pack: Pack, deadline: Deadline) -> list[str]:
    """Whoever receives it from the entities; where the plan names nobody, every unit."""
    if not deadline.owed_by.entity_kinds:
        return []
    return units_of(pack, deadline.owed_to) or [unit.key for unit in pack.units]

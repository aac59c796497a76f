"""What the invention of a past goes by: the plan, the calendar, the day it is today, and chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from demo.found_faults import InventedFault, endless_faults

HOURS = (9, 10, 11, 14, 15, 16)


@dataclass(frozen=True)
class Past:
    pack: Pack
    calendar: WorkingDays
    today: date
    chance: Random

    @cached_property
    def faults(self) -> dict[str, Iterator[InventedFault]]:
        """By kind of entity, endlessly many."""
        return {kind.key: endless_faults(self.pack, kind.key, self.chance) for kind in self.pack.entity_kinds}

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    def moment(self, day: date) -> datetime:
        hour, minute = self.chance.choice(HOURS), self.chance.randrange(55)
        return datetime.combine(day, time(hour, minute), ZoneInfo(self.pack.zone))

    def working_days(self, first: date, last: date) -> list[date]:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.calendar.is_working_day(day)]

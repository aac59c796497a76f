"""How far the units have come: most keep pace with the plan, one is clearly behind, one was a little short."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from days.calendar import WorkingDays
from demo.workload import OwedVisits, by_unit

AT_MOST = 1.05  # of a running period's plan


@dataclass(frozen=True)
class Pace:
    """Visits for each one that was owed: in periods that are over, and by now in the running one."""

    finished: float = 1.0
    running: float = 1.0


FIRST = Pace(running=0.85)  # the unit that is tried first has something left to do
BEHIND = Pace(running=0.5)
SHORT = Pace(finished=0.82)


def paces(owed: list[OwedVisits], chance: Random) -> dict[str, Pace]:
    """One behind and one short are among the busiest, where a gap is plain to see."""
    yearly = by_unit(owed)
    first, *others = yearly
    busiest = sorted(others, key=lambda unit: -yearly[unit])[:3]
    odd = dict(zip(chance.sample(busiest, len(busiest)), (BEHIND, SHORT), strict=False))
    ordinary = {unit: Pace(chance.choice((1.0, 1.2)), chance.uniform(0.95, 1.2)) for unit in others}
    return {first: FIRST} | ordinary | odd


def furthest_behind(found: dict[str, Pace]) -> str:
    return min(found, key=lambda unit: found[unit].running)


def visits_done(owed: OwedVisits, pace: Pace, yesterday: date, calendar: WorkingDays) -> int:
    if yesterday >= owed.last:
        return round(owed.visits * pace.finished)
    if yesterday < owed.first:
        return 0
    before = owed.first - timedelta(days=1)
    elapsed = calendar.between(before, yesterday) / calendar.between(before, owed.last)
    return round(owed.visits * min(AT_MOST, elapsed * pace.running))

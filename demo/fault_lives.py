"""What becomes of a fault: most are put right in time and closed out by a second person."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from demo.invented_visits import FaultLife, InventedVisit
from demo.past import Past

FOLLOWED_UP = 0.85  # of the faults; the others were put right on the spot
LATE = 0.1


def followed_up(past: Past, visit: InventedVisit) -> InventedVisit:
    """Never overdue today: what is not rectified yet is not due yet."""
    if past.chance.random() > FOLLOWED_UP:
        return visit
    due = past.calendar.on_or_before(visit.day + timedelta(days=past.chance.randint(15, 30)))
    rectified = _day_of_rectification(past, visit.day, due)
    reviewed = past.calendar.add(rectified, past.chance.randint(1, 4))
    return replace(visit, life=FaultLife(due, _if_past(past, rectified), _if_past(past, reviewed)))


def _day_of_rectification(past: Past, opened: date, due: date) -> date:
    late = past.calendar.add(due, 2)
    if past.chance.random() < LATE and late < past.today:
        return late
    return past.calendar.add(opened, past.chance.randint(2, past.calendar.between(opened, due)))


def _if_past(past: Past, day: date) -> datetime | None:
    return past.moment(day) if day < past.today else None

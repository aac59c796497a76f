"""Risk items that stand where somebody has to act today, so that every part of the product has something to show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo.invented_visits import FaultLife, InventedVisit
from demo.past import Past
from demo.team import Team
from forms.offer import Offer

USUAL_DAYS = 20  # from a visit to the due day
SUITABLE_DAYS = range(15, 31)


@dataclass(frozen=True)
class Story:
    """A risk item on one of these visits, due so many working days from today."""

    among: Callable[[InventedVisit], bool]
    due_in: int
    rectified_ago: int | None = None
    """Working days since its rectification, which waits for a second person's review."""


def stories(first: Team, behind: Team, another: Team, contact_of: Offer) -> list[Story]:
    """The enterprise contact's own, one due tomorrow, one to review, and two overdue in different units."""
    return [
        Story(lambda visit: visit.entity is contact_of, due_in=8),
        Story(lambda visit: visit.officer == first.officers[0], due_in=1),
        Story(lambda visit: visit.officer == first.officers[1], due_in=5, rectified_ago=2),
        Story(lambda visit: visit.team is behind, due_in=-4),
        Story(lambda visit: visit.team is another, due_in=-7),
    ]


def with_story(past: Past, visits: list[InventedVisit], story: Story) -> list[InventedVisit]:
    """The visit that suits best becomes the story's; a past too short for it goes without."""
    due = past.calendar.add(past.today, story.due_in)
    rectified = past.calendar.add(past.today, -story.rectified_ago) if story.rectified_ago else None
    fitting = [visit for visit in visits if story.among(visit) and not visit.life and visit.day < (rectified or due)]
    if not fitting:
        return visits
    best = min(fitting, key=lambda visit: abs((due - visit.day).days - USUAL_DAYS))
    life = FaultLife(due, past.moment(rectified) if rectified else None)
    fault = best.fault or next(past.faults[best.entity["kind"]])
    moved = replace(_moved(past, best, due), fault=fault, life=life)
    return [moved if visit is best else visit for visit in visits]


def _moved(past: Past, visit: InventedVisit, due: date) -> InventedVisit:
    """To a day that the due day suits, if there is one while the plan runs."""
    if (due - visit.day).days in SUITABLE_DAYS:
        return visit
    day = past.calendar.on_or_before(min(due - timedelta(days=USUAL_DAYS), past.yesterday))
    return replace(visit, at=past.moment(day)) if past.pack.first_day <= day <= past.pack.last_day else visit

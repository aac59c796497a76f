"""Invented visits: when, by whom, to whom, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from campaigns.schema.pack import Pack
from demo.found_faults import InventedFault
from demo.past import Past
from demo.team import Team
from demo.visit_pace import Pace, visits_done
from demo.workload import OwedVisits
from forms.offer import Offer

WITH_A_FAULT = 0.12  # some more get one when the stories are told
KIND_SHARES = (12, 2, 1)  # a plan lists its usual kind of check first


@dataclass(frozen=True)
class FaultLife:
    """What became of a fault as a risk item; moments are None for what has not happened yet."""

    due: date
    rectified_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class InventedVisit:
    """`at` is when it was recorded, on the day of the visit, in the plan's zone."""

    team: Team
    officer: int
    entity: Offer
    kind: str
    at: datetime
    people: int
    fault: InventedFault | None = None
    life: FaultLife | None = None

    @property
    def day(self) -> date:
        return self.at.date()


def invent_visits(past: Past, team: Team, owed: list[OwedVisits], pace: Pace) -> Iterator[InventedVisit]:
    """A team's visits so far; each entity once before any of them twice."""
    for kind, entities in team.entities.items():
        its_own = [visits_owed for visits_owed in owed if (visits_owed.unit, visits_owed.kind) == (team.unit, kind)]
        days = sorted(
            ((day, visits_owed) for visits_owed in its_own for day in _days(past, visits_owed, pace)),
            key=lambda pair: pair[0],
        )
        for back, (day, visits_owed) in enumerate(reversed(days)):
            officer = past.chance.choice(team.officers) if back else team.officers[0]
            yield _visit(past, team, officer, entities[back % len(entities)], day, _kinds(past.pack, visits_owed))


def _days(past: Past, owed: OwedVisits, pace: Pace) -> list[date]:
    days = past.working_days(owed.first, min(owed.last, past.yesterday))
    done = visits_done(owed, pace, past.yesterday, past.calendar)
    return past.chance.choices(days, k=done) if days else []


def _kinds(pack: Pack, owed: OwedVisits) -> list[str]:
    known = [kind.key for kind in pack.inspection_kinds]
    return ([kind for kind in owed.inspection_kinds if kind in known] or known)[: len(KIND_SHARES)]


def _visit(past: Past, team: Team, officer: int, entity: Offer, day: date, kinds: list[str]) -> InventedVisit:
    chance = past.chance
    return InventedVisit(
        team=team,
        officer=officer,
        entity=entity,
        kind=chance.choices(kinds, KIND_SHARES[: len(kinds)])[0],
        at=past.moment(day),
        people=chance.choice((2, 2, 2, 3)),
        fault=next(past.faults[entity["kind"]]) if chance.random() < WITH_A_FAULT else None,
    )

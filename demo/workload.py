"""What each unit owes: cell by cell of the plan table; else the rounds of its world, or a pace of our own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from campaigns.schema.pack import Pack
from demo.checking_units import first_section, named, stations
from demo.plan_world import world_of

INVENTED_PACE = 3  # visits a quarter of each kind, where the plan prints no numbers
RARE, RARE_PACE = ("manufacturer", "platform"), 1


@dataclass(frozen=True)
class OwedVisits:
    """So many visits to entities of a kind, between two days, both included."""

    unit: str
    kind: str
    first: date
    last: date
    visits: int
    among: int | None = None
    """How many such entities the unit has, where that is said."""
    inspection_kinds: tuple[str, ...] = ()
    """The usual one first; empty: as the plan lists them."""


def workload(pack: Pack) -> list[OwedVisits]:
    return _by_the_table(pack) or _in_rounds(pack) or _at_a_pace_of_our_own(pack)


def _at_a_pace_of_our_own(pack: Pack) -> list[OwedVisits]:
    return [
        OwedVisits(unit.key, kind.key, first, last, RARE_PACE if kind.key in RARE else INVENTED_PACE)
        for unit in stations(pack)
        for first, last in quarters(pack)
        for kind in pack.entity_kinds
    ]


def _in_rounds(pack: Pack) -> list[OwedVisits]:
    sizes, kinds = world_of(pack).sizes, {kind.key for kind in pack.entity_kinds}
    return [
        OwedVisits(
            unit.key,
            visits.entity_kind,
            visits.first or pack.first_day,
            visits.last or pack.last_day,
            max(1, round(visits.visits * sizes.get(unit.key, 1))),
            max(1, round(visits.among * sizes.get(unit.key, 1))),
            visits.inspection_kinds,
        )
        for visits in world_of(pack).rounds
        if visits.entity_kind in kinds
        for unit in named(pack, visits.by)
    ]


def _by_the_table(pack: Pack) -> list[OwedVisits]:
    if not pack.plan_tables:
        return []
    table = pack.plan_tables[0]
    return [
        OwedVisits(
            unit, column.counts.entity_kind, period.start, period.end, table.planned(unit, period.key, column.key)
        )
        for unit in table.units
        for period in table.periods
        for column in table.columns
    ]


def wholesale_workload(pack: Pack) -> list[OwedVisits]:
    """The section's visits to its wholesaler; plans name the duty and no number, so it is one a quarter."""
    section = first_section(pack)
    if section is None or not any(kind.key == "distributor" for kind in pack.entity_kinds):
        return []
    return [OwedVisits(section.key, "distributor", first, last, 1) for first, last in quarters(pack)]


def quarters(pack: Pack) -> Iterator[tuple[date, date]]:
    """The quarters that the plan runs through, also over a new year; the first and last as far as it does."""
    for year, month in product(range(pack.first_day.year, pack.last_day.year + 1), (1, 4, 7, 10)):
        after = date(year, month + 3, 1) if month < 10 else date(year + 1, 1, 1)
        first, last = max(date(year, month, 1), pack.first_day), min(after - timedelta(days=1), pack.last_day)
        if first <= last:
            yield first, last


def by_unit(owed: list[OwedVisits]) -> dict[str, int]:
    """Visits owed in the whole year."""
    total: dict[str, int] = {}
    for visits_owed in owed:
        total[visits_owed.unit] = total.get(visits_owed.unit, 0) + visits_owed.visits
    return total

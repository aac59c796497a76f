"""Figures against a second way of counting: loops in Python over the same invented records, whatever happened to them.

The rules are those of REQUIREMENTS C8–C11; what a campaign's plan table makes of them is tested with the handlers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.queries.ground.unit_paths import below
from storage.queries.organisation.units import add_unit
from storage.queries.records import inspections, record_counts, risk_items
from storage.queries.records.record_counts import RiskFigures
from tests.county import SINCE
from tests.samples import samples

FIRST = date(2025, 3, 20)
UNITS = 13  # enough for ids of two digits below each other: /1/1…/ must not hold what is in /1/…
KINDS = ("distributor", "user")

days = st.integers(0, 110).map(lambda n: FIRST + timedelta(days=n))
units = st.integers(0, UNITS - 1)


@dataclass(frozen=True)
class Visit:
    unit: int
    user: bool
    day: date
    campaigns: frozenset[int]
    void: bool = False
    moved_to: date | None = None
    """The day that a correction wrote instead."""


@dataclass(frozen=True)
class Item:
    """A risk item and the steps of its life: which of the possible kinds, and how many days after the one before."""

    unit: int
    opened_on: date
    due_in: int
    steps: list[tuple[int, int, int]]


visits = st.builds(Visit, units, st.booleans(), days, st.frozensets(st.integers(0, 1)), st.booleans(), st.none() | days)
step = st.tuples(st.integers(0, 2), st.integers(0, 25), st.integers(-8, 40))
items = st.builds(Item, units, days, st.integers(0, 40), st.lists(step, max_size=7))
parents = st.tuples(*(st.integers(0, number - 1) for number in range(1, UNITS)))
often = settings(max_examples=samples(20, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture])


class World:
    """A tree of units: who stands below whom is told by `parents`, not by paths."""

    def __init__(self, county, parents):
        self.county, self.parents = county, (None, *parents)
        self.rows = [county.bureau]
        for number, parent in enumerate(parents, 1):
            key = f"unit{number}"
            self.rows.append(add_unit(county.session, key, key, "station", self.rows[parent], SINCE))

    def below(self, unit, scope):
        while unit is not None and unit != scope:
            unit = self.parents[unit]
        return unit == scope

    def by_number(self, found):
        """Figures by our numbers instead of the rows' ids."""
        numbers = {row.id: number for number, row in enumerate(self.rows)}
        return {numbers[unit]: value for unit, value in found.items()}

    def record(self, visit):
        county = self.county
        entity = county.clinic if visit.user else county.pharmacy
        campaigns = [(county.campaign, county.other_campaign)[one] for one in visit.campaigns]
        by = county.by(unit=self.rows[visit.unit])
        row = county.record(county.visit(entity, visit.day), by=by, campaigns=campaigns)
        if visit.moved_to:
            moved = county.visit(entity, visit.moved_to)
            inspections.correct(county.session, row, moved, "看错了", next(county.instances), by)
        if visit.void:
            inspections.void(county.session, row, "重复登记", next(county.instances), by)

    def open(self, item):
        """Lives the item's life; returns every event as (kind, day, due) in the order in which it was recorded."""
        due = item.opened_on + timedelta(days=item.due_in)
        row = self.county.risk(unit=self.rows[item.unit], opened_on=item.opened_on, due=due)
        events, today = [("opened", item.opened_on, due)], item.opened_on
        for which, later, other in item.steps:
            possible = [kind for kind in risk_items.ALLOWED_FROM if risk_items.may_become(row.state, kind)]
            if not possible:
                break
            kind = possible[which % len(possible)]
            today += timedelta(days=later)
            day = today - timedelta(days=max(other, 0)) if kind == "rectified" else today  # told of later than done
            due = today + timedelta(days=other) if kind == "extended" else None
            self.county.step(row, kind, day, due=due)
            events.append((kind, day, due))
        return events


@pytest.fixture
def example(county_to_keep):
    """Makes a world that is gone when the next one is made; the county stays."""
    county = county_to_keep
    county.session.commit()

    def make(parents):
        county.session.rollback()
        return World(county, parents)

    return make


def count_visits(world, told, campaign, first, last, scope):
    counted = {}
    for visit in told:
        day = visit.moved_to or visit.day
        if visit.void or campaign not in visit.campaigns or not first <= day <= last:
            continue
        if world.below(visit.unit, scope):
            cell = visit.unit, KINDS[visit.user]
            counted[cell] = counted.get(cell, 0) + 1
    return counted


@pytest.mark.soak
@often
@given(parents, st.lists(visits, max_size=12), st.integers(0, 1), days, st.integers(-5, 60), units)
def test_visits_are_counted_where_when_and_for_what_they_were_made(
    example, parents, told, campaign, first, length, scope
):
    world = example(parents)
    for visit in told:
        world.record(visit)
    last, session = first + timedelta(days=length), world.county.session
    campaign_id = (world.county.campaign, world.county.other_campaign)[campaign]
    found = record_counts.visits_by_unit(session, campaign_id, first, last, below(world.rows[scope].path))
    numbers = {row.id: number for number, row in enumerate(world.rows)}
    counted = {(numbers[unit], kind): count for (unit, kind), count in found.items()}
    assert counted == count_visits(world, told, campaign, first, last, scope)
    whole = record_counts.visits_by_unit(session, campaign_id, first, last)
    parts = [
        record_counts.visits_by_unit(session, campaign_id, first, last, below(world.rows[child].path))
        for child, parent in enumerate(world.parents)
        if parent == scope
    ]
    own = {cell: count for cell, count in whole.items() if cell[0] == world.rows[scope].id}
    assert sum(found.values()) == sum(own.values()) + sum(sum(part.values()) for part in parts)


def count_risks(world, lives, first, as_of, scope):
    counted = {}
    for item, events in lives:
        if events[-1][0] == "voided" or item.opened_on > as_of or not world.below(item.unit, scope):
            continue
        known = [event for event in events if event[1] <= as_of]
        kind, day, _ = known[-1]
        due = [event[2] for event in known if event[2]][-1]
        new, closed, still_open, overdue = counted.get(item.unit, (0, 0, 0, 0))
        counted[item.unit] = (
            new + (item.opened_on >= first),
            closed + (kind == "closed" and day >= first),
            still_open + (kind != "closed"),
            overdue + (kind not in ("closed", "rectified") and due < as_of),
        )
    return {unit: RiskFigures(*counts) for unit, counts in counted.items()}


@pytest.mark.soak
@often
@given(parents, st.lists(items, max_size=8), days, st.integers(-5, 90), units)
def test_risk_items_stand_on_any_day_where_they_stood_then(example, parents, told, first, length, scope):
    world = example(parents)
    lives = [(item, world.open(item)) for item in told]
    as_of, session = first + timedelta(days=length), world.county.session
    found = world.by_number(record_counts.risk_figures(session, first, as_of, below(world.rows[scope].path)))
    assert found == count_risks(world, lives, first, as_of, scope)
    for item in found.values():
        assert item.overdue <= item.open


# --- the same in single cases ----------------------------------------------------------------------------

JUNE = date(2025, 6, 1)


def risks(county, as_of, first=JUNE):
    found = record_counts.risk_figures(county.session, first, as_of)
    assert set(found) <= {county.nanbin.id}
    return found.get(county.nanbin.id)


def june(day):
    return date(2025, 6, day)


def test_an_item_is_overdue_from_the_day_after_its_due_day(county):
    county.risk(opened_on=june(9), due=june(16))
    assert risks(county, june(8)) is None
    assert risks(county, june(16)) == RiskFigures(new=1, closed=0, open=1, overdue=0)
    assert risks(county, june(17)) == RiskFigures(new=1, closed=0, open=1, overdue=1)


def test_a_close_out_is_unknown_before_its_day(county):
    item = county.risk(opened_on=june(9), due=june(30))
    county.step(item, "rectified", june(11))
    county.step(item, "closed", june(25))
    assert risks(county, june(15)) == RiskFigures(new=1, closed=0, open=1, overdue=0)
    assert risks(county, june(25)) == RiskFigures(new=1, closed=1, open=0, overdue=0)
    assert risks(county, date(2025, 7, 1), first=date(2025, 7, 1)) == RiskFigures(0, 0, 0, 0)


def test_a_rectification_that_waits_for_review_is_open_and_not_overdue(county):
    item = county.risk(opened_on=june(9), due=june(12))
    county.step(item, "rectified", june(12))
    assert risks(county, june(20)) == RiskFigures(new=1, closed=0, open=1, overdue=0)
    county.step(item, "returned", june(20), note="照片不清")
    assert risks(county, june(19)).overdue == 0
    assert risks(county, june(20)).overdue == 1


def test_a_rectification_told_of_late_counts_from_its_own_day(county):
    item = county.risk(opened_on=june(2), due=june(12))
    county.step(item, "rectified", june(11), by=county.by())
    assert risks(county, june(18)).overdue == 0


def test_an_extension_counts_from_the_day_it_was_given(county):
    item = county.risk(opened_on=june(2), due=june(12))
    county.step(item, "extended", june(16), due=june(27))
    assert [risks(county, june(day)).overdue for day in (12, 13, 15, 16, 27, 28)] == [0, 1, 1, 0, 0, 1]


def test_a_void_item_was_never_there(county):
    item = county.risk(opened_on=june(2), due=june(12))
    county.step(item, "voided", june(20))
    assert risks(county, june(15)) is None


def test_the_first_and_the_last_day_count(county):
    for day in (june(1), june(2), june(30), date(2025, 7, 1), date(2025, 5, 31)):
        county.record(county.visit(day=day))

    def count(first, last, **more):
        found = record_counts.visits_by_unit(county.session, county.campaign, first, last, **more)
        return found.get((county.nanbin.id, "distributor"), 0)

    assert [count(june(1), june(30)), count(june(2), june(30)), count(june(1), june(29))] == [3, 2, 2]
    assert count(june(1), june(30), since={county.nanbin.id: june(2)}) == 2
    assert count(june(1), june(30), since={county.nanbin.id: june(3), county.xituo.id: june(1)}) == 1


def test_a_void_visit_and_one_of_another_campaign_count_nowhere(county):
    void = county.record(county.visit(day=june(3)))
    inspections.void(county.session, void, "重复登记", next(county.instances), county.by())
    county.record(county.visit(day=june(3)), campaigns=[county.other_campaign])
    assert record_counts.visits_by_unit(county.session, county.campaign, june(1), june(30)) == {}


def test_what_was_opened_or_closed_on_the_first_day_counts(county):
    item = county.risk(opened_on=JUNE, due=june(12))
    county.step(item, "rectified", JUNE)
    county.step(item, "closed", JUNE)
    assert risks(county, JUNE) == RiskFigures(new=1, closed=1, open=0, overdue=0)
    assert risks(county, june(9), first=june(2)) == RiskFigures(new=0, closed=0, open=0, overdue=0)


def test_an_item_that_was_passed_on_counts_for_who_opened_it_alone(county):
    item = county.risk(opened_on=june(9), due=june(30))
    item.unit_id, item.opened_in = county.xituo.id, county.nanbin.id
    county.session.flush()
    assert record_counts.risk_figures(county.session, JUNE, june(15)) == {county.nanbin.id: RiskFigures(1, 0, 1, 0)}


def test_visits_of_the_section_count_for_the_section_and_an_entity_for_whoever_went(county):
    section = county.by(county.zhao, county.section)
    county.record(county.visit(county.wholesaler), by=section)
    county.record(county.visit(county.hospital))
    found = record_counts.visits_by_unit(county.session, county.campaign, june(1), june(30))
    assert found == {(county.section.id, "distributor"): 1, (county.nanbin.id, "user"): 1}

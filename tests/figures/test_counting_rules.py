"""Plan against actual from the records to the numbers on screen, by the rules of REQUIREMENTS C8–C13."""

from datetime import date

import pytest

from campaigns.load import load_pack
from figures.plan_figures import Progress, RiskCounts
from figures.plan_progress import plan_figures
from figures.questions import Question
from reports.catalog.inspection_list import visit_lines
from storage.queries.organisation import reorganising
from storage.queries.organisation.units import add_unit
from storage.queries.plans import campaigns
from storage.queries.records import inspections
from tests.county import SINCE, TODAY

Q1, Q2, Q3 = "2025Q1", "2025Q2", "2025Q3"


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


@pytest.fixture
def running(county, pack):
    named = {unit.key: unit.id for unit in (county.bureau, county.nanbin, county.xituo, county.section)}
    return campaigns.add_campaign(county.session, pack, named, SINCE)


@pytest.fixture
def asked(county, running):
    """The figures of a period as a unit sees them on a day."""

    def asked(period=Q2, unit=None, today=TODAY):
        return plan_figures(county.session, question(period, unit, today))

    def question(period=Q2, unit=None, today=TODAY):
        return Question(running, period, (unit or county.bureau).id, today)

    asked.question = question
    return asked


@pytest.fixture
def visit(county, running):
    """A visit that counts in the plan; by 南宾所 unless somebody else went."""

    def visit(entity=None, day=TODAY, unit=None, times=1):
        by = county.by(unit=unit)
        return [county.record(county.visit(entity, day), by=by, campaigns=[running.campaign_id]) for _ in range(times)]

    return visit


def done(found, unit="nanbin", period=Q2):
    return [found.done[unit, period, column.key] for column in found.plan.columns]


# --- C8: what happened after the as-of day is unknown ----------------------------------------------------


def test_visits_after_the_day_are_unknown(asked, visit):
    visit(day=date(2025, 6, 19))
    visit(day=date(2025, 6, 21))
    assert done(asked()) == [1, 0]
    assert done(asked(today=date(2025, 6, 21))) == [2, 0]
    assert done(asked(today=date(2025, 6, 18))) == [0, 0]


def test_a_period_that_is_over_has_the_same_figures_in_december(county, asked, visit):
    visit(day=date(2025, 3, 31))
    visit(day=date(2025, 4, 1))
    item = county.risk(opened_on=date(2025, 3, 3), due=date(2025, 3, 28))
    county.step(item, "rectified", date(2025, 4, 2))
    county.step(item, "closed", date(2025, 4, 8))
    then = asked(Q1, today=date(2025, 4, 1))
    assert then.as_of == date(2025, 3, 31)
    assert then.done == asked(Q1, today=date(2025, 12, 31)).done
    assert then.risks == asked(Q1, today=date(2025, 12, 31)).risks
    assert (done(then, period=Q1), then.risks_of("nanbin")) == ([1, 0], RiskCounts(new=1, closed=0, open=1, overdue=1))
    assert asked(today=date(2025, 6, 30)).risks_of("nanbin") == RiskCounts(new=0, closed=1, open=0, overdue=0)


def test_of_a_period_to_come_nothing_is_done(asked, visit):
    visit()
    found = asked(Q3)
    assert not found.begun
    assert found.in_all(found.periods).done == 0


# --- C9: 家次 are valid visits ---------------------------------------------------------------------------


def test_two_visits_to_one_enterprise_are_two(asked, visit):
    visit(times=2)
    assert done(asked()) == [2, 0]


def test_a_void_visit_never_counts(county, asked, visit):
    first, _ = visit(times=2)
    inspections.void(county.session, first, "重复登记", "void", county.by())
    assert done(asked()) == [1, 0]
    assert len(visit_lines(county.session, asked.question())) == 1


def test_a_visit_of_another_campaign_does_not_count(county, asked):
    county.record(campaigns=[county.other_campaign])
    assert done(asked()) == [0, 0]


def test_a_corrected_visit_moves_to_where_it_belongs(county, asked, visit):
    (record,) = visit()
    inspections.correct(
        county.session, record, county.visit(county.clinic, date(2025, 3, 5)), "看错了", "c", county.by()
    )
    found = asked()
    assert (done(found), done(found, period=Q1)) == ([0, 0], [0, 1])


# --- C11: visits count for who went ----------------------------------------------------------------------


def test_a_wholesaler_visited_by_the_section_is_in_no_stations_row(county, asked, visit):
    visit(county.wholesaler, unit=county.section, times=3)
    found = asked()
    assert [unit for unit, _ in found.owing] == ["nanbin", "xituo"]
    assert [done(found, unit) for unit, _ in found.owing] == [[0, 0], [0, 0]]
    assert found.in_all(found.periods).done == 0
    assert len(visit_lines(county.session, asked.question())) == 3


def test_the_comparison_with_the_period_before_leaves_the_section_out_too(county, asked, visit):
    visit(county.wholesaler, date(2025, 1, 8), unit=county.section)
    visit(day=date(2025, 3, 22))
    visit(day=date(2025, 3, 23))
    assert asked().done_before == 1  # 20 June is day 81 of its quarter, so is 22 March
    assert asked(unit=county.nanbin).done_before == 1
    assert asked(unit=county.xituo).done_before == 0
    assert asked(Q1).done_before is None


def test_a_visit_in_anothers_territory_counts_for_the_station_that_went(county, asked, visit):
    visit(county.hospital)
    found = asked()
    assert (done(found), done(found, "xituo")) == ([0, 1], [0, 0])


def test_a_station_sees_its_own_row_and_the_county_all_of_them(county, asked, visit):
    visit(times=2)
    visit(county.hospital, unit=county.xituo)
    station, other, whole = (asked(unit=unit) for unit in (county.nanbin, county.xituo, county.bureau))
    assert [one.scope for one in (station, other, whole)] == ["南宾所", "西沱所", "石柱县"]
    assert [unit for unit, _ in station.units] == ["nanbin"]
    total = [one.in_all(one.periods).done for one in (station, other, whole)]
    assert total == [2, 1, 3]
    assert whole.all_risks == station.all_risks + other.all_risks


# --- C13: a surplus here never makes up for a gap there --------------------------------------------------


def test_a_surplus_in_one_column_leaves_the_gap_in_the_other(county, asked, visit, pack):
    owed = {column.key: pack.plan_tables[0].planned("nanbin", Q2, column.key) for column in pack.plan_tables[0].columns}
    visit(county.pharmacy, times=owed["distributor"] + 5)
    found = asked(unit=county.nanbin)
    assert found.progress("nanbin", "distributor", found.periods).gap == 0
    assert found.in_all(found.periods) == Progress(owed["distributor"] + 5, sum(owed.values()), owed["user"])


def test_a_surplus_of_one_station_leaves_the_gap_of_the_other(county, asked, visit, pack):
    table = pack.plan_tables[0]
    visit(county.pharmacy, times=table.planned("nanbin", Q2, "distributor") + 50)
    found = asked()
    assert found.of_column("distributor", found.periods).gap == table.planned("xituo", Q2, "distributor")


def test_the_gap_of_the_quarter_and_of_the_year_so_far_are_both_there(county, asked, visit, pack):
    table = pack.plan_tables[0]
    first, second = (table.planned("nanbin", period, "user") for period in (Q1, Q2))
    visit(county.clinic, date(2025, 2, 10), times=first + 2)
    found = asked(unit=county.nanbin)
    assert found.progress("nanbin", "user", found.periods).gap == second
    assert found.progress("nanbin", "user", found.year_to_date).gap == second - 2


# --- every figure opens to its records -------------------------------------------------------------------


def test_the_visits_behind_a_figure_are_as_many_as_it_says(county, asked, visit):
    visit(county.pharmacy, times=2)
    visit(county.clinic, date(2025, 5, 6))
    visit(county.hospital, unit=county.xituo)
    visit(day=date(2025, 3, 31))
    found = asked()
    for column in found.plan.columns:
        lines = visit_lines(county.session, asked.question(), column.key)
        assert len(lines) == found.of_column(column.key, found.periods).done
    year = asked("2025")
    assert len(visit_lines(county.session, asked.question("2025"))) == year.in_all(year.periods).done == 5


# --- units that moved or were merged: each day as the tree stood then -------------------------------------

MAY_2, DECEMBER = date(2025, 5, 2), date(2025, 12, 20)


@pytest.fixture
def merge(county):
    """One unit into another from a day on, told at the end of the year."""

    def merge(unit, into, day):
        by = county.by(county.leader, county.bureau, "admin")
        reorganising.merge(county.session, unit, into, day, DECEMBER, by)

    return merge


@pytest.fixture
def outside(county):
    """A station that no plan knows."""
    return add_unit(county.session, "new", "新设所", "station", county.bureau, SINCE)


def lines(found):
    return [name for key, name in found.units if key in ("nanbin", "xituo")]


def test_the_third_quarter_is_the_same_whatever_was_merged_after_it(county, asked, visit, merge):
    visit(day=date(2025, 8, 5), times=2)
    county.risk(opened_on=date(2025, 8, 6), due=date(2025, 9, 1))
    before = asked(Q3, today=DECEMBER)
    merge(county.nanbin, county.xituo, date(2025, 10, 8))
    after = asked(Q3, today=DECEMBER)
    assert (after.done, after.risks, after.units) == (before.done, before.risks, before.units)
    assert after.risks["nanbin"] == RiskCounts(1, 0, 1, 1)
    year = asked("2025", today=DECEMBER)
    assert lines(year) == ["西沱所"]
    assert year.risks == {"xituo": RiskCounts(1, 0, 1, 1)}
    assert done(year, "xituo", Q3) == [2, 0]


def test_the_third_quarter_is_the_same_whatever_moved_after_it(county, asked, visit):
    district = add_unit(county.session, "district", "新区局", "county", None, SINCE)
    visit(day=date(2025, 8, 5))
    before = asked(Q3, today=DECEMBER)
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.move(county.session, county.nanbin, district, date(2025, 10, 8), DECEMBER, by)
    after = asked(Q3, today=DECEMBER)
    assert (after.done, after.units) == (before.done, before.units)
    assert len(visit_lines(county.session, asked.question(Q3, today=DECEMBER))) == 1
    assert lines(asked("2025", today=DECEMBER)) == ["西沱所"]
    assert lines(asked("2025", district, DECEMBER)) == ["南宾所"]


def test_a_unit_outside_the_plan_takes_the_line_over_and_counts_since_then(county, asked, visit, merge, outside):
    visit(day=date(2025, 4, 10), times=2)
    visit(day=date(2025, 4, 11), unit=outside)
    visit(day=MAY_2, unit=outside)
    merge(county.nanbin, outside, MAY_2)
    found = asked(today=DECEMBER)
    assert lines(found) == ["新设所", "西沱所"]
    assert done(found) == [3, 0]
    own = asked(unit=outside, today=DECEMBER)
    assert (own.scope, lines(own), done(own)) == ("新设所", ["新设所"], [3, 0])
    assert lines(asked(today=date(2025, 5, 1))) == ["南宾所", "西沱所"]
    assert done(asked(today=date(2025, 5, 1))) == [2, 0]


def test_several_lines_that_one_unit_outside_took_over_are_one(county, asked, merge, outside, pack):
    printed = pack.plan_tables[0]
    merge(county.nanbin, outside, MAY_2)
    merge(county.xituo, outside, date(2025, 6, 2))
    found = asked(today=DECEMBER)
    assert lines(found) == ["新设所"]
    owed = [printed.planned(unit, Q2, "distributor") for unit in ("nanbin", "xituo")]
    assert found.plan.planned("nanbin", Q2, "distributor") == sum(owed)

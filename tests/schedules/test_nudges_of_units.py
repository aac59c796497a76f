"""Reminders follow the organisation: working hours of the unit, and whoever is an officer there now."""

from datetime import date

import pytest
from sqlmodel import col, select

from campaigns.schema.pack import OnDay
from locales import tr
from schedules.nudging import digests_due
from storage.queries.organisation import reorganising, working_hours
from storage.queries.organisation.units import add_unit
from storage.tables import Membership
from tests.county import SINCE, TODAY
from tests.schedules.test_nudges import at, calendar, pack, running, without_plan  # noqa: F401


@pytest.fixture
def told(county):
    """The names of those who are told something at a moment."""
    return lambda now: sorted(one.contact.name for one in digests_due(county.session, now, calendar))


def test_hours_are_those_of_the_nearest_unit_that_has_some(county):
    post = add_unit(county.session, "post", "南宾二站", "station", county.nanbin, SINCE)
    assert working_hours.of_unit(county.session, post) is None
    by = county.by()
    reorganising.set_hours(county.session, county.bureau, ("08:30", "17:00"), by)
    reorganising.set_hours(county.session, county.nanbin, ("09:30", "18:30"), by)
    found = working_hours.of_unit(county.session, post)
    assert (found.starts, found.ends, found.unit_id) == ("09:30", "18:30", county.nanbin.id)
    reorganising.set_hours(county.session, county.nanbin, None, by)
    assert working_hours.of_unit(county.session, post).unit_id == county.bureau.id
    assert working_hours.by_person(county.session, TODAY)[county.li].starts == "08:30"


def test_nobody_is_reminded_before_the_own_unit_works(county, running, told):  # noqa: F811
    running()
    reorganising.set_hours(county.session, county.nanbin, ("09:30", "18:30"), county.by())
    assert told(at("6-23", 9, 0)) == ["赵示例"]
    assert told(at("6-23", 9, 30)) == ["李示例", "王示例", "赵示例"]


def test_nor_after_it(county, running, told):  # noqa: F811
    running()
    reorganising.set_hours(county.session, county.nanbin, ("09:30", "18:30"), county.by())
    assert told(at("6-23", 18, 0)) == ["李示例", "王示例"]
    assert told(at("6-23", 18, 31)) == []


def test_an_officer_who_left_is_reminded_of_nothing_the_others_of_the_unit_are(county, without_plan, told):  # noqa: F811
    county.risk(campaign_id=without_plan, due=date(2025, 6, 24))
    assert told(at("6-23")) == ["李示例"]
    row = county.session.exec(select(Membership).where(col(Membership.person_id) == county.li)).one()
    row.valid_to = date(2025, 6, 20)
    county.session.flush()
    assert told(at("6-23")) == ["王示例"]


def test_an_officer_of_the_unit_above_keeps_what_was_given_to_them(county, without_plan, told):  # noqa: F811
    above = county.enrol("周示例", county.bureau)
    county.risk(campaign_id=without_plan, due=date(2025, 6, 24), officer_id=above)
    assert told(at("6-23")) == ["周示例"]


def test_after_a_merger_the_heirs_officers_are_told_of_one_gap(county, running, told):  # noqa: F811
    running()
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, county.xituo, date(2025, 6, 23), date(2025, 6, 23), by)
    assert told(at("6-23")) == ["李示例", "王示例", "赵示例"]
    found = {one.contact.name: one.entries for one in digests_due(county.session, at("6-23"), calendar)}
    assert [tr(entry.duty.title) for entry in found["李示例"]] == ["二季度检查还差 经营 2 家、使用 2 家"]


def gap_of(county, name, now):
    """What a person is told of the plan's gap; None where there is none."""
    found = {one.contact.name: one.entries for one in digests_due(county.session, now, calendar)}
    return next((tr(entry.duty.title) for entry in found.get(name, ())), None)


def test_what_a_merged_unit_has_done_counts_for_the_heir_beside_its_own(county, running):  # noqa: F811
    campaign = running().campaign_id
    for unit, entity in ((county.nanbin, county.pharmacy), (county.xituo, county.clinic)):
        county.record(county.visit(entity, date(2025, 5, 6)), by=county.by(unit=unit), campaigns=[campaign])
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, county.xituo, date(2025, 6, 23), date(2025, 6, 23), by)
    assert gap_of(county, "赵示例", at("6-23")) == "二季度检查还差 经营 1 家、使用 1 家"


def test_before_its_day_a_merger_changes_no_gap(county, running):  # noqa: F811
    campaign = running().campaign_id
    county.record(county.visit(county.pharmacy, date(2025, 5, 6)), campaigns=[campaign])
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, county.xituo, date(2025, 6, 24), date(2025, 6, 23), by)
    assert gap_of(county, "李示例", at("6-23")) == "二季度检查还差 使用 1 家"
    assert gap_of(county, "赵示例", at("6-23")) == "二季度检查还差 经营 1 家、使用 1 家"


@pytest.mark.parametrize(("day", "gap"), [(date(2025, 6, 1), "经营 1 家、使用 1 家"), (date(2025, 6, 2), "使用 1 家")])
def test_of_a_unit_outside_the_plan_visits_count_from_the_very_day(county, running, day, gap):  # noqa: F811
    """It took the line over on 2 June: what it did on the day before was no work of this plan's line."""
    campaign = running().campaign_id
    new = add_unit(county.session, "new", "新设所", "station", county.bureau, SINCE)
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, new, date(2025, 6, 2), date(2025, 6, 20), by)
    county.record(county.visit(county.pharmacy, day), by=county.by(unit=new), campaigns=[campaign])
    assert gap_of(county, "李示例", at("6-23")) == f"二季度检查还差 {gap}"


def test_what_the_plan_wants_by_a_day_is_owed_by_the_heir_once(county, pack, running):  # noqa: F811
    of_stations = next(one for one in pack.deadlines if one.key == "level_setting")
    dated = of_stations.model_copy(update={"due": OnDay(rule="on_day", day=date(2025, 3, 31))})
    running(plan_tables=(), deadlines=(dated,))
    before = {one.contact.name for one in digests_due(county.session, at("3-24"), calendar)}
    assert before == {"李示例", "王示例", "赵示例"}
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, county.xituo, date(2025, 3, 10), date(2025, 3, 10), by)
    found = {one.contact.name: one.entries for one in digests_due(county.session, at("3-24"), calendar)}
    assert set(found) == before
    (owed,) = found["李示例"]
    assert owed.duty.owed_by_unit == "xituo"


def test_a_visit_of_tomorrow_fills_no_gap_today(county, running):  # noqa: F811
    campaign = running().campaign_id
    for entity in (county.pharmacy, county.clinic):
        county.record(county.visit(entity, date(2025, 6, 24)), campaigns=[campaign])
    assert gap_of(county, "李示例", at("6-23")) == "二季度检查还差 经营 1 家、使用 1 家"

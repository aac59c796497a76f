"""Reminders follow the organisation: working hours of the unit, and whoever is an officer there now."""

from datetime import date

import pytest
from sqlmodel import col, select

from locales import tr
from schedules.nudges import digests_due
from storage.queries import reorganising, working_hours
from storage.queries.units import add_unit
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
    assert [tr(entry.obligation.title) for entry in found["李示例"]] == ["二季度检查还差 经营 2 家、使用 2 家"]

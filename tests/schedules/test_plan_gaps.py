"""Gaps of the 石柱 plan as duties."""

from datetime import date

import pytest

from campaigns.load import load_pack
from locales import tr
from schedules.catalog.plan_gap import plan_gaps


@pytest.fixture(scope="module")
def table():
    return load_pack("shizhu-2025").plan_tables[0]


def gaps(table, done, today):
    return {found.owed_by_unit: tr(found.title) for found in plan_gaps(table, done, today)}


def test_a_gap_names_its_columns(table):
    done = {("nanbin", "2025Q2", "distributor"): 8, ("nanbin", "2025Q2", "user"): 5}
    assert gaps(table, done, date(2025, 6, 20))["nanbin"] == "二季度检查还差 经营 3 家、使用 2 家"


def test_a_surplus_in_one_column_never_makes_up_for_the_other(table):
    done = {("nanbin", "2025Q2", "distributor"): 30, ("nanbin", "2025Q2", "user"): 5}
    assert gaps(table, done, date(2025, 6, 20))["nanbin"] == "二季度检查还差 使用 2 家"


def test_a_unit_that_has_done_its_share_owes_nothing(table):
    done = {("nanbin", "2025Q2", "distributor"): 11, ("nanbin", "2025Q2", "user"): 8}
    assert "nanbin" not in gaps(table, done, date(2025, 6, 20))


def test_checks_of_another_quarter_do_not_count(table):
    done = {("huangshui", "2025Q1", "distributor"): 9, ("huangshui", "2025Q1", "user"): 5}
    assert gaps(table, done, date(2025, 6, 20))["huangshui"] == "二季度检查还差 经营 9 家、使用 5 家"


def test_every_station_is_listed_once_and_the_gap_is_due_on_the_last_day_of_the_quarter(table):
    found = list(plan_gaps(table, {}, date(2025, 10, 1)))
    assert [duty.owed_by_unit for duty in found] == list(table.units)
    assert {duty.due for duty in found} == {date(2025, 12, 31)}
    assert {duty.since for duty in found} == {date(2025, 10, 1)}
    assert len({duty.key for duty in found}) == 10


def test_outside_the_plans_year_nothing_is_owed(table):
    assert list(plan_gaps(table, {}, date(2026, 1, 1))) == []


def test_of_some_units_alone(table):
    found = plan_gaps(table, {}, date(2025, 6, 20), only=["nanbin", "xituo"])
    assert [duty.owed_by_unit for duty in found] == ["nanbin", "xituo"]

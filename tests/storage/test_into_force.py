"""Putting plans into force: several at once, units shared, a change mid-way."""

from datetime import date

import pytest

from campaigns.load import load_pack
from storage.queries.organisation import units
from storage.queries.plans import campaigns
from storage.queries.plans.into_force import place_units, put_into_force, units_outside

DAY = date(2025, 6, 20)


@pytest.fixture
def shizhu():
    return load_pack("shizhu-2025")


def test_a_new_plan_makes_its_units_below_each_other(session, shizhu):
    done = put_into_force(session, shizhu, DAY)
    ours = units.campaign_unit_ids(session, done.running.campaign_id)
    assert set(ours) == {unit.key for unit in shizhu.units}
    county, station = units.unit(session, ours["shizhu"]), units.unit(session, ours["nanbin"])
    assert station.path.startswith(county.path)
    assert len(done.new_units) == len(shizhu.units)


def test_the_same_plan_twice_changes_nothing(session, shizhu):
    first = put_into_force(session, shizhu, DAY)
    again = put_into_force(session, shizhu, DAY)
    assert not again.changed
    assert again.running.version_id == first.running.version_id


def test_a_changed_plan_holds_from_today_and_the_old_version_before(session, shizhu):
    first = put_into_force(session, shizhu, date(2025, 1, 27))
    changed = shizhu.model_copy(update={"title": "修改后的计划"})
    second = put_into_force(session, changed, DAY)
    assert (second.changed, second.is_new, second.new_units) == (True, False, ())
    campaign = first.running.campaign_id
    assert campaigns.in_force(session, campaign, date(2025, 6, 19)).pack.title == shizhu.title
    assert campaigns.in_force(session, campaign, DAY).pack.title == "修改后的计划"


def test_next_years_plan_finds_the_same_units(session, shizhu):
    put_into_force(session, shizhu, DAY)
    next_year = shizhu.model_copy(update={"key": "shizhu-2026", "year": 2026})
    done = put_into_force(session, next_year, DAY)
    assert (done.is_new, done.new_units) == (True, ())
    assert len(campaigns.running_campaigns(session, date(2026, 2, 1))) == 2


def test_all_five_plans_run_in_one_database(session):
    for key in ("xizang-2022", "xuchang-2023", "shanxi-2021", "jilin-2021", "shizhu-2025"):
        assert put_into_force(session, load_pack(key), DAY).is_new
    assert len(campaigns.running_campaigns(session, DAY)) == 5


def test_a_key_that_another_unit_has_is_told_apart(session, shizhu):
    put_into_force(session, shizhu, DAY)
    renamed = [unit.model_copy(update={"name": f"别县{unit.name}", "shown": None}) for unit in shizhu.units]
    other = shizhu.model_copy(update={"key": "other-2025", "units": tuple(renamed)})
    done = put_into_force(session, other, DAY)
    ours = units.campaign_unit_ids(session, done.running.campaign_id)
    assert units.unit(session, ours["nanbin"]).key == "other-2025.nanbin"


def test_a_unit_renamed_here_is_still_the_plans(session, shizhu):
    first = put_into_force(session, shizhu, DAY)
    ours = units.campaign_unit_ids(session, first.running.campaign_id)
    units.unit(session, ours["nanbin"]).name = "南宾市场监管所"
    again = put_into_force(session, shizhu.model_copy(update={"title": "修改后的计划"}), DAY)
    assert again.new_units == ()
    assert units.campaign_unit_ids(session, first.running.campaign_id) == ours


def test_the_units_of_a_plan_that_lie_outside_a_part_of_the_tree(session, shizhu):
    ours = units.campaign_unit_ids(session, put_into_force(session, shizhu, DAY).running.campaign_id)
    county, station = (units.unit(session, ours[key]).path for key in ("shizhu", "nanbin"))
    assert units_outside(session, shizhu, [county]) == []
    assert len(units_outside(session, shizhu, [station])) == len(shizhu.units) - 1
    assert len(units_outside(session, shizhu, [])) == len(shizhu.units)


def test_a_unit_still_to_be_made_lies_below_its_parent_or_at_the_top(session, shizhu):
    ours = units.campaign_unit_ids(session, put_into_force(session, shizhu, DAY).running.campaign_id)
    county, station = (units.unit(session, ours[key]).path for key in ("shizhu", "nanbin"))
    new = shizhu.units[-1].model_copy(update={"key": "new", "name": "新设所", "shown": None, "parent": "shizhu"})
    wider = shizhu.model_copy(update={"units": (*shizhu.units, new)})
    assert units_outside(session, wider, [county]) == []
    elsewhere = load_pack("xizang-2022")
    assert units_outside(session, elsewhere, [county]) == []
    assert len(units_outside(session, elsewhere, [station])) == len(elsewhere.units)


def test_the_unit_that_the_first_administrator_named_is_the_top_of_the_first_plan(session):
    """In whatever words, where nothing else is there yet; of another kind it is another unit."""
    pack = load_pack("shizhu-2025")
    top = units.add_unit(session, "top", "石柱土家族自治县市场监督管理局", "county", None, date(2025, 1, 1))
    placed, made = place_units(session, pack, date(2025, 1, 1))
    assert placed[pack.units[0].key] == top.id
    assert pack.units[0].title not in made
    assert all(units.unit(session, one).path.startswith(top.path) for one in placed.values())


def test_a_county_plan_in_a_new_provincial_office_is_not_the_province(session):
    pack = load_pack("shizhu-2025")
    top = units.add_unit(session, "top", "某省药监局", "province", None, date(2025, 1, 1))
    placed, _ = place_units(session, pack, date(2025, 1, 1))
    assert placed[pack.units[0].key] != top.id

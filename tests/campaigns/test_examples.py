"""Plans of kinds that nobody here had seen, written out in `examples/`: no line of code knows of them."""

from datetime import date
from pathlib import Path

import pytest

from campaigns.inspection_form import inspection_form
from campaigns.load import load_pack
from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from forms.kinds.checklist import Checklist
from locales import tr
from schedules.deadline_dates import Happened, occurrences
from schedules.rule_words import rule_words

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))


def example(name):
    return load_pack(str(Path(__file__).parent / "examples" / f"{name}.yaml"))


def target(pack, key):
    return next(found for found in pack.targets if found.key == key)


def due_days(pack, key, events=None):
    found = occurrences(pack, WorkingDays(), events or {})
    return [one.due for one in found if one.deadline.key == key]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_goes_into_the_database_and_comes_back_the_same(file):
    pack = load_pack(str(file))
    assert pack.key == file.stem
    assert Pack.model_validate(pack.model_dump(mode="json")) == pack


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_has_its_form_for_logging_a_check_and_its_deadlines_in_words(file):
    pack = load_pack(str(file))
    form = inspection_form(pack)
    kinds = next(question.kind for question in form.questions if question.key == "entity").kinds
    assert [option.value for option in kinds] == [kind.key for kind in pack.entity_kinds]
    for deadline in pack.deadlines:
        assert tr(rule_words(pack, deadline.due))


# --- fire safety -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fire():
    return example("fire-2026")


def test_fire_other_entities_checks_and_outcomes(fire):
    assert [kind.title for kind in fire.entity_kinds] == ["商场市场", "宾馆饭店", "歌舞娱乐场所", "高层公共建筑"]
    assert [kind.title for kind in fire.inspection_kinds] == ["双随机抽查", "营业时段检查", "举报投诉核查", "复查"]
    assert [outcome.title for outcome in fire.outcomes if outcome.findings] == [
        "责令立即改正", "责令限期改正", "临时查封", "责令停止使用、停产停业",
    ]  # fmt: skip


def test_fire_the_form_asks_a_hotel_for_its_own_points(fire):
    form = inspection_form(fire)
    (points,) = [question for question in form.questions if isinstance(question.kind, Checklist)]
    assert [item.text for item in points.kind.items] == [
        "疏散通道、安全出口是否畅通", "是否占用、堵塞消防车通道", "自动喷水灭火系统是否完好有效",
    ]  # fmt: skip


def test_fire_self_check_goes_from_a_mall_to_the_station_on_its_ground(fire):
    found = next(deadline for deadline in fire.deadlines if deadline.key == "self_checks")
    mall = next(form for form in fire.self_checks if form.entity_kind == "mall")
    assert mall.key in found.fulfilled_by
    assert (found.owed_by.entity_kinds, found.owed_to.unit_kinds) == (("mall",), ("station",))
    assert due_days(fire, "self_checks") == [date(2026, 4, 20)]


def test_fire_phases_overlap_and_monthly_figures_are_due_while_theirs_lasts(fire):
    assert [phase.title for phase in fire.phases if phase.contains(date(2026, 4, 10))] == ["自查自改", "集中检查"]
    assert due_days(fire, "monthly_figures") == [date(2026, month, 25) for month in range(4, 11)]


def test_fire_a_recheck_is_due_three_working_days_after_the_notice_ran_out(fire):
    ran_out = {"notice_due": [Happened(date(2026, 4, 3), "甲商场")]}  # then 清明: off from 4 to 6 April
    assert due_days(fire, "recheck") == [None]
    assert due_days(fire, "recheck", ran_out) == [date(2026, 4, 9)]


def test_fire_the_table_has_its_metrics_in_rows_and_a_total_only_where_it_prints_one(fire):
    table = fire.table("figures")
    assert [(row.title, row.unit_of_measure, row.part_of) for row in table.rows][1] == (
        "其中：营业时段检查", "家次", "visits",
    )  # fmt: skip
    assert [column.adds for column in table.columns][-1] == ("mall", "hotel", "others")
    assert not any(row.adds for row in table.rows)


# --- food, over a new year -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def food():
    return example("food-new-year-2025")


def test_food_runs_from_december_to_february(food):
    assert (food.year, food.first_day, food.last_day) == (2025, date(2025, 12, 1), date(2026, 2, 28))
    assert [phase.title for phase in food.phases if phase.contains(date(2026, 1, 1))] == ["节前检查", "节日值守"]


def test_food_figures_of_december_are_due_in_january(food):
    assert due_days(food, "monthly") == [date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)]
    assert due_days(food, "plan") == [date(2025, 12, 31)]


def test_food_working_days_are_counted_across_new_years_day(food):
    failed = {"sample_failed": [Happened(date(2025, 12, 30), "糕点")]}  # off: 1 to 3 January; 4 January is made up for
    assert due_days(food, "recall", failed) == [date(2026, 1, 7)]


def test_food_a_draft_counts_back_from_a_summary_that_is_due_on_a_made_up_saturday(food):
    assert WorkingDays().is_working_day(date(2026, 2, 28))
    assert due_days(food, "summary") == [date(2026, 2, 28)]
    assert due_days(food, "summary_draft") == [date(2026, 2, 25)]


def test_food_the_plan_table_has_periods_on_both_sides(food):
    (table,) = food.plan_tables
    assert table.period_of(date(2025, 12, 31)).title == "十二月"
    assert table.period_of(date(2026, 1, 1)).title == "一月"
    assert [table.total(unit) for unit in table.units] == [156, 60]


# --- minimum and maximum frequencies ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def frequencies():
    return example("frequencies-2026")


def test_frequencies_have_a_floor_a_ceiling_or_both(frequencies):
    said = {
        one.key: (one.at_least, one.at_most, one.every, one.period)
        for one in frequencies.targets
        if one.target == "frequency"
    }
    assert said == {
        "level_a": (None, 1, 2, "year"),
        "level_bc": (1, 2, 1, "year"),
        "level_de": (1, 3, 1, "half_year"),
        "lifts": (1, None, 24, "month"),
        "trusted": (None, 0, 1, "year"),
    }


def test_frequencies_ceilings_count_planned_checks_only(frequencies):
    assert target(frequencies, "level_a").inspection_kinds == ("planned",)
    assert target(frequencies, "level_de").inspection_kinds == ()


def test_frequencies_lifts_go_by_24_months_from_day_to_day(frequencies):
    assert target(frequencies, "lifts").next_due(date(2026, 2, 28)) == date(2028, 2, 28)
    assert target(frequencies, "level_bc").next_due(date(2026, 2, 28)) == date(2027, 12, 31)


def test_frequencies_a_highest_share_is_rounded_down(frequencies):
    assert target(frequencies, "ceiling").wanted(41) == 6


def test_frequencies_the_pack_decides_where_the_product_has_a_default(frequencies):
    counting = frequencies.counting
    assert (counting.plan_counts_for, counting.joint_visits, counting.warn_repeat_days) == (
        "territory", "every_unit", 90,
    )  # fmt: skip


# --- working days and shares that fall with size ---------------------------------------------------------


@pytest.fixture(scope="module")
def working_days():
    return example("working-days-2026")


def test_working_days_each_unit_has_its_own_budget(working_days):
    budgets = {one.by.units: str(one.working_days) for one in working_days.targets if one.target == "budget"}
    assert budgets == {("mines",): "312.5", ("chemicals",): "240", (): "60"}
    quarterly = target(working_days, "days_quarter")
    assert (quarterly.by.unit_kinds, quarterly.period) == (("brigade",), "quarter")


@pytest.mark.parametrize(
    ("group", "members", "wanted"),
    [
        ("fireworks", 0, 0), ("fireworks", 19, 19), ("fireworks", 20, 20), ("fireworks", 21, 21),
        ("fireworks", 30, 23), ("fireworks", 120, 50),
        ("chemicals", 10, 10), ("chemicals", 11, 11), ("chemicals", 50, 30), ("chemicals", 58, 31),
    ],
)  # fmt: skip
def test_working_days_shares_fall_with_size(working_days, group, members, wanted):
    """不足20家全覆盖，超出部分30%: of 30, 20 and three of the ten above."""
    assert target(working_days, group).wanted(members) == wanted

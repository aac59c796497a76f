"""The counting and calendar rules C1 to C13, each with the example it is known by. A pack that says otherwise wins."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

from campaigns.load import load_pack
from campaigns.schema.cycles import next_due
from campaigns.schema.pack import MEASURE_UNITS, Band, Counting, Frequency, NudgePolicy, Party, Share
from campaigns.schema.shares import wanted
from days.calendar import WorkingDays
from figures.plan_figures import PlanFigures, Progress
from locales import tr
from reports.catalog.open_risk_items import RiskLine
from schedules.deadline_dates import Happened, occurrences
from schedules.duty import Duty
from schedules.nudge_days import nudge_days, nudge_due
from schedules.rule_words import rule_words
from storage.queries.records import inspections, record_counts

CALENDAR = WorkingDays()


@pytest.fixture(scope="module")
def shizhu():
    return load_pack("shizhu-2025")


@pytest.fixture
def due_under(shizhu):
    """The days on which a single deadline of such a rule falls due."""

    def days(events=None, **rule):
        facts = {"key": "one", "title": "一", "owed_by": Party(unit_kinds=("station",)), "words": "一", "source": "一"}
        deadline = shizhu.deadlines[0].model_validate({**facts, "due": rule})
        pack = shizhu.model_copy(update={"deadlines": (deadline,)})
        return [one.due for one in occurrences(pack, CALENDAR, events or {})]

    return days


def overdue(due, as_of, waiting=False):
    line = RiskLine("隐患-2025-0001", "冷藏柜无温度记录", "诊所", "南宾所", date(2025, 6, 9), due, "", waiting=waiting)
    return line.overdue_days(as_of) > 0


def figures_of(plan, **facts):
    units = {"nanbin": "南宾所", "xialu": "下路所", "supervision": "监管科"}
    given = {"scope": "石柱县", "period_key": "2025Q2", "as_of": date(2025, 6, 20), "risks": {}, "done": {}}
    return PlanFigures(plan=plan, units=tuple(units.items()), **given | facts)


def test_c1_before_day_x_includes_day_x(due_under):
    assert due_under(rule="on_day", day=date(2025, 3, 31)) == [date(2025, 3, 31)]
    assert not overdue(date(2025, 3, 31), as_of=date(2025, 3, 31))


def test_c1_the_end_of_a_month_is_its_last_day_and_the_end_of_the_year_31_december(due_under):
    assert due_under(rule="every", every="month")[1] == date(2025, 2, 28)
    assert due_under(rule="end_of", period="month", year=2024, number=2) == [date(2024, 2, 29)]
    assert due_under(rule="end_of", period="year", year=2025) == [date(2025, 12, 31)]


def test_c2_within_n_days_of_a_day_has_both_ends(due_under):
    happened = {"filing_verified": [Happened(date(2025, 6, 2), "")]}
    assert due_under(happened, rule="after", days=10, counted="calendar_days", event="filing_verified") == [
        date(2025, 6, 12)
    ]


def test_c2_overdue_begins_on_the_day_after_and_ends_when_it_is_done():
    assert [overdue(date(2025, 6, 16), as_of=date(2025, 6, day)) for day in (15, 16, 17)] == [False, False, True]
    assert not overdue(date(2025, 6, 16), as_of=date(2025, 6, 17), waiting=True)


def test_c3_a_deadline_stays_on_its_sunday_and_the_nudge_comes_on_friday():
    summary = next(
        one for one in occurrences(load_pack("xuchang-2023"), CALENDAR) if one.deadline.key == "annual_summary"
    )
    assert summary.due == date(2023, 12, 17)
    assert not CALENDAR.is_working_day(summary.due)
    owed = Duty("summary", "年度总结", due=summary.due, since=date(2023, 12, 1), owed_by_unit="xuchang")
    policy = NudgePolicy(days_before=(0,))
    assert list(nudge_days(owed, policy, CALENDAR, until=summary.due)) == [date(2023, 12, 15)]
    assert nudge_due(owed, policy, CALENDAR, datetime(2023, 12, 15, 9, 0, tzinfo=UTC), said=()) == date(2023, 12, 15)
    assert nudge_due(owed, policy, CALENDAR, datetime(2023, 12, 17, 9, 0, tzinfo=UTC), said=()) is None


@pytest.mark.parametrize(
    ("percent", "members", "least", "most"),
    [
        ("15", 40, 6, 6),
        ("15", 41, 7, 6),
        ("25", 0, 0, 0),
        ("3", 1, 1, 0),
        ("33.3", 1000, 333, 333),
        ("0.1", 1000, 1, 1),
    ],
)
def test_c4_a_least_share_is_rounded_up_and_a_highest_down_exactly(percent, members, least, most):
    facts = {
        "key": "s",
        "target": "share",
        "title": "抽查",
        "percent": Decimal(percent),
        "words": "抽查",
        "source": "三",
    }
    assert Share(**facts, limit="at_least").wanted(members) == least
    assert Share(**facts, limit="at_most").wanted(members) == most


@pytest.mark.parametrize("given", [{}, {"percent": 15, "bands": [{"percent": 30}]}])
def test_a_share_has_a_percentage_or_bands_and_never_both(given):
    facts = {"key": "s", "target": "share", "title": "抽查", "words": "抽查", "source": "三"}
    with pytest.raises(ValidationError, match="either percent or bands"):
        Share(**facts, **given)


@pytest.mark.parametrize(
    ("bands", "members", "least"),
    [
        ([(20, 100), (None, 30)], 12, 12),
        ([(20, 100), (None, 30)], 20, 20),
        ([(20, 100), (None, 30)], 31, 24),  # 20 and 3.3 of eleven
        ([(20, 100), (50, 30), (None, 10)], 70, 31),  # 20, 9 of thirty, 2 of twenty
        ([(20, 100), (10, 50), (None, 30)], 30, 23),  # the second ends before the first does: it holds nobody
    ],
)
def test_c4_bands_take_each_their_slice_of_the_group(bands, members, least):
    found = [Band(first=first, percent=Decimal(percent)) for first, percent in bands]
    assert wanted(found, members, "at_least") == least


def test_c5_working_days_leave_out_the_day_itself_and_holidays_and_count_made_up_days(due_under):
    friday = {"filing_verified": [Happened(date(2025, 9, 26), "")]}
    within_seven = due_under(friday, rule="after", days=7, counted="working_days", event="filing_verified")
    # Sunday 28 made up for, 29, 30, then off until 8 October, 9, 10, Saturday 11 made up for, Monday 13
    assert within_seven == [date(2025, 10, 13)]


def test_c6_a_check_every_two_years_serves_this_year_and_the_next():
    assert next_due(date(2025, 3, 10), every=2, period="year", cycle="calendar") == date(2027, 12, 31)
    assert next_due(date(2025, 12, 31), every=2, period="year", cycle="calendar") == date(2027, 12, 31)
    assert next_due(date(2025, 3, 10), every=3, period="year", cycle="calendar") == date(2028, 12, 31)


def test_c6_a_pack_may_count_24_or_36_months_from_day_to_day():
    assert next_due(date(2025, 3, 10), every=2, period="year", cycle="rolling") == date(2027, 3, 10)
    assert next_due(date(2024, 2, 29), every=3, period="year", cycle="rolling") == date(2027, 2, 28)
    assert next_due(date(2025, 8, 31), every=6, period="month", cycle="rolling") == date(2026, 2, 28)


def test_c6_the_plans_own_word_decides(shizhu):
    every_two_years = next(target for target in shizhu.targets if target.key == "distributor_level2")
    assert isinstance(every_two_years, Frequency)
    assert every_two_years.next_due(date(2025, 6, 11)) == date(2027, 12, 31)


def test_c7_what_the_plan_does_not_state_has_no_day_and_says_so(shizhu):
    users = next(one for one in occurrences(shizhu, CALENDAR) if one.deadline.key == "user_self_check")
    assert users.due is None
    assert tr(rule_words(shizhu, users.deadline.due)) == "方案未规定（“每年初”）"
    assert shizhu.close_out.default_due_days is None


def test_c8_a_close_out_of_25_september_is_unknown_on_15_september(county):
    item = county.risk(opened_on=date(2025, 9, 1), due=date(2025, 9, 30))
    county.step(item, "rectified", date(2025, 9, 24))
    county.step(item, "closed", date(2025, 9, 25))
    closed = {
        day: record_counts.risk_figures(county.session, date(2025, 9, 1), date(2025, 9, day))[county.nanbin.id].closed
        for day in (15, 25)
    }
    assert closed == {15: 0, 25: 1}


def test_c9_visits_enterprises_people_and_cases_are_four_measures():
    units = {measure: MEASURE_UNITS[measure] for measure in ("visits", "entities", "people", "cases", "entity_fines")}
    assert units == {"visits": "家次", "entities": "家", "people": "人次", "cases": "件", "entity_fines": "万元"}


def test_c9_two_visits_to_one_pharmacy_are_two_and_a_void_one_never_counts(county):
    first, second, mistaken = (county.record() for _ in range(3))
    inspections.void(county.session, mistaken, "重复", "void-form", county.by())
    june = (date(2025, 6, 1), date(2025, 6, 30))
    counted = record_counts.visits_by_unit(county.session, county.campaign, *june)
    assert counted == {(county.nanbin.id, "distributor"): 2}
    assert first.entity_id == second.entity_id


def test_c10_rows_overlap_and_are_not_added_up_to_a_total_that_the_form_does_not_print():
    statistics = load_pack("xizang-2022").table("statistics")
    assert not any(line.adds for line in (*statistics.rows, *statistics.columns))
    tags = {"epidemic", "mask"}  # of a maker of masks: one visit, a count in each of these rows
    met = [
        row.key for row in statistics.rows if row.where.entity_kinds == ("manufacturer",) and tags & {*row.where.tags}
    ]
    assert met == ["epidemic_made", "masks"]


def test_c11_the_plan_counts_for_whoever_inspects_unless_the_pack_says_otherwise():
    assert Counting().plan_counts_for == "inspecting_unit"
    assert Counting(plan_counts_for="territory").plan_counts_for == "territory"


def test_c11_a_wholesaler_visited_by_the_section_is_in_no_stations_row(shizhu, county):
    county.record(county.visit(county.wholesaler), by=county.by(unit=county.section))
    june = (date(2025, 6, 1), date(2025, 6, 30))
    counted = record_counts.visits_by_unit(county.session, county.campaign, *june)
    assert counted == {(county.section.id, "distributor"): 1}
    plan = shizhu.plan_tables[0]
    asked = figures_of(plan, done={("supervision", "2025Q2", "distributor"): 1})
    assert [key for key, _ in asked.owing] == ["nanbin", "xialu"]
    assert asked.in_all(asked.periods).done == 0


def test_c11a_a_joint_visit_counts_for_the_leading_unit_unless_the_pack_says_otherwise():
    assert Counting().joint_visits == "leading_unit"
    assert Counting(joint_visits="every_unit").joint_visits == "every_unit"


def test_c12_a_hospitals_grade_and_a_supervision_level_are_never_one_field(shizhu):
    grades = {tag.key for group in shizhu.focus for tag in group.tags if "级医院" in tag.title}
    levels = {level.key for level in shizhu.levels.levels}
    assert (grades, levels) == ({"hospital2", "hospital3"}, {"level1", "level2", "level3"})


def test_c13_a_surplus_never_makes_up_for_a_gap_and_both_gaps_are_shown(shizhu):
    plan = shizhu.plan_tables[0]
    done = {
        ("nanbin", "2025Q1", "distributor"): 15,
        ("nanbin", "2025Q2", "distributor"): 8,
        ("nanbin", "2025Q2", "user"): 9,
    }
    asked = figures_of(plan, done=done)
    assert asked.progress("nanbin", "distributor", asked.periods) == Progress(done=8, planned=11, gap=3)
    assert asked.progress("nanbin", "user", asked.periods) == Progress(done=9, planned=7, gap=0)
    assert asked.of_unit("nanbin", asked.periods).gap == 3
    assert asked.progress("nanbin", "distributor", asked.year_to_date).gap == 0
    assert asked.progress("nanbin", "user", asked.year_to_date).gap == 5


def test_c11a_a_cycle_starts_with_the_plans_year_unless_the_administrator_sets_another():
    assert Counting().cycle_starts is None

"""方案未规定: nothing is dated until a unit sets its own day, and then for that unit alone (C7)."""

from datetime import date

import pytest

from campaigns.load import PACKS, load_pack
from campaigns.schema.pack import Unstated
from days.calendar import WorkingDays
from locales import tr
from schedules.catalog.deadline import deadline_duties
from schedules.deadline_dates import Happened, occurrences
from schedules.own_day_rule import OwnDay, may_set_own_day
from schedules.rule_words import own_words, rule_words, titled
from schedules.unit_deadlines import Recorded, of_units

calendar = WorkingDays()
XIZANG, SHIZHU, SHANXI, JILIN = (load_pack(key) for key in ("xizang-2022", "shizhu-2025", "shanxi-2021", "jilin-2021"))
CITY, OTHER = [unit.key for unit in XIZANG.units if unit.kind == "city"][:2]
FIFTH = OwnDay(since=date(2022, 6, 10), day_of_month=5)


def deadline(pack, key):
    return next(one for one in pack.deadlines if one.key == key)


def dated(pack, unit, recorded):
    found = of_units(pack, calendar, recorded)
    return [(tr(titled(one.occurrence)), str(one.occurrence.due)) for one in found if _shown(one, unit)]


def _shown(one, unit):
    return one.unit == unit and one.followed and one.occurrence.due and (one.occurrence.own or one.occurrence.event)


def own(pack, unit, key, day):
    return dated(pack, unit, Recorded(own_days={unit: {key: day}}))


@pytest.mark.parametrize("key", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_c7_no_plan_has_a_day_of_ours(key):
    pack = load_pack(key.stem)
    assert all(one.due is None for one in occurrences(pack, calendar) if isinstance(one.deadline.due, Unstated))


def test_a_monthly_table_without_a_day_falls_due_on_the_units_own_day_of_the_month_after():
    assert own(XIZANG, CITY, "monthly_tables", FIFTH) == [
        ("情况汇总表（按月）（2022年6月）", "2022-07-05"),
        ("情况汇总表（按月）（2022年7月）", "2022-08-05"),
        ("情况汇总表（按月）（2022年8月）", "2022-09-05"),
    ]


def test_it_binds_from_the_day_it_was_first_set_so_nothing_is_overdue_by_it():
    late = OwnDay(since=date(2022, 7, 20), day_of_month=5)
    assert [due for _, due in own(XIZANG, CITY, "monthly_tables", late)] == ["2022-08-05", "2022-09-05"]


def test_a_month_without_such_a_day_takes_its_last():
    last = OwnDay(since=date(2022, 6, 10), day_of_month=31)
    assert [due for _, due in own(XIZANG, CITY, "monthly_tables", last)] == ["2022-07-31", "2022-08-31", "2022-09-30"]


def test_no_other_unit_has_it():
    recorded = Recorded(own_days={CITY: {"monthly_tables": FIFTH}})
    assert dated(XIZANG, OTHER, recorded) == []
    nudged = [one.key for one in deadline_duties(XIZANG, calendar, recorded, date(2022, 7, 1))]
    assert nudged == [f"deadline:monthly_tables:2022-06:{CITY}"]


def test_what_is_done_is_nudged_no_more():
    recorded = Recorded({("monthly_tables:2022-06", CITY)}, {CITY: {"monthly_tables": FIFTH}})
    assert list(deadline_duties(XIZANG, calendar, recorded, date(2022, 7, 1))) == []


def test_both_words_are_shown():
    tables = deadline(XIZANG, "monthly_tables")
    assert tr(own_words(XIZANG, tables, FIFTH)) == "方案未规定（“按月”），本单位自定：次月5日前"
    assert tr(rule_words(XIZANG, tables.due)) == "方案未规定（“按月”）"


def test_a_quarterly_duty_of_shanxi_is_followed_by_the_bureau_that_set_itself_a_day():
    day = OwnDay(since=date(2021, 11, 1), day_of_month=10)
    assert [due for _, due in own(SHANXI, "shanxi", "dispatch_class2", day)] == ["2022-01-10"]
    assert tr(own_words(SHANXI, deadline(SHANXI, "dispatch_class2"), day)).endswith("本单位自定：次季度第1个月10日前")


def test_a_yearly_duty_of_jilin_gets_a_date_in_the_year_or_the_one_after():
    city = next(unit.key for unit in JILIN.units if unit.kind == "city")
    for due, words in ((date(2021, 12, 20), "每年12月20日前"), (date(2022, 1, 15), "次年1月15日前")):
        day = OwnDay(since=date(2021, 3, 1), due=due)
        assert own(JILIN, city, "work_summary", day) == [("工作总结（2021年）", str(due))]
        assert tr(own_words(JILIN, deadline(JILIN, "work_summary"), day)).endswith(f"本单位自定：{words}")


def test_a_duty_that_does_not_recur_gets_one_date():
    day = OwnDay(since=date(2022, 6, 10), due=date(2022, 7, 1))
    assert [due for _, due in own(XIZANG, "xizang", "risk_consultation", day)] == ["2022-07-01"]


def test_only_what_the_plan_leaves_open_and_no_event_sets_off_can_be_set():
    settable = {one.key for one in SHIZHU.deadlines if may_set_own_day(one)}
    assert settable == {"user_self_check", "level_setting", "referral_result", "case_transfer", "provincial_system"}
    assert not may_set_own_day(deadline(SHANXI, "failed_test_report"))


# --- events: owed by the unit that recorded them -----------------------------------------------------------


def test_an_event_sets_off_the_deadline_of_the_unit_that_recorded_it_alone():
    happened = Happened(date(2025, 6, 20), "示例网店", key="event7")
    recorded = Recorded(events={"nanbin": {"filing_verified": [happened]}})
    assert dated(SHIZHU, "nanbin", recorded) == [("网络销售备案信息公开（示例网店）", "2025-07-01")]
    assert dated(SHIZHU, "xituo", recorded) == []
    nudged = [one.key for one in deadline_duties(SHIZHU, calendar, recorded, date(2025, 6, 23)) if "filing" in one.key]
    assert nudged == ["deadline:online_filing:event7:nanbin"]


def test_a_day_set_case_by_case_is_the_one_that_was_entered():
    lead = Happened(date(2025, 6, 18), "线索12号", due=date(2025, 6, 25), key="event8")
    recorded = Recorded(events={"nanbin": {"monitoring_lead": [lead]}})
    assert dated(SHIZHU, "nanbin", recorded) == [("网络监测信息核查处置反馈（线索12号）", "2025-06-25")]


def test_what_the_plan_wants_at_once_stays_without_a_day_until_the_unit_sets_one_for_the_case():
    key = "crime_transfer"
    unit = next(one.unit for one in of_units(JILIN, calendar) if one.occurrence.deadline.key == key)
    for due in (None, date(2021, 6, 30)):
        case = Happened(date(2021, 6, 18), "案件3号", due, "event9")
        found = of_units(JILIN, calendar, Recorded(events={unit: {"crime_suspected": [case]}}))
        (one,) = [one for one in found if one.occurrence.event and one.unit == unit]
        assert (one.occurrence.key, one.occurrence.due) == ("crime_transfer:event9", due)


def test_the_rule_itself_stays_listed_beside_its_cases():
    recorded = Recorded(events={"nanbin": {"filing_verified": [Happened(date(2025, 6, 20), "示例网店")]}})
    listed = [one.occurrence.key for one in of_units(SHIZHU, calendar, recorded) if one.unit == "nanbin"]
    assert {"online_filing", "online_filing:2025-06-20 示例网店"} <= set(listed)

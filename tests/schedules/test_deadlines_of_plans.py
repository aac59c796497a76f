"""Every dated row of the five plans, as the plans print them, comes out of the calculator; the rest has no day."""

from datetime import date

import pytest

from campaigns.load import load_pack
from campaigns.schema.parties import giver_words, receiver_words
from days.calendar import WorkingDays
from locales import tr
from schedules.deadline_dates import Happened, occurrences, phase_of
from schedules.rule_words import rule_words

calendar = WorkingDays()


def dated(key, events=None):
    """(due, who, to whom, phase, a day off) in the order of the days."""
    pack = load_pack(key)
    return [
        (
            one.due.isoformat(),
            tr(giver_words(pack, one.deadline.owed_by)),
            tr(receiver_words(pack, one.deadline.owed_to)),
            phase.title if (phase := phase_of(pack, one.deadline)) else "",
            not calendar.is_working_day(one.due),
        )
        for one in occurrences(pack, calendar, events or {})
        if one.due
    ]


def without_a_day(key):
    pack = load_pack(key)
    return {
        one.deadline.words: tr(rule_words(pack, one.deadline.due))
        for one in occurrences(pack, calendar)
        if one.due is None
    }


def test_xizang_2022():
    checks = "自查整改"
    assert dated("xizang-2022") == [
        ("2022-05-31", "生产企业（第二类）", "西藏自治区药监局", checks, False),
        ("2022-05-31", "生产企业（第一类）", "所在地市局", checks, False),
        ("2022-05-31", "经营企业", "所在地市局", checks, False),
        ("2022-05-31", "使用单位", "所在地市局", checks, False),
        ("2022-08-30", "各市局", "西藏自治区药监局", "现场检查", False),
        ("2022-11-15", "各市局", "西藏自治区药监局", "总结提升", False),
    ]


def test_the_monthly_tables_of_xizang_have_no_day():
    found = without_a_day("xizang-2022")
    assert found["建立风险清单（附表5），实行销号管理，按月报送情况汇总表（附表6、7）"] == "方案未规定（“按月”）"


def test_xuchang_2023_has_six_dated_deadlines():
    counties, section = "各县局、各分局", "器械监管科"
    assert dated("xuchang-2023") == [
        ("2023-03-27", counties, section, "", False),
        ("2023-06-27", counties, section, "", False),
        ("2023-09-27", counties, section, "", False),
        ("2023-12-17", counties, section, "", True),  # a Sunday; the day stays
        ("2023-12-27", counties, section, "", False),
        ("2023-12-31", "各县局", "当地党委政府", "", True),
    ]
    words = {tr(rule_words(load_pack("xuchang-2023"), one.due)) for one in load_pack("xuchang-2023").deadlines}
    assert words >= {"每季度末月27日前", "2023-12-17前（含当日）", "2023年底前"}


def test_the_briefing_and_the_analysis_of_xuchang_have_no_day():
    found = without_a_day("xuchang-2023")
    assert found["专项领导小组每季度要专题听取一次专项整治情况汇报"] == "方案未规定（“每季度”）"
    assert [rule for words, rule in found.items() if "形成分析报告" in words] == ["方案未规定"]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("shanxi-2021", ["每季度", "按季度", "每年", "第一时间", "及时"]),
        ("jilin-2021", ["每年", "年度", "定期", "及时"]),
    ],
)
def test_shanxi_and_jilin_print_no_day_at_all(key, says):
    assert dated(key) == []
    rules = set(without_a_day(key).values())
    assert rules >= {f"方案未规定（“{word}”）" for word in says}


def test_shizhu_2025():
    assert dated("shizhu-2025") == [("2025-03-31", "经营企业", "所在地市场监管所", "", False)]
    found = without_a_day("shizhu-2025")
    assert sorted(found.values()) == [
        "备案信息核实符合规定后7个工作日内",
        *["方案未规定（“及时”）"] * 3,
        "方案未规定（“每年初”）",
        "方案未规定（“每年度”）",
        "由市药监局逐次确定",
    ]


@pytest.mark.parametrize(
    ("verified", "due"),
    [
        (date(2025, 6, 20), "2025-07-01"),  # over two weekends
        (date(2025, 9, 28), "2025-10-14"),  # a make-up Sunday as day 0, the holidays, a make-up Saturday that counts
        (date(2025, 1, 24), "2025-02-10"),  # the spring festival, with two make-up days
    ],
)
def test_a_filing_of_shizhu_is_published_within_seven_working_days(verified, due):
    found = dated("shizhu-2025", {"filing_verified": [Happened(verified, "示例网店")]})
    assert due in [day for day, *_ in found]

"""The leader's questions, as typed; today is 2025-06-20, in the second quarter of the 2025 plan."""

from collections.abc import Callable
from datetime import date

import pytest

from campaigns.schema.pack import Pack, PlanTable
from reports.question_words import FiguresAsked, Suggestion, as_typed_in, bare_names, understand

Ask = Callable[..., FiguresAsked | Suggestion | None]


@pytest.fixture
def ask(pack: Pack, plan: PlanTable) -> Ask:
    units = {unit.name: unit.key for unit in pack.units} | {"石柱县": "shizhu"}
    columns = {column.short: column.key for column in plan.columns}
    return lambda text, today=date(2025, 6, 20): understand(text, units, today, plan.periods, columns)


SECOND_QUARTER = [
    "二季度", "第二季度", "2季度", "２季度", "二季", "第2季度", "Q2", "q2", "Ｑ2 汇总？", "本季度", "这个季度", "汇总",
    "二季度汇总", " 二 季度 汇总 ", "二季度完成情况", "看看二季度的汇总表", "2025年二季度汇总", "2025Q2",
    "2025年第二季度",
]  # fmt: skip


@pytest.mark.parametrize("text", SECOND_QUARTER)
def test_the_second_quarter_has_many_names(ask: Ask, text: str) -> None:
    assert ask(text) == FiguresAsked("2025Q2")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("上季度汇总", FiguresAsked("2025Q1")),
        ("下季度", FiguresAsked("2025Q3")),
        ("今年", FiguresAsked("2025")),
        ("全年汇总", FiguresAsked("2025")),
        ("2025年度汇总", FiguresAsked("2025")),
        ("2季度 南宾所", FiguresAsked("2025Q2", "nanbin")),
        ("南宾所Q1", FiguresAsked("2025Q1", "nanbin")),
        ("石柱县一季度汇总", FiguresAsked("2025Q1", "shizhu")),
        ("哪些隐患超期", FiguresAsked("2025Q2", topic="overdue")),
        ("隐患", FiguresAsked("2025Q2", topic="risks")),
        ("Q2 summary", FiguresAsked("2025Q2")),
        ("Show me last quarter, please", FiguresAsked("2025Q1")),
        ("This year", FiguresAsked("2025")),
        ("南宾所 overdue", FiguresAsked("2025Q2", "nanbin", topic="overdue")),
        ("Risk items", FiguresAsked("2025Q2", topic="risks")),
        ("今年以来 黄水所 还差多少家", FiguresAsked("2025", "huangshui", "gaps")),
        ("黄水", FiguresAsked("2025Q2", "huangshui")),
        ("黄水 Q1", FiguresAsked("2025Q1", "huangshui")),
        ("二季度三河", FiguresAsked("2025Q2", "sanhe")),
        ("三河一季度汇总", FiguresAsked("2025Q1", "sanhe")),
        ("哪些隐患超期 南宾", FiguresAsked("2025Q2", "nanbin", topic="overdue")),
        ("今年黄水还差多少家", FiguresAsked("2025", "huangshui", "gaps")),
        ("下路 下季度", FiguresAsked("2025Q3", "xialu")),
        ("黄水所 使用", FiguresAsked("2025Q2", "huangshui", column_key="user")),
        ("一季度检查明细", FiguresAsked("2025Q1", topic="inspections")),
    ],
)
def test_units_topics_and_columns_are_read_too(ask: Ask, text: str, asked: FiguresAsked | None) -> None:
    assert ask(text) == asked


def test_the_three_of_a_station_is_not_a_quarter(ask: Ask) -> None:
    assert ask("三河所") == FiguresAsked("2025Q2", "sanhe")
    assert ask("三河所一季度") == FiguresAsked("2025Q1", "sanhe")
    assert ask("四季度三河所汇总") == FiguresAsked("2025Q4", "sanhe")


def test_after_the_year_the_last_quarter_is_still_running(ask: Ask) -> None:
    assert ask("本季度", today=date(2026, 1, 8)) == FiguresAsked("2025Q4")
    assert ask("全年", today=date(2026, 1, 8)) == FiguresAsked("2025")


def test_a_near_miss_is_asked_back_with_what_it_may_have_meant(ask: Ask) -> None:
    assert ask("三极度汇总") == Suggestion("三极度", ("三季度汇总", "三河所"))
    assert ask("三河锁") == Suggestion("三河锁", ("三河所", "三季度汇总"))
    assert ask("南宾所 三极度") == Suggestion("三极度", ("南宾所 三季度汇总", "三河所"))


def test_every_suggestion_is_itself_understood(ask: Ask) -> None:
    for text in [
        "三极度汇总",
        "三河锁",
        "季度汇总",
        "2024年二季度",
        "南宾所 三极度",
        "二季度汇总发给谁",
        "黄水锁 超期",
    ]:
        suggested = ask(text)
        assert isinstance(suggested, Suggestion)
        assert all(isinstance(ask(known), FiguresAsked) for known in suggested.texts)


def test_a_year_that_no_running_campaign_has_offers_those_it_has(ask: Ask) -> None:
    four = ("一季度汇总", "二季度汇总", "三季度汇总", "四季度汇总")
    assert ask("去年汇总") == Suggestion("去年汇总", four)
    assert ask("上季度", today=date(2025, 2, 1)) == Suggestion("上季度", four)


CHATTER = [
    "你好", "谢谢", "三天后", "2人", "3", "三家", "提交", "全部符合", "记检查", "查企业", "使用", "今年天气真好",
    "南宾大药房", "黄水今天下雨", "三季稻", "西沱所今天下雨",
    "今天检查和谐口腔诊所，2人，发现冷藏柜无温度记录", "😀", "", "  ", "？" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", CHATTER)
def test_chatter_and_answers_to_forms_are_left_alone(ask: Ask, text: str) -> None:
    assert ask(text) is None


@pytest.mark.parametrize("slip", ["三极度汇总", "南宾所 三极度", "三极度隐患", "三极度超期", "去年汇总"])
def test_what_is_suggested_reads_english_to_who_chose_it_and_is_understood_the_same(ask, slip):
    for question in ask(slip).texts:
        typed = as_typed_in("en", question)
        assert ask(typed) == ask(question)
        assert as_typed_in("zh_Hans_CN", question) == question
    assert as_typed_in("en", "南宾所 三季度汇总") == "南宾所 Q3 summary"


def test_a_place_that_two_stations_share_or_that_is_a_unit_itself_is_not_guessed():
    assert bare_names({"黄水所": "a", "南宾所": "b", "南宾": "c", "所": "d", "河所": "e"}) == {"黄水": "a"}
    assert bare_names({"黄水所": "a", "黄水所 ": "b"}) == {"黄水": "a"}


@pytest.mark.parametrize("text", ["黄水示例诊所", "南宾 诊所", "三河口腔门诊部"])
def test_the_name_of_an_entity_is_not_taken_for_its_station(ask: Ask, text: str) -> None:
    assert not isinstance(ask(text), FiguresAsked)

"""The leader's answer as it reads on a phone."""

from collections.abc import Callable

from figures.plan_figures import PlanFigures, RiskCounts
from reports.catalog.plan_brief import brief
from reports.drawing.text_table import plain, width

Make = Callable[..., PlanFigures]

SECOND_QUARTER = """\
2025年二季度 · 石柱县 · 截至 6月20日
检查 73/93（78.5%）：经营 37/46，使用 36/47；还差 20 家
　　　  经营 使用
南宾所  8/11  5/7
万安所 10/10  6/8
下路所   3/3  3/3
三河所   2/3  4/4
西沱所   3/3  4/6
黄水所   4/9  2/5 ← 还差 8 家
沙子所   1/1  3/3
马武所   1/1  2/3
悦崃所   3/3  4/4
临溪所   2/2  3/4
隐患：新增 12，销号 7，未销 9，其中超期 2（西沱所 1，黄水所 1）
年初以来 检查 156/176；还差 20 家；比一季度同期多 6 家"""


def test_the_county_on_one_screen(figures: Make) -> None:
    text = plain(brief(figures()))
    assert text == SECOND_QUARTER
    assert max(width(line) for line in text.splitlines()[2:13]) <= 30


def test_one_station_needs_no_table(figures: Make) -> None:
    asked = figures(units=(("xituo", "西沱所"),), scope="西沱所", done_before=9)
    assert plain(brief(asked)).splitlines() == [
        "2025年二季度 · 西沱所 · 截至 6月20日",
        "经营 3/3（100.0%）",
        "使用 4/6（66.7%）；还差 2 家",
        "隐患：新增 4，销号 2，未销 4，其中超期 1",
        "年初以来 检查 16/18；还差 2 家；比一季度同期少 2 家",
    ]


def test_a_quarter_that_has_not_begun_says_so(figures: Make) -> None:
    assert plain(brief(figures(period_key="2025Q3"))).splitlines() == [
        "2025年三季度 · 石柱县",
        "7月1日才开始，还没有完成数。",
        "计划检查 93 家次：经营 46，使用 47",
    ]


def test_when_everything_is_done_nothing_is_marked(figures: Make) -> None:
    asked = figures()
    done = {
        (key, period.key, column.key): 99
        for key, _ in asked.units
        for period in asked.plan.periods
        for column in asked.plan.columns
    }
    text = plain(brief(figures(done=done, risks={"nanbin": RiskCounts()}, done_before=None)))
    assert "还差" not in text
    assert "超期" not in text


def test_the_first_quarter_and_the_year_are_compared_with_nothing(figures: Make) -> None:
    assert "同期" not in plain(brief(figures(period_key="2025Q1")))
    assert "同期" not in plain(brief(figures(period_key="2025")))


def test_as_many_as_before_is_said_in_words(figures: Make) -> None:
    assert plain(brief(figures(done_before=73))).endswith("与一季度同期持平")

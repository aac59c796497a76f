"""完成情况, numbers worked out by hand from the plan and the counts in conftest."""

from collections.abc import Callable
from datetime import date

import pytest

from campaigns.schema.pack import PlanTable
from figures.plan_figures import PlanFigures, Progress, RiskCounts, same_day_before
from locales import tr
from reports.catalog.plan_vs_actual import plan_vs_actual
from reports.drawing.table import to_json

Make = Callable[..., PlanFigures]


def test_a_station_reads_period_year_to_date_and_risks(figures: Make) -> None:
    rows = {row[0]: row[1:] for row in to_json(plan_vs_actual(figures()))["rows"]}
    assert list(rows) == [
        "南宾所",
        "万安所",
        "下路所",
        "三河所",
        "西沱所",
        "黄水所",
        "沙子所",
        "马武所",
        "悦崃所",
        "临溪所",
        "合计",
    ]
    # 二季度 经营 planned done missing, 使用; year to date = first quarter as planned (3 + 3) plus the second; risks
    assert rows["黄水所"] == [9, 4, 5, 5, 2, 3, 12, 7, 5, 8, 5, 3, 3, 1, 2, 1]
    # 46+47 planned in the quarter, 86+90 in the half year; 5+4+3 new, 4+2+1 closed, 3+4+2 open
    assert rows["合计"] == [46, 37, 9, 47, 36, 11, 86, 77, 9, 90, 79, 11, 12, 7, 9, 2]


def test_a_surplus_never_covers_a_gap_of_another_column_or_station(figures: Make) -> None:
    done = {("nanbin", "2025Q2", "distributor"): 30, ("xialu", "2025Q2", "user"): 1}
    asked = figures(units=(("nanbin", "南宾所"), ("xialu", "下路所")), done=done)
    # 南宾所 30 of 11 and 0 of 7; 下路所 0 of 3 and 1 of 3: missing 0 + 7 + 3 + 2, though 31 visits exceed 24 planned
    assert asked.in_all(asked.periods) == Progress(done=31, planned=24, gap=12)
    total = to_json(plan_vs_actual(asked))["rows"][-1]
    assert total[1:7] == [14, 30, 3, 10, 1, 9]


def test_the_year_to_date_makes_up_within_a_column_but_not_across(figures: Make) -> None:
    done = {
        ("nanbin", "2025Q1", "distributor"): 15,
        ("nanbin", "2025Q2", "distributor"): 8,
        ("nanbin", "2025Q2", "user"): 5,
    }
    asked = figures(units=(("nanbin", "南宾所"),), done=done)
    assert asked.progress("nanbin", "distributor", asked.periods).gap == 3
    assert asked.progress("nanbin", "distributor", asked.year_to_date).gap == 0  # 23 of 22
    assert asked.progress("nanbin", "user", asked.year_to_date).gap == 9  # 5 of 14


def test_the_whole_year_is_planned_whole_and_counted_so_far(figures: Make) -> None:
    asked = figures(period_key="2025")
    assert asked.in_all(asked.periods).planned == 353
    assert [period.key for period in asked.year_to_date] == ["2025Q1", "2025Q2"]
    assert asked.in_all(asked.year_to_date) == Progress(done=156, planned=176, gap=20)


def test_a_unit_without_a_line_in_the_plan_owes_nothing_but_shows_its_risks(figures: Make) -> None:
    asked = figures()
    with_section = figures(
        units=(*asked.units, ("supervision", "监管科"), ("registration", "注册许可科")),
        risks={"supervision": RiskCounts(new=1, open=1)},
        done={("supervision", "2025Q2", "distributor"): 4},
    )
    rows = to_json(plan_vs_actual(with_section))["rows"]
    assert rows[-2] == ["监管科", *["—"] * 12, 1, 0, 1, 0]
    assert rows[-1][1:4] == [46, 0, 46]
    assert rows[-1][-4:] == [1, 0, 1, 0]
    assert "注册许可科" not in [row[0] for row in rows]


def test_one_station_alone_has_no_total(figures: Make) -> None:
    assert len(plan_vs_actual(figures(units=(("nanbin", "南宾所"),))).rows) == 1


@pytest.mark.parametrize(
    ("done", "planned", "percent"),
    [
        (73, 93, "78.5%"),
        (93, 93, "100.0%"),
        (0, 93, "0.0%"),
        (1, 8, "12.5%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (5, 0, None),
    ],
)
def test_a_share_is_rounded_half_up(done: int, planned: int, percent: str | None) -> None:
    assert Progress.of(done, planned).percent == percent


def test_the_same_day_of_the_quarter_before(plan: PlanTable) -> None:
    found = same_day_before(plan, "2025Q2", date(2025, 6, 20))
    assert found is not None
    # 1 April to 20 June are 81 days, the 81st of the year is 22 March
    assert (found[0].key, found[1]) == ("2025Q1", date(2025, 3, 22))
    assert same_day_before(plan, "2025Q2", date(2025, 6, 30)) == (found[0], date(2025, 3, 31))  # 91 days against 90
    assert same_day_before(plan, "2025Q1", date(2025, 2, 1)) is None
    assert same_day_before(plan, "2025Q3", date(2025, 6, 20)) is None


def test_an_unknown_period_is_an_error(figures: Make) -> None:
    with pytest.raises(KeyError):
        plan_vs_actual(figures(period_key="2024Q2"))


def test_json_has_the_shape_programs_rely_on(figures: Make) -> None:
    found = to_json(plan_vs_actual(figures()))
    assert found["title"] == "2025年二季度检查任务完成情况表"
    assert (found["as_of"], found["unit"]) == ("2025-06-20", "石柱县")
    assert found["header"][0][:2] == [
        {"text": "单位", "rowspan": 3, "colspan": 1},
        {"text": "二季度", "rowspan": 1, "colspan": 6},
    ]
    assert [cell["text"] for cell in found["header"][1]][-4:] == ["新增", "销号", "未销", "超期"]
    assert {len(row) for row in found["rows"]} == {17}
    assert all(value is not None for row in found["rows"] for value in row)
    assert tr(plan_vs_actual(figures()).head[0]) == "填报单位（盖章）：石柱县市场监督管理局"

"""The 石柱 2025 pack against the plan's own words and the numbers of its annex."""

import re
from datetime import date
from itertools import chain

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import Counted, OnDay, SetPerCase, Unstated

# 附件: 单位, then 经营 and 使用 of each quarter, then 合计
ANNEX = """
南宾所 11 7 11 7 11 7 11 7 72
万安所 10 8 10 8 10 8 10 7 71
下路所 3 3 3 3 3 3 3 3 24
三河所 3 4 3 4 3 4 3 5 29
西沱所 3 6 3 6 3 6 3 7 37
黄水所 3 3 9 5 9 5 3 3 40
沙子所 1 3 1 3 1 3 1 3 16
马武所 1 3 1 3 1 3 1 3 16
悦崃所 3 3 3 4 3 4 3 3 26
临溪所 2 3 2 4 2 4 2 3 22
"""
NOTE = (
    "检查说明： 各所根据辖区经营、使用单位监管风险确定监管等级，三级监管每年不得少于一次，"
    "二级监管每二年不得少于一次，一级监管每年不得少于总数的25％。"
)
QUARTERS = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


@pytest.fixture(scope="module")
def table(pack):
    (table,) = pack.plan_tables
    return table


def squeezed(text):
    return "".join(text.split())


def test_the_head_of_the_plan(pack, shizhu_says):
    assert pack.title == "2025年医疗器械经营使用质量监管工作计划"
    assert pack.issuer == "石柱土家族自治县市场监督管理局"
    assert f"{pack.issuer}关于印发{pack.title}的通知{pack.source.addressed_to}：" in shizhu_says["抬头"]
    assert pack.source.issued == date(2025, 1, 27)
    assert pack.source.printed_by + pack.source.issued_words == "石柱县市场监督管理局办公室2025年1月27日印发"
    assert (pack.year, pack.number, pack.zone) == (2025, None, "Asia/Shanghai")


def test_the_units_in_the_annexs_order(pack):
    assert [unit.name for unit in pack.units if unit.kind == "station"] == [
        line.split()[0] for line in ANNEX.split("\n") if line
    ]
    assert [unit.name for unit in pack.children("shizhu") if unit.kind != "station"] == [
        "监管科", "注册许可科", "综合行政执法支队",
    ]  # fmt: skip
    assert pack.unit("shizhu").title == "石柱县市场监管局"
    assert pack.unit("nanbin").title == "南宾所"
    assert pack.unit("supervision").aliases == ("医疗器械科",)


def cells(table, unit):
    return [table.planned(unit, quarter, column) for quarter in QUARTERS for column in ("distributor", "user")]


def test_every_cell_of_the_annex(pack, table):
    lines = [
        " ".join(map(str, [pack.unit(unit).name, *cells(table, unit), table.row(unit).printed_total]))
        for unit in table.units
    ]
    assert lines == ANNEX.split("\n")[1:-1]


def test_the_printed_totals_are_right_and_the_plan_is_353(table):
    totals = [table.total(unit) for unit in table.units]
    assert totals == [72, 71, 24, 29, 37, 40, 16, 16, 26, 22]
    assert totals == [row.printed_total for row in table.rows]
    assert sum(totals) == 353


def test_the_sums_of_each_quarter(table):
    sums = [(table.sum(quarter, "distributor"), table.sum(quarter, "user")) for quarter in QUARTERS]
    assert sums == [(40, 43), (46, 47), (46, 47), (40, 44)]
    assert tuple(map(sum, zip(*sums, strict=True))) == (172, 181)


def test_the_words_around_the_annex(table, shizhu_says):
    assert table.title == "2025年医疗器械监管计划检查任务表"
    assert f"{table.annex}：{table.title}" in shizhu_says["抬头"]
    assert [table.stub, *(period.title for period in table.periods), table.total_label] == [
        "单位", "一季度", "二季度", "三季度", "四季度", "合计",
    ]  # fmt: skip
    assert [column.title for column in table.columns] == ["经营企业检查家次", "使用单位检查家次"]
    assert table.note == NOTE


def test_a_day_lies_in_one_quarter_or_outside_the_plan(table):
    assert table.period_of(date(2025, 6, 30)).title == "二季度"
    assert table.period_of(date(2025, 7, 1)).title == "三季度"
    assert table.period_of(date(2026, 1, 1)) is None
    assert sum((period.end - period.start).days + 1 for period in table.periods) == 365


def test_the_checklist_of_users_is_the_plans_five_topics_verbatim(pack, shizhu_says):
    checklist = pack.checklist_for("user")
    assert [item.title for item in checklist.items] == [
        "采购和进货查验", "在用设备的质量管理", "医疗器械产品可追溯性", "贮存运输要求", "在用医疗器械转让行为",
    ]  # fmt: skip
    for number, item in enumerate(checklist.items, 1):
        assert item.source == f"四（二）3（{number}）"
        assert f"（{number}）{item.text}" == shizhu_says[item.source]
        assert item.text.startswith(f"{item.title}：")


def test_the_checklist_of_distributors_has_seven_points_and_says_where_they_come_from(pack):
    checklist = pack.checklist_for("distributor")
    assert checklist.basis == "依据方案三（三）3、四（二）3整理"
    assert [item.text for item in checklist.items] == [
        "无证经营、网络销售无证和翻新医疗器械",
        "销售过期、淘汰、篡改说明书标签标识的医疗器械",
        "进货查验记录和销售记录制度的建立与执行",
        "违法互联网销售",
        "注射用透明质酸钠、隐形眼镜等产品的合法经营",
        "购进渠道合法",
        "贮存运输（冷藏冷冻、冷链衔接、符合说明书和标签标识要求）",
    ]


def obliging(pack):
    return [*pack.duties, *pack.deadlines, *pack.targets, *pack.plan_tables, pack.levels, pack.close_out]


def test_every_obliging_sentence_stands_in_the_article_it_names(pack, shizhu_says):
    for piece in obliging(pack):
        article = re.split("、附件|、四", piece.source)[0]
        assert squeezed(piece.words) in shizhu_says[article], piece


def test_every_tag_kind_and_transfer_uses_a_word_of_its_article(pack, shizhu_says):
    tags = chain.from_iterable(group.tags for group in pack.focus)
    for part in [*tags, *pack.entity_kinds, *pack.inspection_kinds, *pack.transfers, *pack.levels.levels]:
        assert (part.printed or part.title) in shizhu_says[part.source.split("、")[0]], part
    assert [part.title for part in pack.outcomes if part.source] == ["责令停止经营、整改"]
    assert "应责令停止经营、整改" in shizhu_says["三（四）3"]


def test_the_notes_of_the_focus_groups_are_the_plans(pack, shizhu_says):
    notes = {group.key: group.note for group in pack.focus if group.note}
    assert notes["unannounced_first"] in shizhu_says["三（四）2"]
    assert notes["users_first"] in shizhu_says["四（二）1"]


def deadline(pack, key):
    return next(found for found in pack.deadlines if found.key == key)


def test_the_self_check_of_distributors_is_due_on_31_march_to_the_last_one(pack):
    found = deadline(pack, "distributor_self_check")
    assert found.due == OnDay(rule="on_day", day=date(2025, 3, 31))
    assert (found.owed_by.entity_kinds, found.owed_to.unit_kinds) == (("distributor",), ("station",))
    assert found.rate_percent == 100


def test_what_the_plan_leaves_open_has_no_day(pack):
    assert deadline(pack, "user_self_check").due == Unstated(rule="unstated", says="每年初", every="year")
    assert deadline(pack, "provincial_system").due == Unstated(rule="unstated", says="及时")
    assert deadline(pack, "monitoring_lead").due == SetPerCase(rule="set_per_case", set_by="市药监局")
    assert deadline(pack, "monitoring_lead").rate_percent == 100
    assert pack.close_out.default_due_days is None
    assert pack.close_out.suggested_days == (15, 30)


def test_filings_of_online_sellers_are_published_within_seven_working_days(pack):
    due = deadline(pack, "online_filing").due
    assert due == Counted(rule="after", days=7, counted="working_days", event="filing_verified")
    assert [event.title for event in pack.events] == ["备案信息核实符合规定"]


def test_the_frequencies_and_shares(pack):
    frequencies = {t.key: (t.at_least, t.every) for t in pack.targets if t.target == "frequency"}
    shares = {t.key: int(t.percent) for t in pack.targets if t.target == "share"}
    assert frequencies == {
        "distributor_level3": (1, 1), "distributor_level2": (1, 2), "lens_and_family_planning": (1, 1),
        "clinics_level3": (1, 1), "clinics_level2": (1, 2),
    }  # fmt: skip
    assert shares == {
        "distributor_level1": 25, "follow_up": 100, "unannounced_class2": 3, "unannounced_class3": 10,
        "hospitals": 100, "clinics_level1": 25,
    }  # fmt: skip
    level1 = next(t for t in pack.targets if t.key == "distributor_level1")
    assert (level1.drawn, level1.cycle_years, level1.within) == (True, 4, "unit")


def test_hospital_grades_and_supervision_levels_are_never_one_field(pack):
    tags = {tag.key for group in pack.focus for tag in group.tags}
    levels = {level.key for level in pack.levels.levels}
    assert {"hospital2", "hospital3"} <= tags
    assert levels == {"level1", "level2", "level3"}


def test_a_second_person_closes_out_each_item(pack):
    assert (pack.close_out.per, pack.close_out.second_person) == ("item", True)


def test_reminders_and_everything_else_we_added_are_admitted(pack):
    assert pack.nudges.days_before == (10, 5, 3, 1, 0)
    assert pack.nudges.escalate_after == 3
    assert {note.key for note in pack.unclear} >= {
        "garbled_import", "wholesalers_without_row", "no_total_row", "random_or_full", "section_names",
        "self_check_of_users", "rectification_due", "close_out", "reminders",
    }  # fmt: skip


def test_what_a_merged_unit_owes_is_added_to_what_its_heir_owes():
    table = load_pack("shizhu-2025").plan_tables[0]
    merged = table.inherited({"nanbin": "wanan"})
    assert "nanbin" not in merged.units
    assert merged.total("wanan") == table.total("nanbin") + table.total("wanan")
    assert sum(row.total for row in merged.rows) == sum(row.total for row in table.rows)
    into_a_section = table.inherited({"nanbin": "supervision"})
    assert into_a_section.total("supervision") == table.total("nanbin")
    assert table.inherited({}) is table

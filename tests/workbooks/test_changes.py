"""What a changed plan changes is said piece by piece, in the words of the workbook."""

from datetime import date

from campaigns.load import load_pack
from campaigns.pack import OnDay
from locales import tr
from workbooks.changes import changes, contents

SHIZHU = load_pack("shizhu-2025")


def told(**changed):
    return [tr(one) for one in changes(SHIZHU, SHIZHU.model_copy(update=changed))]


def test_the_same_plan_changes_nothing():
    assert changes(SHIZHU, SHIZHU) == []


def test_a_day_that_moved():
    first, *rest = SHIZHU.deadlines
    moved = first.model_copy(update={"due": OnDay(rule="on_day", day=date(2025, 4, 15))})
    assert told(deadlines=(moved, *rest)) == ["期限“2024年度自查报告（经营企业）”的日期：2025-03-31 → 2025-04-15"]


def test_what_is_new_and_what_is_gone():
    assert told(deadlines=SHIZHU.deadlines[2:]) == ["取消期限：2024年度自查报告（经营企业）、年度自查报告（使用单位）"]
    event = SHIZHU.events[0].model_copy(update={"key": "another", "title": "另一件事"})
    assert told(events=(*SHIZHU.events, event)) == ["新增起算事件：另一件事"]


def test_a_number_of_the_plan_table():
    (table,) = SHIZHU.plan_tables
    first, *rest = table.rows
    plan = {**first.plan, "2025Q2": {"distributor": 12, "user": 7}}
    row = first.model_copy(update={"plan": plan, "printed_total": 73})
    assert told(plan_tables=(table.model_copy(update={"rows": (row, *rest)}),)) == [
        "任务数 南宾所 二季度 经营企业检查家次：11 → 12",
        "任务数 南宾所，印出的合计：72 → 73",
    ]


def test_an_item_of_a_checklist_and_the_head():
    first, *others = SHIZHU.checklists
    item, *rest = first.items
    changed = first.model_copy(update={"items": (item.model_copy(update={"title": "无证"}), *rest)})
    assert told(checklists=(changed, *others), issuer="某局") == [
        "方案，发文机关：石柱土家族自治县市场监督管理局 → 某局",
        "检查项目“无证”的短名：无证和翻新 → 无证",
    ]


def test_what_a_plan_holds():
    assert "单位：14 项" in [tr(one) for one in contents(SHIZHU)]

"""What a changed plan changes is said piece by piece, in the words of the workbook."""

from datetime import date

from campaigns.load import load_pack
from campaigns.schema.pack import OnDay
from locales import tr
from workbooks.plan.plan_changes import changes, contents

SHIZHU = load_pack("shizhu-2025")


def told(behind=None, **changed):
    return [tr(one) for one in changes(SHIZHU, SHIZHU.model_copy(update=changed), behind)]


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


# --- the records that stand behind what is changed -------------------------------------------------------


def test_a_removed_deadline_says_what_units_said_of_it():
    behind = {("deadlines", "online_filing"): {"done": 3, "own_days": 0}, ("deadlines", "level_setting"): {"done": 1}}
    left = tuple(one for one in SHIZHU.deadlines if one.key != "online_filing")
    assert told(behind, deadlines=left) == [
        "取消期限：网络销售备案信息公开",
        "网络销售备案信息公开：这项已有 3 个完成标记，记录保留，按原方案计数",
    ]


def test_a_changed_item_of_a_checklist_says_how_many_visits_went_through_it():
    first, *others = SHIZHU.checklists
    changed = first.model_copy(update={"items": first.items[1:]})
    behind = {("entity_kinds", first.entity_kind): {"visits": 12}}
    gone = first.items[0].title
    assert told(behind, checklists=(changed, *others)) == [
        f"取消检查项目：{gone}",
        f"{gone}：这项已有 12 条检查，记录保留，按原方案计数",
    ]


def test_a_changed_rule_of_closing_out_says_how_many_risk_items_there_are():
    rule = SHIZHU.close_out.model_copy(update={"second_person": not SHIZHU.close_out.second_person})
    assert told({("close_out", ""): {"risk_items": 7}}, close_out=rule)[-1] == (
        "销号规则：这项已有 7 条隐患，记录保留，按原方案计数"
    )


def test_what_nothing_was_recorded_under_is_not_mentioned():
    assert len(told({("deadlines", "online_filing"): {"done": 3}}, deadlines=SHIZHU.deadlines[2:])) == 1

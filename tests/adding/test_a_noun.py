"""A small noun is added as one file: form, number, card, 更正 and 作废, timeline, audit, number search, /help."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.adding.workbooks import sent, workbook
from tests.docs.snippets import snippet
from workbooks.register.register_template import template

NUMBER = "会商-2025-0001"


@pytest.fixture
def added(add_noun):
    add_noun("risk_meeting", snippet("Adding a noun"))


@pytest.fixture
def recorded(added, stage):
    """What was said after 提交."""
    stage.do("李示例", "/meeting", "冷藏柜温度", "和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级]", "昨天")
    stage.do("李示例", "更换温度记录仪", "6月27日", "[跳过]")
    return stage.do("李示例", "提交")


def test_help_names_it_for_those_who_may(added, stage):
    assert "/meeting" in stage.do("李示例", "/help")
    assert "/meeting" not in stage.do("王样例", "/help")


def test_what_was_entered_has_a_number_and_a_card(recorded):
    assert NUMBER in recorded
    assert "冷藏柜温度" in recorded
    assert "更换温度记录仪" in recorded


def test_it_is_found_by_its_number(recorded, stage):
    assert "更换温度记录仪" in stage.do("李示例", NUMBER)
    assert "更换温度记录仪" in stage.do("李示例", f"/find {NUMBER}")


def test_it_stands_on_the_entitys_timeline_until_it_is_void(recorded, stage):
    chosen = ("/find 和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级 · 名称]", "[历史]")
    assert NUMBER in stage.do("李示例", *chosen)
    stage.do("李示例", NUMBER, "[作废]", "重复了")
    assert NUMBER in stage.do("李示例", "提交")
    assert NUMBER not in stage.do("李示例", *chosen)


def test_it_is_corrected_with_a_reason(recorded, stage):
    stage.do("李示例", NUMBER, "[更正]", "写错了", "[修改]", "[Agreed：更换温度记录仪]", "停业三天")
    assert "停业三天" in stage.do("李示例", "提交")
    assert "停业三天" in stage.do("李示例", NUMBER)


def test_the_audit_speaks_of_it(recorded, stage):
    assert NUMBER in stage.do("陈示例", f"/audit {NUMBER}")
    assert "agreed：更换温度记录仪" in stage.do("陈示例", "[1]")


def test_it_is_a_duty_of_its_unit_until_the_answer_is_given(recorded, stage):
    due = f"6月27日（还有 5 个工作日）　{NUMBER} 冷藏柜温度"
    assert due in stage.do("李示例", "我的待办")
    assert due in stage.do("刘样例", "我的待办")
    before = len(stage.phones["李示例"].messages)
    stage.tick_at(datetime.fromisoformat("2025-06-20 09:01"))
    assert any(due in message.text for message in stage.phones["李示例"].messages[before:])
    stage.do("李示例", NUMBER, "[更正]", "已办", "[修改]", "[What came of it]", "已更换", "提交")
    assert NUMBER not in stage.do("李示例", "我的待办")


def test_the_template_has_a_sheet_for_it(added):
    book = load_workbook(BytesIO(template({})))
    heads = [cell.value for row in book["会商"].iter_rows(max_row=3) for cell in row]
    assert {"监管对象", "事由", "日期", "Agreed", "单位", "外部编号"} <= set(heads)


def a_workbook(**changes):
    row = {
        "监管对象": "和谐口腔诊所",
        "事由": "高值耗材账目",
        "日期": "2025-05-08",
        "Agreed": "每月核对一次",
        "外部编号": "H-7",
    }
    return workbook("会商", {head: changes.get(head, value) for head, value in row.items()})


def test_a_row_of_a_workbook_is_a_record_and_the_same_row_is_no_second_one(added, stage):
    assert "新增 1" in sent(stage, a_workbook())
    stage.do("陈示例", "[导入 1 行]")
    card = stage.do("李示例", NUMBER)
    assert "高值耗材账目" in card
    assert "每月核对一次" in card
    assert "没有变化 1" in sent(stage, a_workbook())
    assert "每月核对一次 → 每周核对一次" in sent(stage, a_workbook(Agreed="每周核对一次"))


def test_a_workbook_changes_nothing_that_people_corrected(added, stage):
    sent(stage, a_workbook())
    stage.do("陈示例", "[导入 1 行]")
    stage.do("李示例", NUMBER, "[更正]", "写错了", "[修改]", "[Agreed：每月核对一次]", "停业三天", "提交")
    assert "没有变化 1" in sent(stage, a_workbook(Agreed="每周核对一次"))


CLINIC = ("/find 和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级 · 名称]")


def test_the_page_of_an_entity_counts_it_lists_it_and_opens_its_card(recorded, stage):
    assert "[risk meeting 1]" in stage.do("李示例", *CLINIC)
    assert f"{NUMBER} · risk meeting · 冷藏柜温度" in stage.do("李示例", "[risk meeting 1]")
    assert "更换温度记录仪" in stage.do("李示例", f"[{NUMBER}]")


def test_the_timeline_opens_its_card(recorded, stage):
    assert f"[{NUMBER}]" in stage.do("李示例", *CLINIC, "[历史]")


def test_what_was_recorded_in_ones_scope_is_listed_the_newest_first(recorded, stage):
    stage.do("李示例", "/meeting", "高值耗材账目", "和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级]", "今天")
    stage.do("李示例", "每月核对一次", "[跳过]", "[跳过]", "提交")
    for who, said in (("李示例", "[全部记录]"), ("王样例", "会商")):
        listed = stage.do(who, said)
        assert listed.index("高值耗材账目") < listed.index("冷藏柜温度")
        assert f"[{NUMBER}]" in listed
    assert NUMBER not in stage.do("何示例", "会商")


def test_the_file_of_an_entity_has_a_sheet_for_it(recorded, stage):
    stage.do("李示例", *CLINIC, "[导出一企一档]")
    stage.settle()
    sheet = load_workbook(BytesIO(stage.phones["李示例"].last.file))["risk meeting"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {NUMBER, "Agreed", "更换温度记录仪", "冷藏柜温度"} <= set(cells)


def test_what_is_not_done_with_belongs_to_the_heir_of_a_unit_that_is_merged(recorded, stage):
    stage.do("陈示例", "/units", "[南宾所]")
    assert "另有未办结：risk meeting 1" in stage.said("陈示例")
    stage.do("陈示例", "[合并]", "西沱所")
    if "哪天" not in stage.said("陈示例"):
        stage.do("陈示例", "[西沱所]")
    stage.do("陈示例", "今天", "提交")
    assert "西沱所" in stage.do("李示例", NUMBER)
    assert NUMBER in stage.do("李示例", "我的待办")
    stage.do("陈示例", "/audit")
    assert any("risk meeting：1" in stage.do("陈示例", f"[{number}]") for number in (1, 2))


def test_what_is_done_with_stays_where_it_was_recorded(recorded, stage):
    stage.do("李示例", NUMBER, "[更正]", "已办", "[修改]", "[What came of it]", "已更换", "提交")
    assert "另有未办结" not in stage.do("陈示例", "/units", "[南宾所]")

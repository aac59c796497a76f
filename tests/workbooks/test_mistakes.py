"""What is wrong with a workbook is said with its sheet and cell, in the words of the workbook."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from campaigns.load import PackError, load_pack
from campaigns.schema.pack import Every
from workbooks.opening.opening import marked
from workbooks.plan.pack_export import pack_workbook
from workbooks.plan.pack_load import read_pack_workbook

PLAN = "■ 任务数：2025年医疗器械监管计划检查任务表"


@pytest.mark.parametrize(
    ("sheet", "below", "old", "new", "says"),
    [
        ("基本信息", "■ 方案", 2025, "今年", "“年度”应填整数，不是“今年”"),
        ("基本信息", "■ 方案", "Asia/Shanghai", "北京", "“北京”不是时区"),
        ("基本信息", "■ 单位", "县局", "县据", "“类别”不能是“县据”，可以是：国家局、省局、市局、县局、"),
        ("基本信息", "■ 单位", "石柱县市场监管局", "石柱监管局", "没有“石柱县市场监管局”。您是不是想写“石柱监管局”？"),
        ("基本信息", "■ 单位", "nanbin", "南宾", "“南宾”不能作为键"),
        ("期限", "■ 期限", "固定日期", "某天", "“规则”不能是“某天”，可以是：固定日期、每期、期末、之后、"),
        ("期限", "■ 期限", "固定日期", "方案未规定", "“日期”在这一行不适用，请空着"),
        ("期限", "■ 期限", "固定日期", None, "缺少“规则”"),
        ("期限", "■ 期限", "单位类别：所", "所", "看不懂“所”，请写成：单位：…；"),
        ("期限", "■ 期限", "单位类别：所", "单位：南滨所", "没有“南滨所”。您是不是想写“南宾所”？"),
        ("期限", "■ 期限", "由谁完成", "谁完成", "方案中没有“谁完成”。您是不是想写“由谁完成”？"),
        ("检查表", "■ 检查项目", "检查要点（经营环节）", "经营", "没有“经营”，现有：检查要点（经营环节）、"),
        ("任务表", "■ 任务表", "■ 任务表时段", "■ 时段", "方案中没有“时段”，现有：任务表、任务表时段、"),
        ("销号", "■ 销号规则", "逐项", "逐条", "“销号方式”不能是“逐条”，可以是：逐项、逐户"),
        ("销号", "■ 销号规则", "是", "也许", "“由第二人确认”应填是或否，不是“也许”"),
        ("催办", "■ 催办", "17:30", "晚上", "“最晚时间”应填时间，例如 09:00，不是“晚上”"),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_with_its_cell(shizhu_book, find, complaints, sheet, below, old, new, says):
    cell = find(shizhu_book[sheet], old, below)
    cell.value = new
    told = complaints(shizhu_book)
    assert any(says in line for line in told), told
    assert all(re.match(r"mine\.xlsx [\u4e00-\u9fff]+![A-Z]+\d+：", line) for line in told)


def test_the_cell_named_is_the_faulty_one(shizhu_book, find, complaints):
    cell = find(shizhu_book["催办"], "17:30")
    cell.value = "晚上"
    assert complaints(shizhu_book)[0].startswith(f"mine.xlsx 催办!{cell.coordinate}：")


def test_what_is_missing_is_shown_where_it_belongs(shizhu_book, find, complaints):
    cell = find(shizhu_book["期限"], "三（三）4")
    words = cell.offset(0, -1)
    words.value = None
    assert complaints(shizhu_book) == [f"mine.xlsx 期限!{words.coordinate}：缺少“依据原文”"]


def test_a_number_of_the_plan_table_is_checked_against_its_total(shizhu_book, find, complaints):
    cell = find(shizhu_book["任务表"], "南宾所", PLAN)
    cell.offset(0, 1).value = 12
    (told,) = complaints(shizhu_book)
    assert told == f"mine.xlsx 任务表!J{cell.row}：各格相加是 73，不是 72"


def test_an_empty_number_of_the_plan_table_is_missing_not_zero(shizhu_book, find, complaints):
    cell = find(shizhu_book["任务表"], "南宾所", PLAN)
    cell.offset(0, 3).value = None
    assert any(f"任务表!D{cell.row}：缺少“" in told for told in complaints(shizhu_book))


def test_mistakes_come_in_the_order_of_the_sheets(shizhu_book, find, complaints):
    find(shizhu_book["催办"], "17:30").value = "晚上"
    find(shizhu_book["基本信息"], 2025).value = "今年"
    assert [line.split("!")[0] for line in complaints(shizhu_book)] == ["mine.xlsx 基本信息", "mine.xlsx 催办"]


def test_rows_and_columns_may_be_moved_and_spaced(shizhu_book, loaded, find):
    deadlines = shizhu_book["期限"]
    deadlines.insert_cols(1)
    for row in deadlines.iter_rows(max_col=2):
        if str(row[1].value).startswith("■"):
            row[0].value, row[1].value = row[1].value, None
    shizhu_book["阶段"].insert_rows(4, 3)
    assert loaded(shizhu_book) == load_pack("shizhu-2025")


def test_what_people_type_is_understood(shizhu_book, loaded, find):
    sheet = shizhu_book["期限"]
    find(sheet, "单位类别：所").value = " 单位类别: station "
    day = next(cell for row in sheet.iter_rows() for cell in row if getattr(cell.value, "year", 0) == 2025)
    day.value = "2025年3月31日"
    find(shizhu_book["催办"], "17:30").value = "17：30"
    find(shizhu_book["催办"], "10、5、3、1、0").value = "10,5，3、1 、0"
    assert loaded(shizhu_book) == load_pack("shizhu-2025")


def test_a_line_typed_into_a_spare_row_is_a_piece_more(shizhu_book, loaded, find):
    sheet = shizhu_book["期限"]
    heads = {cell.value: cell.column for cell in sheet[find(sheet, "由谁完成").row]}
    row = find(sheet, "■ 起算事件").row - 3
    typed = {
        "键": "monthly", "名称": "月报", "由谁完成": "单位：南宾所、万安所", "规则": "每期", "每": "月", "几号": 5,
        "顺延期数": 1, "依据原文": "每月5日前", "出处": "五",
    }  # fmt: skip
    for head, value in typed.items():
        sheet.cell(row, heads[head]).value = value
    added = loaded(shizhu_book).deadlines[-1]
    assert added.due == Every(rule="every", every="month", day=5, later=1)
    assert added.owed_by.units == ("nanbin", "wanan")


def test_a_sheet_that_is_gone_is_said(shizhu_book, complaints):
    del shizhu_book["销号"]
    assert any(told.endswith("缺少“销号规则”") for told in complaints(shizhu_book))


def test_a_foreign_workbook_is_no_plan(complaints):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "企业名称"
    assert all("：" in told for told in complaints(book))


def test_texts_never_become_formulas():
    pack = load_pack("shizhu-2025").model_copy(update={"title": "=1+1", "issuer": "@x"})
    book = load_workbook(BytesIO(pack_workbook(pack)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"n", "s", "d"}


def test_a_text_longer_than_a_cell_is_refused():
    pack = load_pack("shizhu-2025")
    long = pack.model_copy(update={"issuer": "长" * 32_768})
    with pytest.raises(PackError, match="超过了一个单元格能容纳的长度"):
        pack_workbook(long)


def test_faulty_cells_come_back_coloured_with_the_reason(shizhu_book, find, tmp_path):
    cell = find(shizhu_book["催办"], "17:30")
    cell.value = "晚上"
    file = tmp_path / "mine.xlsx"
    shizhu_book.save(file)
    back = load_workbook(BytesIO(marked(file, [("催办", cell.coordinate, "原因：应填时间")])))
    found = back["催办"][cell.coordinate]
    assert (found.value, found.comment.text, found.fill.fgColor.rgb) == ("晚上", "原因：应填时间", "00FFC7CE")
    with pytest.raises(PackError):
        read_pack_workbook(file)


def test_the_workbook_offers_choices_and_explains_its_columns(shizhu_book, find):
    sheet = shizhu_book["期限"]
    assert "先选规则" in find(sheet, "规则").comment.text
    rules = {next(iter(str(rule.sqref).split())): rule.formula1 for rule in sheet.data_validations.dataValidation}
    place = rules[find(sheet, "固定日期").coordinate].split("$")
    offered = [cell.value for cell in shizhu_book["选项"][place[1]] if cell.value]
    assert offered == ["固定日期", "每期", "期末", "之后", "之前", "逐件另定", "方案未规定"]
    assert sheet.freeze_panes == "B3"


def test_the_plan_table_looks_like_the_annex(shizhu_book, find):
    sheet = shizhu_book["任务表"]
    row = find(sheet, PLAN).row
    assert [cell.value for cell in sheet[row + 1][:10]] == [
        "单位", "一季度", None, "二季度", None, "三季度", None, "四季度", None, "印出的合计",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[row + 3][:10]] == ["南宾所", 11, 7, 11, 7, 11, 7, 11, 7, 72]
    assert f"B{row + 1}:C{row + 1}" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_days_are_days_for_the_office_program(shizhu_book):
    values = [cell.value for row in shizhu_book["期限"].iter_rows() for cell in row]
    assert date(2025, 3, 31) in [value.date() for value in values if hasattr(value, "date")]

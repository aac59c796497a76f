"""The head row of a register's sheet is found by its words, wherever it stands and whatever is around it."""

import pytest

from locales import tr
from workbooks.register.head_words import HEADS, words_of
from workbooks.register.register_columns import SHEETS
from workbooks.register.register_read import WorkbookRefused


def heads(book):
    return [(sheet.head.sheet, sheet.head.row, sheet.head.columns) for sheet in book.sheets]


def notes(book):
    return [tr(note) for sheet in book.sheets for note in sheet.notes] + [tr(note) for note in book.notes]


def test_an_offices_own_list_needs_no_template(opened, sheet_of):
    book = opened(sheet_of(["企业名称", "社会信用代码", "联系方式"], ["康民大药房", None, 10000000001]))
    assert heads(book) == [("entities", 1, {"name": 0, "credit_code": 1, "phone": 2})]
    assert [row.values for row in book.rows()] == [{"name": "康民大药房", "phone": "10000000001"}]


def test_columns_stand_in_any_order_under_titles_and_empty_rows(opened, sheet_of):
    book = opened(
        sheet_of(
            ["石柱县2024年检查台账"],
            [],
            ["填报单位：南宾所", None, "2024年12月"],
            ["检查结果", "*检查日期：", "检查\n类型", "被检查单位（全称）"],
            ["责令改正", "2024.3.5", "日常检查", "康民大药房"],
        )
    )
    assert heads(book) == [("inspections", 4, {"outcome": 0, "day": 1, "kind": 2, "entity": 3})]
    assert next(book.rows()).number == 5


def test_two_head_rows_under_merged_cells_are_one_head(opened, sheet_of):
    made = sheet_of(
        ["2024年企业名单", None, None, None, None],
        ["企业名称", "许可证", None, "备案", None],
        [None, "编号", "有效期至", "编号", "日期"],
        ["康民大药房", "渝1号", "2026-05-31", "渝备2号", "2021/6/1"],
    )
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        made.active.merge_cells(merged)
    book = opened(made)
    columns = {"name": 0, "licence_number": 1, "licence_until": 2, "filing_number": 3, "filed_on": 4}
    assert heads(book) == [("entities", 3, columns)]
    assert [row.values["filing_number"] for row in book.rows()] == ["渝备2号"]


def test_unknown_columns_are_named_once_and_numbers_and_reasons_not_at_all(opened, sheet_of):
    book = opened(sheet_of(["序号", "错误原因", "企业名称", "信用代码", "星座", "星座"], [1, "x", "甲", None, "狮子"]))
    assert notes(book) == ["Sheet1：这些列没有认出来，没有读：星座。"]


def test_a_second_column_of_the_same_meaning_is_left_out_and_said(opened, sheet_of):
    book = opened(sheet_of(["名称", "企业名称", "联系电话", "手机"], ["甲", "乙", "12345678", "87654321"]))
    assert notes(book) == ["Sheet1：这些列与前面的列重复，没有读：企业名称、手机。"]
    assert next(book.rows()).values == {"name": "甲", "phone": "12345678"}


def test_missing_columns_that_every_row_needs_are_said(opened, sheet_of):
    book = opened(sheet_of(["当事人", "案由", "结案日期"], ["甲", "乙", "2024-03-05"], title="案件"))
    assert notes(book) == ["案件：缺少每行必填的列：立案日期。"]
    assert [tr(problem.what) for problem in next(book.rows()).problems] == ["“立案日期”没有填。"]


def test_the_credit_code_stands_in_for_the_name(opened, sheet_of):
    book = opened(sheet_of(["统一社会信用代码", "监管级别"], ["91500240MA5U0DX41Y", "二级"]))
    row = next(book.rows())
    assert (row.sheet, row.values, row.problems) == (
        "entities",
        {"credit_code": "91500240MA5U0DX41Y", "level": "level2"},
        (),
    )


def test_a_record_may_name_its_entity_by_the_code_alone(opened, sheet_of):
    book = opened(sheet_of(["信用代码", "案由", "立案日期"], ["91500240MA5U0DX41Y", "乙", "2024-03-05"], title="案件"))
    assert [(row.sheet, row.problems) for row in book.rows()] == [("cases", ())]


def test_a_sheet_of_our_name_is_that_sheet_and_others_are_known_by_their_heads(opened, sheet_of):
    made = sheet_of(
        ["当事人", "移送部门", "移送事项", "移送日期"], ["甲", "公安局", "线索", "2024.5.1"], title="二〇二四"
    )
    made.create_sheet("单位").append(["名称", "类别"])
    made["单位"].append(["南宾所", "所"])
    made.create_sheet("目录").append(["第一章"])
    made.create_sheet("旧表").append(["名称", "类别"])
    made["旧表"].sheet_state = "hidden"
    book = opened(made)
    assert [(row.sheet, row.head.title, row.problems) for row in book.rows()] == [
        ("units", "单位", ()),
        ("referrals", "二〇二四", ()),
    ]
    assert notes(book) == ["这些表没有认出来，没有读：目录。", "这些表是隐藏的，没有读：旧表。"]


def test_a_workbook_without_any_head_is_refused_with_what_to_do(opened, sheet_of):
    with pytest.raises(WorkbookRefused) as caught:
        opened(sheet_of(["你好"], ["世界", 1, 2]))
    assert tr(caught.value.what) == (
        "没有找到表头。请在前几行写上列名，例如：企业名称、统一社会信用代码、检查日期；也可以用导入模板填写。"
    )


def test_a_head_in_ten_thousand_yuan_counts_in_ten_thousand_yuan(opened, sheet_of):
    book = opened(
        sheet_of(
            ["当事人", "案由", "立案日期", "企业罚没款（万元）", "人员罚款（元）"], ["甲", "乙", "2024.1.5", 1.2, 500]
        )
    )
    values = next(book.rows()).values
    assert (values["entity_fine"], values["people_fine"]) == (1_200_000, 50_000)


def test_no_head_word_means_two_columns_of_one_sheet():
    for sheet in SHEETS.values():
        words = [word for column in sheet.columns for word in set(words_of(sheet, column))]
        assert sorted(set(words)) == sorted(words), sheet.title


def test_every_list_of_head_words_belongs_to_a_sheet_or_column():
    columns = {f"{sheet.key}.{column.key}" for sheet in SHEETS.values() for column in sheet.columns}
    shared = {f"*.{column.key}" for sheet in SHEETS.values() for column in sheet.columns}
    assert HEADS.keys() <= columns | shared | SHEETS.keys()

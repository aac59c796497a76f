"""Rows of a register's workbook: everything that is there is read, once, and nothing that is no row."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from weakref import ref

import pytest

from locales import tr
from workbooks.opening.limits import OLD_FORMAT
from workbooks.opening.not_xlsx import ENCRYPTED
from workbooks.register.register_read import WorkbookRefused

CSV = "这是文本表格（.csv）。请用 Excel 或 WPS 打开，另存为 .xlsx，再发一次。"
HEAD = ["企业名称", "统一社会信用代码", "类型", "联系电话"]


def values(book):
    return [row.values for row in book.rows()]


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content, change):
    """The workbook with `change` done to the XML of its sheets."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name.startswith("xl/worksheets/") else part)
    return made.getvalue()


def test_the_dimension_that_wps_writes_is_not_believed(opened, sheet_of):
    content = saved(sheet_of(HEAD, *([f"第{n}家", None, "经营企业"] for n in range(317))))
    theirs = changed(content, lambda part: re.sub(b"<dimension[^>]*/>", b'<dimension ref="A1:A1"/>', part))
    assert theirs != content
    assert len(values(opened(theirs))) == 317


def test_what_is_empty_or_missing_changes_nothing_and_erase_is_none(opened, sheet_of):
    book = opened(sheet_of(HEAD, ["甲", "  ", "/", "清空"]))
    assert values(book) == [{"name": "甲", "phone": None}]


def test_merged_cells_say_the_same_in_every_row_that_they_cover(opened, sheet_of):
    made = sheet_of(
        ["当事人", "案由", "立案日期", "备注"], ["甲", "一", date(2024, 1, 5)], [None, "二", date(2024, 2, 5)],
        [None, None, None], ["乙", "三", date(2024, 3, 5)],
    )  # fmt: skip
    made.active.merge_cells("A2:A4")
    rows = list(opened(made).rows())
    assert [(row.number, row.values.get("entity"), row.values.get("cause")) for row in rows] == [
        (2, "甲", "一"),
        (3, "甲", "二"),
        (5, "乙", "三"),
    ]


def test_hidden_and_filtered_rows_are_read_too(opened, sheet_of):
    made = sheet_of(HEAD, ["甲"], ["乙"], ["丙"])
    made.active.auto_filter.ref = "A1:D4"
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["B"].hidden = True
    assert [row["name"] for row in values(opened(made))] == ["甲", "乙", "丙"]


def test_examples_totals_section_titles_and_signatures_are_no_rows(opened, sheet_of):
    book = opened(
        sheet_of(
            ["序号", *HEAD],
            [None, "示例：康民大药房", None, "经营企业"],
            [None, "一、经营企业"],
            [1, "甲", None, "经营企业"],
            [2, "乙", None, "经营企业"],
            ["合 计", 2],
            [None, None, None, None, "  "],
            ["填报人：张三", None, "审核人：李四"],
        )
    )
    assert [(row.number, row.values["name"]) for row in book.rows()] == [(4, "甲"), (5, "乙")]


def test_dates_and_numbers_as_the_office_program_keeps_them(opened, sheet_of):
    book = opened(
        sheet_of(
            ["被检查单位", "检查日期", "检查类型", "检查结果", "检查人数", "备注"],
            ["甲", datetime(2024, 3, 5, 9, 30), "日常检查", "未发现问题", 2.0, 3.5],  # noqa: DTZ001
        )
    )
    expected = {"entity": "甲", "day": date(2024, 3, 5), "kind": "daily", "outcome": "no_findings"}
    assert values(book) == [expected | {"people": 2, "note": "3.5"}]


def test_formulas_count_with_their_results_and_are_named_without(opened, sheet_of):
    made = sheet_of(HEAD, ["甲", None, "经营企业", "x"], ["乙", None, "经营企业", "=A1"], ["丙", None, "=1/0"])
    content = changed(
        saved(made),
        lambda part: (
            part.replace(b"<f>1/0</f><v></v>", b"<f>1/0</f><v>#DIV/0!</v>")
            .replace(b"<f>1/0</f><v />", b"<f>1/0</f><v>#DIV/0!</v>")
            .replace(b'r="C4"', b'r="C4" t="e"')
        ),
    )
    said = [tr(row.said(problem)) for row in opened(content).rows() for problem in row.problems]
    assert said == [
        "Sheet1!D2：“x”不是电话号码。",
        "Sheet1!D3：公式还没有算出结果，请用 Excel 或 WPS 打开后保存，再发一次。",
        "Sheet1!C4：单元格显示#DIV/0!，公式出错了，请直接填写内容。",
    ]


def test_a_result_is_read_in_place_of_its_formula(opened, sheet_of):
    content = changed(
        saved(sheet_of(HEAD, ["甲", None, None, "=A1"])),
        lambda part: re.sub(rb"(<f>A1</f>)<v ?/>|(<f>A1</f>)<v></v>", b"<f>A1</f><v>10000000001</v>", part),
    )
    assert values(opened(content)) == [{"name": "甲", "phone": "10000000001"}]


def test_the_original_texts_of_a_row_are_kept(opened, sheet_of):
    row = next(opened(sheet_of([*HEAD, "星座"], ["甲 ", 915002400000012345, date(2024, 3, 5), None, "狮子"])).rows())
    assert row.texts == ("甲", "9.15002400000012E+17", "2024-03-05", "", "狮子")


def test_sheets_are_read_in_the_order_in_which_they_refer_to_each_other(opened, sheet_of):
    made = sheet_of(["当事人", "案由", "立案日期"], ["甲", "乙", "2024-03-05"], title="案件")
    made.create_sheet("监管对象").append(HEAD)
    made["监管对象"].append(["甲"])
    assert [row.sheet for row in opened(made).rows()] == ["entities", "cases"]


def test_one_row_at_a_time_is_in_memory(opened, sheet_of):
    book = opened(sheet_of(HEAD, *([f"第{n}家"] for n in range(2_000))))
    rows, most = [], 0
    for row in book.rows():
        rows.append(ref(row))
        most = max(most, sum(one() is not None for one in rows[-20:]))
    assert (len(rows), most <= 2) == (2_000, True)


def test_the_rows_can_be_walked_again_and_nothing_is_left_behind(opened, sheet_of):
    book = opened(sheet_of(HEAD, ["甲"], ["乙"]))
    assert values(book) == values(book)
    assert [sheet.rows for sheet in book.sheets] == [2]
    folder = book.folder.name
    book.close()
    with pytest.raises(FileNotFoundError):
        values(book)
    assert folder


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (OLD_FORMAT + bytes(5000), "名单.xls", "这是旧的 .xls 格式。请用 Excel 或 WPS 打开，另存为 .xlsx，再发一次。"),
        (OLD_FORMAT + bytes(5000), "名单.et", "这是 WPS 自己的格式（.et）。请用 WPS 打开，另存为 .xlsx，再发一次。"),
        (OLD_FORMAT + ENCRYPTED, "名单.xlsx", "表格设了打开密码。请在“文件—信息—保护”里去掉密码，保存后再发一次。"),
        ("名称,电话\n甲,1\n".encode("gb18030"), "名单.xlsx", CSV),
        ("名称\n甲\n".encode(), "名单.csv", CSV),
        (b"%PDF-1.7", "名单.pdf", "这不是 Excel 表格（.xlsx），或者文件已损坏。请另存为 .xlsx，再发一次。"),
        (b"", "名单.xlsx", "这不是 Excel 表格（.xlsx），或者文件已损坏。请另存为 .xlsx，再发一次。"),
        (b"PK\3\4garbage", "名单.xlsx", "这不是 Excel 表格（.xlsx），或者文件已损坏。请另存为 .xlsx，再发一次。"),
    ],
)  # fmt: skip
def test_files_of_other_kinds_are_told_what_to_do(opened, content, name, sentence):
    with pytest.raises(WorkbookRefused) as caught:
        opened(content, name)
    assert tr(caught.value.what) == sentence

"""The empty register workbook: what it offers, what it explains, and that it imports as nothing."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from workbooks.register.register_columns import SHEETS
from workbooks.register.register_template import EXAMPLE, template

TITLES = ["说明", "单位", "人员", "监管对象", "检查", "隐患", "案件", "移送", "证照", "选项"]


@pytest.fixture(scope="module")
def content(choices):
    return template(choices)


@pytest.fixture(scope="module")
def book(content):
    return load_workbook(BytesIO(content))


def offered(book, sheet, title):
    """The words of the drop-down under a head."""
    head = next(cell for cell in book[sheet][2] if cell.value == title)
    rules = book[sheet].data_validations.dataValidation
    rule = next((one for one in rules if f"{head.column_letter}3" in one.sqref), None)
    if rule is None:
        return None
    place = rule.formula1.removeprefix("选项!").replace("$", "")
    return [cell.value for row in book["选项"][place] for cell in row]


def test_it_has_the_eight_sheets_a_guide_and_a_hidden_list(book):
    assert book.sheetnames == TITLES
    assert [book[title].sheet_state for title in TITLES] == ["visible"] * 9 + ["hidden"]


def test_every_column_has_its_head_its_line_in_the_guide_and_one_grey_example(book):
    guide = [(row[0].value, row[1].value) for row in book["说明"].iter_rows() if row[1].value]
    for sheet in SHEETS.values():
        page = book[sheet.title]
        heads = [column.title for column in sheet.columns]
        assert [cell.value for cell in page[2]] == heads
        assert page["A1"].value == sheet.about
        assert page["A3"].value == EXAMPLE + sheet.columns[0].example
        assert page["A3"].font.italic
        assert page.max_row == 3
        assert page.freeze_panes == "B3"
        assert [(sheet.title, head) for head in heads] == [line for line in guide if line[0] == sheet.title]


def test_it_imports_as_nothing(opened, content):
    book = opened(content)
    assert [sheet.head.sheet for sheet in book.sheets] == list(SHEETS)
    assert [len(sheet.head.columns) for sheet in book.sheets] == [len(sheet.columns) for sheet in SHEETS.values()]
    assert (list(book.rows()), book.notes, [sheet.notes for sheet in book.sheets]) == ([], (), [()] * 8)


def test_drop_downs_offer_the_words_of_the_plans(book):
    assert offered(book, "监管对象", "类型") == ["经营企业", "使用单位", "生产企业", "第三方平台"]
    assert offered(book, "检查", "检查结果")[:2] == ["未发现问题", "责令改正"]
    assert offered(book, "案件", "责令停产停业") == ["是", "否"]
    assert offered(book, "证照", "办理事项") == [
        "新办", "变更", "延续", "主动注销", "撤销", "吊销", "公告注销", "其他清理",
    ]  # fmt: skip
    assert offered(book, "监管对象", "重点标签") is None  # several may be chosen
    assert "角膜接触镜" in next(cell for cell in book["监管对象"][2] if cell.value == "重点标签").comment.text


def test_closed_lists_stop_and_open_ones_only_warn(book):
    rules = {str(one.sqref)[0]: one.errorStyle for one in book["移送"].data_validations.dataValidation}
    assert rules == {"D": "warning"}
    assert {one.errorStyle for one in book["案件"].data_validations.dataValidation} == {"stop"}


def test_codes_stay_texts_when_somebody_types_them(book):
    assert book["监管对象"].column_dimensions["B"].number_format == "@"
    assert book["检查"].column_dimensions["C"].number_format == "yyyy-mm-dd"


def test_the_columns_every_official_table_needs_are_there():
    """情况汇总表: fines, punished people, suspensions, revocations, blacklistings, transfers; 工作情况表: nine ways."""
    cases = {column.key for column in SHEETS["cases"].columns}
    assert cases >= {
        "entity_fine",
        "confiscated",
        "punished_people",
        "people_fine",
        "suspended",
        "revoked",
        "blacklisted",
    }
    assert cases >= {"procedure", "filed_on", "decided_on"}
    assert {"people", "interviewed", "outcome", "tags"} <= {column.key for column in SHEETS["inspections"].columns}
    closing = {"description", "opened_on", "due", "rectified_on", "closed_on", "closed_by", "officer", "source"}
    assert closing <= {column.key for column in SHEETS["risk_items"].columns}
    assert all("external_ref" in {column.key for column in sheet.columns} for sheet in SHEETS.values())

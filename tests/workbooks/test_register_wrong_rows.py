"""Wrong rows come back with their reasons; corrected, they are read like any others."""

import pytest
from openpyxl import load_workbook

from locales import N_, tr
from workbooks.register.register_read import read_register
from workbooks.register.wrong_rows import MOST_COMMENTS, REASON, wrong_rows

HEAD = ["企业名称", "信用代码", "类型", "有效期至", "星座"]


@pytest.fixture
def given_back(tmp_path):
    def give_back(rows):
        file = tmp_path / "wrong.xlsx"
        count = wrong_rows(file, rows)
        return count, load_workbook(file) if count else None

    return give_back


def test_only_the_wrong_rows_come_back_as_they_were_with_reasons_and_marks(opened, sheet_of, given_back):
    book = opened(sheet_of(["名单"], HEAD, ["甲", None, "经营企业", "2024.3", "狮子"], ["乙", None, "经营企业"]))
    count, made = given_back(book.rows())
    sheet = made["Sheet1"]
    assert count == 1
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [REASON, *HEAD],
        ["有效期至：“2024.3”没有写明哪一天，请写成2024-03-05。", "甲", None, "经营企业", "2024.3", "狮子"],
    ]
    assert sheet["E2"].comment.text == "“2024.3”没有写明哪一天，请写成2024-03-05。"
    assert (sheet["E2"].fill.fgColor.rgb, sheet["B2"].fill.fill_type) == ("00FFC7CE", None)


def test_reasons_found_later_are_told_too(opened, sheet_of, given_back):
    book = opened(sheet_of(HEAD, ["甲"]))
    wrong = [row.wrong(N_("“{column}” is empty", column="类型"), "kind").wrong("别的原因") for row in book.rows()]
    _, made = given_back(wrong)
    assert made["Sheet1"]["A2"].value == "类型：“类型”没有填。\n别的原因"
    assert made["Sheet1"]["D2"].comment.text == "“类型”没有填。"


def test_a_corrected_workbook_is_read_like_any_other(opened, sheet_of, given_back, choices, tmp_path):
    rows = [["甲", None, "经营", "2024年3月5日", "狮子"], ["乙", None, "使用单位", 45356, None]]
    book = opened(sheet_of(HEAD, *rows))
    _, made = given_back(row.wrong("再看一下") for row in book.rows())
    made["Sheet1"]["D2"].value = "经营企业"
    made.save(tmp_path / "corrected.xlsx")
    with read_register(tmp_path / "corrected.xlsx", "改好.xlsx", choices) as again:
        assert [(row.values["kind"], row.problems) for row in again.rows()] == [("distributor", ()), ("user", ())]
        assert [str(row.values["licence_until"]) for row in again.rows()] == ["2024-03-05"] * 2
        assert [tr(note) for note in again.sheets[0].notes] == ["Sheet1：这些列没有认出来，没有读：星座。"]


def test_nothing_wrong_makes_no_file(opened, sheet_of, given_back):
    assert given_back(opened(sheet_of(HEAD, ["甲"])).rows()) == (0, None)


def test_what_somebody_wrote_never_becomes_a_formula(opened, sheet_of, given_back):
    made = sheet_of(HEAD, ["甲", None, "=cmd|' /C calc'!A0", "-2+3", "@SUM(1)"])
    for cell in made.active[2]:
        cell.data_type = "s" if cell.value else cell.data_type
    _, back = given_back(row.wrong("=1+1") for row in opened(made).rows())
    cells = [cell for cell in back["Sheet1"][2] if cell.value]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=cmd|' /C calc'!A0", "-2+3", "@SUM(1)"]


def test_many_wrong_rows_have_all_reasons_and_no_more_comments_than_fit(opened, sheet_of, given_back):
    count = MOST_COMMENTS + 5
    _, made = given_back(opened(sheet_of(HEAD, *([f"第{n}家", None, "网吧"] for n in range(count)))).rows())
    rows = list(made["Sheet1"].iter_rows(min_row=2))
    assert sum(bool(row[0].value) for row in rows) == count
    assert sum(cell.comment is not None for row in rows for cell in row) == MOST_COMMENTS

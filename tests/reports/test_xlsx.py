"""The workbook as a program reads it back: cells, merges, print set-up; and that LibreOffice can print it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.schema.pack import PlanTable
from figures.plan_figures import PlanFigures
from reports.catalog.inspection_list import Inspections, inspections
from reports.catalog.open_risk_items import RiskItems, risk_items
from reports.catalog.plan_table_sheet import plan_table
from reports.catalog.plan_vs_actual import plan_vs_actual
from reports.drawing.table import Cell, Table, header_row, to_json
from reports.drawing.xlsx import workbook

Make = Callable[..., PlanFigures]
Print = Callable[[Mapping[str, bytes]], dict[str, bytes]]
PRINTED_TOTALS = [72, 71, 24, 29, 37, 40, 16, 16, 26, 22]  # the annex's 合计
LANDSCAPE_CM, PORTRAIT_CM = (29.7 - 3.5 - 3.7, 21.0 - 2.8 - 2.6), (21.0 - 2.8 - 2.6, 29.7 - 3.7 - 3.5)
SMALLEST_PRINT, BODY_SIZE = 9, 10.5
CHARACTER_CM = 8 / 96 * 2.54  # seven or eight pixels, by the office program's default font


def read(file: bytes) -> Workbook:
    return load_workbook(BytesIO(file))


@pytest.fixture
def leaders_file(plan: PlanTable, names: dict[str, str], figures: Make, visits: Inspections, risks: RiskItems) -> bytes:
    return workbook([plan_table(plan, names), plan_vs_actual(figures()), inspections(visits), risk_items(risks)])


@pytest.fixture
def leaders_book(leaders_file: bytes) -> Workbook:
    return read(leaders_file)


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def merges(sheet: Worksheet) -> set[str]:
    return {str(found) for found in sheet.merged_cells.ranges}


def test_the_leaders_file_has_these_sheets(leaders_book: Workbook) -> None:
    assert leaders_book.sheetnames == ["任务表", "完成情况", "检查明细", "隐患"]


def test_the_plan_table_is_laid_out_as_its_annex(leaders_book: Workbook) -> None:
    sheet = leaders_book["任务表"]
    rows = rows_of(sheet)
    assert (rows[0][0], rows[1][0]) == ("附件", "2025年医疗器械监管计划检查任务表")
    assert rows[2] == ["单位", "一季度", None, "二季度", None, "三季度", None, "四季度", None, "合计"]
    assert rows[3] == [None, *["经营企业\n检查家次", "使用单位\n检查家次"] * 4, None]
    assert rows[4] == ["南宾所", 11, 7, 11, 7, 11, 7, 11, 7, 72]
    assert rows[9] == ["黄水所", 3, 3, 9, 5, 9, 5, 3, 3, 40]
    assert [row[9] for row in rows[4:14]] == PRINTED_TOTALS
    assert merges(sheet) >= {"A3:A4", "B3:C3", "D3:E3", "F3:G3", "H3:I3", "J3:J4", "A1:J1", "A2:J2", "A15:J15"}
    assert str(rows[14][0]).startswith("检查说明： 各所根据辖区经营、使用单位监管风险确定监管等级")
    assert len(rows) == 15, "the annex prints no total row and nothing to sign"


def test_plan_and_actual_has_a_place_to_sign_and_room_for_the_seal(leaders_book: Workbook) -> None:
    sheet = leaders_book["完成情况"]
    rows = rows_of(sheet)
    assert rows[1][0] == "填报单位（盖章）：石柱县市场监督管理局"
    assert [value for value in rows[2] if value] == ["单位", "二季度", "年初以来", "隐患"]
    assert merges(sheet) >= {"A3:A5", "B3:G3", "H3:M3", "N3:Q3", "B4:D4", "N4:N5"}
    signed = next(number for number, row in enumerate(rows, 1) if row[0] == "填报人：")
    assert sheet.print_area == f"'完成情况'!$A$1:$Q${signed + 4}"


@pytest.mark.parametrize(
    ("name", "orientation", "repeated"),
    [("任务表", "portrait", "$3:$4"), ("完成情况", "landscape", "$3:$5"), ("检查明细", "landscape", "$3:$3")],
)
def test_every_sheet_prints_on_a4(leaders_book: Workbook, name: str, orientation: str, repeated: str) -> None:
    sheet = leaders_book[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, orientation)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == repeated
    assert sheet.oddFooter.right.text == sheet.evenFooter.left.text == "— &P —"


def room_of(sheet: Worksheet) -> tuple[float, float]:
    return PORTRAIT_CM if sheet.page_setup.orientation == "portrait" else LANDSCAPE_CM


def test_fitting_to_the_page_never_makes_the_print_too_small(leaders_book: Workbook) -> None:
    for sheet in leaders_book:
        wide = sum(column.width for column in sheet.column_dimensions.values()) * CHARACTER_CM
        assert BODY_SIZE * min(1, room_of(sheet)[0] / wide) >= SMALLEST_PRINT, sheet.title


@pytest.mark.parametrize("name", ["任务表", "完成情况"])
def test_what_is_signed_fits_one_page_with_room_for_the_seal(leaders_book: Workbook, name: str) -> None:
    sheet = leaders_book[name]
    last = int(sheet.print_area.rsplit("$", 1)[1])
    points = sum(sheet.row_dimensions[row].height or 15 for row in range(1, last + 1))
    assert points / 72 * 2.54 <= room_of(sheet)[1]


def test_fonts_borders_and_no_colour(leaders_book: Workbook) -> None:
    sheet = leaders_book["任务表"]
    assert (sheet["A2"].font.name, sheet["A2"].font.size) == ("方正小标宋简体", 22)
    assert sheet["B3"].font.name == "黑体"
    assert (sheet["B5"].font.name, sheet["B5"].font.size) == ("仿宋_GB2312", 10.5)
    for cell in (cell for row in sheet["A5:J14"] for cell in row):
        edges = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
        assert {edge.style for edge in edges} == {"thin"}
        assert cell.fill.fill_type is None


def one_cell(value: str) -> Table:
    return Table("t", "标题", "表", (header_row("列"),), ((Cell(value),),), (20,))


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "0012", "1e5", "TRUE"]
)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    file = workbook([one_cell(text)])
    cell = read(file).worksheets[0]["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert not [name for name in ZipFile(BytesIO(file)).namelist() if b"<f>" in ZipFile(BytesIO(file)).read(name)]


def test_what_a_sheet_cannot_hold_is_left_out() -> None:
    text = "a\x00b\x1bc\ud800d\ufffee _x0041_ 𠮷\n第二行" + "长" * 40_000
    value = read(workbook([one_cell(text)])).worksheets[0]["A3"].value
    assert value.startswith("abcde _x005F_x0041_ 𠮷\n第二行长")  # an office program shows it as _x0041_
    assert len(value) == 32_767


def test_sheet_names_are_short_allowed_and_unique() -> None:
    tables = [replace(one_cell(""), sheet=name) for name in ["检查/明细:[1]", "检查明细1", "'", "长" * 40, "长" * 40]]
    assert read(workbook(tables)).sheetnames == ["检查明细1", "检查明细1 (2)", "t", "长" * 31, "长" * 27 + " (2)"]


def test_a_cell_of_the_body_may_span_and_is_repeated_in_json() -> None:
    rows = ((Cell("南宾所", "stub", rowspan=2), Cell(1)), (Cell(2),))
    table = Table("t", "标题", "表", (header_row("单位", "数"),), rows, (9, 9))
    assert to_json(table)["rows"] == [["南宾所", 1], ["南宾所", 2]]
    assert "A3:A4" in merges(read(workbook([table])).worksheets[0])


def test_an_empty_list_says_so(visits: Inspections) -> None:
    sheet = read(workbook([inspections(replace(visits, lines=()))])).worksheets[0]
    assert sheet["A4"].value == "没有检查记录。"


def test_libreoffice_prints_each_sheet_on_one_page(leaders_file: bytes, printed: Print) -> None:
    pdf = printed({"report": leaders_file})["report"]
    pages = re.findall(rb"/Type\s*/Page\s*/.*?/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)", pdf, re.DOTALL)
    shapes = ["portrait" if float(high) > float(wide) else "landscape" for wide, high in pages]
    assert shapes == ["portrait", "landscape", "landscape", "landscape"]

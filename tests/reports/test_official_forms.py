"""Blank forms from the packs alone: counts and words of the annexes, layout held cell by cell in golden/, printing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.load import load_pack, pack_keys
from campaigns.schema.blanks import Blank
from campaigns.schema.documents import Annex
from campaigns.schema.pack import Pack
from locales import tr
from reports.catalog.blank_forms_of_plan import OfficialForm, entity_forms, official_forms
from reports.catalog.plan_table_sheet import plan_table
from reports.drawing.annex_numbers import number_line
from reports.drawing.table import Table, place, to_json
from reports.drawing.xlsx import workbook
from tests.reports.looked_at import assert_as_looked_at, layout

EXAMPLES = Path(__file__).parents[1] / "campaigns" / "examples"
XIZANG = {
    "manufacturer_self_check": "附表1 医疗器械生产企业风险隐患自查表",
    "distributor_self_check": "附表2 医疗器械经营企业风险隐患自查表",
    "user_self_check": "附表3 医疗器械使用单位风险隐患自查表",
    "platform_self_check": "附表4 医疗器械网络交易服务第三方平台风险隐患自查表",
    "close_out_list": "附表4 医疗器械监管部门风险隐患整治销号清单",
    "statistics": "附表5 医疗器械风险隐患排查治理经营使用单位情况汇总表",
    "licences": "附表6 医疗器械质量安全风险隐患排查整治工作情况表",
}
A4 = {"portrait": (15.6, 22.5), "landscape": (22.5, 15.6)}  # centimetres that the margins leave
CHARACTER_CM, BODY_SIZE, SMALLEST_PRINT = 8 / 96 * 2.54, 10.5, 9

ALL_FORMS = [(key, form) for key in pack_keys() for form in official_forms(load_pack(key))]


@pytest.fixture(scope="module")
def xizang() -> dict[str, OfficialForm]:
    return {form.key: form for form in official_forms(load_pack("xizang-2022"))}


def sheet_of(table: Table) -> Worksheet:
    return load_workbook(BytesIO(workbook([table]))).worksheets[0]


def rows_of(table: Table) -> list[list[str | int]]:
    return to_json(table)["rows"]


def header_of(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(tr(cell.value), cell.rowspan, cell.colspan) for cell in row] for row in table.header]


def text_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(("key", "form"), ALL_FORMS, ids=lambda value: getattr(value, "key", value))
def test_a_form_is_laid_out_as_it_was_looked_at(key: str, form: OfficialForm) -> None:
    assert_as_looked_at(f"{key}.{form.key}", layout(sheet_of(form.table)))


def test_every_annex_of_xizang_has_a_file_named_after_it(xizang: dict[str, OfficialForm]) -> None:
    assert {key: form.name for key, form in xizang.items()} == XIZANG
    assert [key for key, form in xizang.items() if not form.annexed] == ["platform_self_check"]


@pytest.mark.parametrize(("kind", "items"), [("manufacturer", 13), ("distributor", 12), ("user", 9)])
def test_a_self_check_form_has_its_points_and_room_for_the_answers(
    xizang: dict[str, OfficialForm], kind: str, items: int
) -> None:
    table = xizang[f"{kind}_self_check"].table
    assert header_of(table) == [
        [(word, 1, 1) for word in ["序号", "自查要点", "自查情况", "原因分析", "整改措施", "整改结果"]]
    ]
    assert [row[0] for row in rows_of(table)] == [str(number) for number in range(1, items + 1)]
    assert rows_of(table)[-1] == [str(items), "其他", "", "", "", ""]
    assert all(row[2:] == ["", "", "", ""] for row in rows_of(table))


def test_a_manufacturer_signs_below_its_pledge(xizang: dict[str, OfficialForm]) -> None:
    words = text_of(sheet_of(xizang["manufacturer_self_check"].table))
    assert words[:2] == ["附表1", "2022年医疗器械生产企业风险隐患自查表"]
    assert [word.replace("\u3000", "") for word in words[2:6]] == [
        "企业名称：", "产品名称：（可另附表）", "联系人：", "联系方式：",
    ]  # fmt: skip
    assert [word.replace("\u3000", "") for word in words[-5:]] == [
        "本人承诺自查报告及相关记录真实、完整、可追溯，并承担相应法律责任。",
        "管理者代表（签名）：", "（企业盖章）", "企业法定代表人或企业主要负责人（签名）：", "年月日",
    ]  # fmt: skip


def test_pledge_and_signatures_stand_in_one_frame(xizang: dict[str, OfficialForm]) -> None:
    sheet = sheet_of(xizang["manufacturer_self_check"].table)
    pledge = next(cell.row for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("本人承诺"))
    first, last = sheet.cell(pledge, 1).border, sheet.cell(sheet.max_row, 6).border
    assert (first.left.style, first.top.style, getattr(first.bottom, "style", None)) == ("thin", "thin", None)
    assert (last.right.style, last.bottom.style, getattr(last.top, "style", None)) == ("thin", "thin", None)


def test_the_statistics_table_has_30_rows_3_stub_and_15_metric_columns(xizang: dict[str, OfficialForm]) -> None:
    table = xizang["statistics"].table
    (header,) = header_of(table)
    assert header[0] == ("整治项目", 1, 3)
    assert (len(header) - 1, len(table.widths), len(table.rows)) == (15, 18, 30)
    stubs = [(at.row, at.column, at.cell) for at in place(table.rows) if at.cell.role == "stub"]
    assert [(tr(cell.value), cell.rowspan) for _, column, cell in stubs if column == 0] == [
        ("重点产品", 12), ("重点企业", 15), ("重点环节", 3),
    ]  # fmt: skip
    assert [(row, tr(cell.value), cell.rowspan) for row, _, cell in stubs if tr(cell.value).startswith("〔")] == [
        (0, "〔疫情防控类医疗器械〕", 3), (5, "〔集中带量采购中选产品〕", 3), (8, "〔无菌和植入性医疗器械〕", 3),
    ]  # fmt: skip
    assert next((row, cell.colspan) for row, _, cell in stubs if cell.value == "医用口罩生产企业") == (3, 2)


def test_the_statistics_table_says_what_the_annex_prints(xizang: dict[str, OfficialForm]) -> None:
    words = text_of(sheet_of(xizang["statistics"].table))
    assert words[:4] == [
        "附表5（正文作附表6）", "2022年医疗器械风险隐患排查治理经营使用单位情况汇总表",
        "填报单位：", "省（区、市）药品监督管理局（盖章）：",
    ]  # fmt: skip
    assert words[-4].startswith("备注：1.本统计报表内数据应为")
    assert words[-3].startswith("\u3000\u3000\u30002.本统计报表内集中带量采购")
    assert words[-2:] == [
        "〔说明〕原表标题印作“2021年”，按方案年份显示为“2022年”。",
        "〔说明〕〔 〕中的名称原表空白，其中疫情防控类医疗器械、无菌和植入性医疗器械系推断，待管理员确认。",
    ]


def test_the_licence_table_has_11_columns_under_two_header_rows(xizang: dict[str, OfficialForm]) -> None:
    first, second = header_of(xizang["licences"].table)
    assert first == [
        ("医疗器械经营许可证数量", 2, 1),
        ("第二类医疗器械经营备案凭证数量", 2, 1),
        ("清理医疗器械经营许可证和备案凭证数量", 1, 9),
    ]
    assert len(second) == 9
    assert rows_of(xizang["licences"].table) == [[""] * 11] * 4


def test_the_close_out_list_has_an_unnumbered_row_and_rows_1_to_4(xizang: dict[str, OfficialForm]) -> None:
    table = xizang["close_out_list"].table
    assert [row[0] for row in rows_of(table)] == ["", "1", "2", "3", "4"]
    assert len(table.widths) == 8
    words = text_of(sheet_of(table))
    assert words[0] == "附表4（目录、正文作附表5）"
    assert re.fullmatch("上报单位（公章）：\u3000+药监局", words[2])
    assert words[-2:] == ["填报人：", "联系电话："]


def test_an_annex_that_the_plan_leaves_out_says_so(xizang: dict[str, OfficialForm]) -> None:
    words = text_of(sheet_of(xizang["platform_self_check"].table))
    assert [word.replace("\n", "") for word in words] == [
        "附表4", "2022年医疗器械网络交易服务第三方平台风险隐患自查表", "原文未附表样",
    ]  # fmt: skip


def test_shizhus_form_is_its_plan_table() -> None:
    pack = load_pack("shizhu-2025")
    (form,) = official_forms(pack)
    plan = plan_table(pack.plan_tables[0], {unit.key: unit.name for unit in pack.units})
    assert form.name == "附件 医疗器械监管计划检查任务表"
    assert replace(form.table, key=plan.key, sheet=plan.sheet) == plan


# --- one entity ------------------------------------------------------------------------------------------


def test_an_entitys_form_has_its_head_filled_in_and_the_unknown_left_free() -> None:
    known = {"entity_name": "康民大药房（南宾店）", "contact": "赵演示"}
    (form,) = entity_forms(load_pack("xizang-2022"), "distributor", known)
    words = text_of(sheet_of(form.table))
    assert words[2:5] == ["企业名称：康民大药房（南宾店）", "联系人：赵演示", "联系方式："]


def test_an_entity_of_unknown_kind_gets_every_self_check_form() -> None:
    forms = entity_forms(load_pack("xizang-2022"), None, {"entity_name": "示例"})
    assert [form.number for form in forms] == ["附表1", "附表2", "附表3"]


# --- plans that nobody here has seen ---------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_plan_of_another_kind_has_its_forms_without_code(file: Path) -> None:
    for form in official_forms(load_pack(str(file))):
        assert text_of(sheet_of(form.table))


def test_units_of_measure_stand_in_a_column_of_their_own_where_the_stub_has_one() -> None:
    forms = {form.key: form for form in official_forms(load_pack(str(EXAMPLES / "fire-2026.yaml")))}
    table = forms["figures"].table
    assert header_of(table)[0][:2] == [("指标", 1, 1), ("计量单位", 1, 1)]
    assert [row[:2] for row in rows_of(table)][:2] == [["检查家次", "家次"], ["其中：营业时段检查", "家次"]]


def test_a_choice_against_our_reading_leaves_the_head_blank() -> None:
    pack = load_pack("xizang-2022")
    groups = next(note for note in pack.unclear if note.key == "blank_groups")
    other_way = groups.model_copy(update={"options": groups.options[::-1]})
    notes = tuple(other_way if note is groups else note for note in pack.unclear)
    forms = {form.key: form for form in official_forms(pack.model_copy(update={"unclear": notes}))}
    names = [row[1] for row in rows_of(forms["statistics"].table)]
    assert (names[0], names[5], names[8]) == ("", "〔集中带量采购中选产品〕", "")


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (("附表1", "附表1", "附表1"), "附表1"),
        (("附表5", "附表4", "附表5"), "附表4（目录、正文作附表5）"),
        (("", "附表５", "附表6"), "附表5（正文作附表6）"),
        (("附表2", "附表1", "附表3"), "附表1（目录作附表2，正文作附表3）"),
        (("附表2", "附表1", ""), "附表1（目录作附表2）"),
        (("附件", "", ""), "附件"),
        (("", "", ""), ""),
    ],
)
def test_a_number_that_differs_elsewhere_says_where(numbers: tuple[str, str, str], shown: str) -> None:
    listed, printed, cited = numbers
    assert tr(number_line(Annex(key="a", title="表", listed=listed, printed=printed, cited=cited))) == shown


def test_more_blanks_than_columns_stand_below_each_other() -> None:
    pack: Pack = load_pack("xizang-2022")
    form = pack.self_checks[0]
    head = tuple(Blank(key=f"b{number}", label=f"{number}：") for number in range(8))
    crowded = pack.model_copy(update={"self_checks": (form.model_copy(update={"head": head}),), "tables": ()})
    assert text_of(sheet_of(official_forms(crowded)[0].table))[2:10] == [f"{number}：" for number in range(8)]


# --- printing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "form"), ALL_FORMS, ids=lambda value: getattr(value, "key", value))
def test_print_is_never_smaller_than_9_points(key: str, form: OfficialForm) -> None:
    wide = sum(form.table.widths) * CHARACTER_CM
    assert BODY_SIZE * min(1, A4[form.table.orientation][0] / wide) >= SMALLEST_PRINT


def test_libreoffice_prints_every_form(printed: Callable[[Mapping[str, bytes]], dict[str, bytes]]) -> None:
    files = {f"{key}.{form.key}": workbook([form.table]) for key, form in ALL_FORMS}
    pages = {name: len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) for name, pdf in printed(files).items()}
    long = {"xizang-2022.statistics": 2}
    assert pages == {name: long.get(name, 1) for name in files}

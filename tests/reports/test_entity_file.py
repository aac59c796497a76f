"""一企一档, the re-grading list and the published levels as tables: what stands in them, and that it fits the paper."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from locales import tr
from reports.catalog.entity_file import SUBJECTS, EntityFile, entity_file
from reports.catalog.level_list import LevelLine, published, regrading
from reports.drawing.column_widths import SMALLEST_PRINT
from reports.drawing.table import to_json
from reports.drawing.xlsx import workbook
from tests.reports.looked_at import assert_as_looked_at, layout

JUNE_20 = date(2025, 6, 20)
CLINIC = LevelLine(2, "和谐口腔诊所", "使用单位", "91540102MADX01T16L", "南宾所", "三级", 2, 1, 0, 0, date(2025, 1, 27))
PHARMACY = LevelLine(3, "康民大药房（南宾店）", "经营企业", "", "南宾所", "", overdue=1)


def file_of(**lines):
    return entity_file(EntityFile("和谐口腔诊所", "南宾所", JUNE_20, lines))


def every_table():
    lists = [
        regrading("南宾所", 2026, "三级制", ["三级", "二级"], date(2025, 1, 1), JUNE_20, [CLINIC, PHARMACY]),
        published("南宾所", "三级制", JUNE_20, [CLINIC]),
    ]
    return [*file_of(), *lists]


def test_every_subject_has_its_sheet():
    sheets = [tr(table.sheet) for table in file_of()]
    assert sheets == ["基本信息", "检查明细", "隐患", "自查", "案件与移送", "证照", "分级历史", "停业和注销", "联系人"]
    assert all(tr(table.notes[0]) == "暂无记录。" for table in file_of())


@pytest.mark.parametrize("table", every_table(), ids=lambda table: table.key)
def test_it_prints_no_smaller_than_nine_points(table):
    assert sum(table.widths) <= SMALLEST_PRINT[table.orientation]


def test_a_line_stands_as_it_was_given():
    line = ("三级制", "二级", "2025-06-20", "", "", "新增经营业态")
    told = to_json(file_of(levels=(line,))[list(SUBJECTS).index("levels")])
    assert told["title"] == "和谐口腔诊所分级历史"
    assert [cell["text"] for cell in told["header"][0]] == ["制式", "监管级别", "起始日", "止", "公布日期", "原因"]
    assert told["rows"] == [list(line)]


WHOLE = {
    "facts": (
        ("名称", "和谐口腔诊所"),
        ("信用代码", "91540102MADX01T16L"),
        ("监管级别", "三级（2025-01-01 起，2025-01-27 公布）"),
        ("地址", "南宾街道示例路48号，示例商业中心二层东侧，从南门上楼右转第三间"),
    ),
    "visits": (
        ("检查-2025-0153", "2025-06-12", "南宾所", "日常检查", 2, "责令改正",
         "冷藏柜无温度记录；使用记录缺少产品批号", "门头和货架", "李示例"),
        ("检查-2025-0031", "2025-02-05", "南宾所", "专项检查", 3, "未发现问题", "", "", "刘样例"),
    ),
    "risks": (
        ("隐患-2025-0019", "冷藏柜无温度记录", "监督检查", "2025-06-12", "2025-07-02", "整改中", "", "南宾所",
         "刘样例"),
    ),
    "cases": (
        ("案件-2025-0001", "案件", "使用过期医疗器械", "2025-03-10", "2025-04-10", 15000, "",
         "渝石市监处罚〔2025〕1号"),
        ("移送-2025-0001", "移送", "涉嫌犯罪", "2025-04-01", "", "", "公安机关", ""),
    ),
    "licences": (("医疗机构执业许可证", "示例医证20230059号", "持有", "2023-02-13", "2028-02-12", ""),),
    "levels": (("三级制", "三级", "2025-01-01", "", "2025-01-27", "年度分级"),),
    "pauses": (("停业", "2024-03-01", "2024-03-31", "门店装修"),),
    "contacts": (("萧（示例）", "质量负责人", "000-0000-0059", "2025-01-01"),),
}  # fmt: skip


def test_the_whole_file_is_laid_out_as_it_was_looked_at():
    book = load_workbook(BytesIO(workbook(file_of(**WHOLE))))
    assert_as_looked_at("entity_file", {sheet.title: layout(sheet) for sheet in book})


def test_the_regrading_list_leaves_two_columns_free():
    told = to_json(regrading("南宾所", 2026, "三级制", ["三级"], date(2025, 1, 1), JUNE_20, [CLINIC, PHARMACY]))
    assert told["title"] == "2026年监管级别重新确定表"
    heads = [cell["text"].replace("\n", "") for cell in told["header"][0]]
    assert (heads[0], heads[-2:]) == ("编号", ["新级别", "理由"])
    assert told["rows"][0] == [
        2,
        "和谐口腔诊所",
        "使用单位",
        "91540102MADX01T16L",
        "南宾所",
        "三级",
        2,
        1,
        "",
        "",
        "",
        "",
    ]
    assert told["rows"][1][8] == 1


def test_the_published_list_has_the_day_of_publication():
    told = to_json(published("南宾所", "三级制", JUNE_20, [CLINIC]))
    assert told["rows"] == [[1, "和谐口腔诊所", "使用单位", "三级", "2025-01-27"]]

"""一企一档, the re-grading list and the published levels as tables: what stands in them, and that it fits the paper."""

from datetime import date

import pytest

from locales import tr
from reports.column_widths import SMALLEST_PRINT
from reports.entity_file import SUBJECTS, EntityFile, entity_file
from reports.level_list import LevelLine, published, regrading
from reports.table import to_json

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

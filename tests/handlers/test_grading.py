"""A re-grading list goes out, comes back filled in, and sets levels once; what is wrong in it is named by row."""

from io import BytesIO

import openpyxl
import pytest
from sqlmodel import col, select

from storage.tables import Entity, EntityLevel, Membership

LEADER, ADMIN = "王样例", "陈示例"
CLINIC = "和谐口腔诊所"


@pytest.fixture
def listed(stage):
    """The list of 2026 as the leader gets it."""
    stage.do(LEADER, "/grading", "[2026年分级表]")
    return stage.phones[LEADER].messages[-1].file


def filled(content, rows, sheet=None):
    """The workbook with (编号 or name) → (新级别, 理由) filled in."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    if sheet:
        page.title = sheet
    for row in page.iter_rows():
        for key in (row[0].value, row[1].value):
            if key in rows:
                row[10].value, row[11].value = rows[key]
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def send(stage, who, content, name="分级表.xlsx"):
    before = len(stage.chats[who].story)
    stage.phones[who].send_document(content, name)
    stage.settle()
    return "\n".join(stage.chats[who].story[before + 1 :])


def levels_of(stage, name):
    """From 2025 on; the example has last year's as well."""
    with stage.looking() as session:
        entity = session.exec(select(Entity).where(col(Entity.name) == name)).one()
        rows = session.exec(
            select(EntityLevel).where(col(EntityLevel.entity_id) == entity.id).order_by(col(EntityLevel.valid_from))
        )
        return [
            (row.level, row.valid_from.isoformat(), row.valid_to and row.valid_to.isoformat())
            for row in rows
            if row.valid_from.year >= 2025
        ]


def test_the_list_has_every_entity_with_its_level_and_what_happened(listed):
    page = openpyxl.load_workbook(BytesIO(listed)).worksheets[0]
    assert page.title == "年度分级 2026 三级制"
    row = next(row for row in page.iter_rows(values_only=True) if row[1] == CLINIC)
    assert row[2:7] == ("使用单位", "91000000DEM000002C", "南宾所", "三级", 1)
    assert row[7] == 1  # one fault found
    assert row[10:] == (None, None)


@pytest.mark.parametrize("who", [LEADER, ADMIN])
def test_a_filled_list_is_told_first_and_then_done_once(stage, listed, who):
    said = send(stage, who, filled(listed, {CLINIC: ("二级", "年度定级"), "康民药店（南宾店）": ("一级", "")}))
    assert "将自 2026-01-01 起调整 1 家" in said
    assert f"{CLINIC}：三级 → 二级" in said
    assert [level for level, _, _ in levels_of(stage, CLINIC)] == ["level3"]
    assert stage.do(who, "[确认调整 1 家]") == "✅ 已自 2026-01-01 起调整 1 家。"
    assert levels_of(stage, CLINIC) == [("level3", "2025-01-01", "2025-12-31"), ("level2", "2026-01-01", None)]
    assert "已经处理过了" in stage.do(who, "[确认调整 1 家]")


def test_the_same_list_again_changes_nothing(stage, listed):
    again = filled(listed, {CLINIC: ("三级", "")})
    assert "没有级别需要调整" in send(stage, LEADER, again)


@pytest.mark.parametrize(
    ("level", "reason", "said"),
    [("五级", "年度定级", "没有“五级”这个级别，可填 三级、二级、一级"), ("二级", "", f"{CLINIC} 调整级别没有写理由")],
)
def test_a_wrong_row_is_named_and_nothing_is_offered(stage, listed, level, reason, said):
    told = send(stage, LEADER, filled(listed, {CLINIC: (level, reason)}))
    assert "第 " in told
    assert said in told
    assert "[确认" not in told


def test_a_number_that_is_not_ours_or_belongs_to_another_name_is_named(stage, listed):
    book = openpyxl.load_workbook(BytesIO(listed))
    page = book.worksheets[0]
    first = next(row for row in page.iter_rows() if row[1].value == CLINIC)
    first[1].value, first[10].value, first[11].value = "别的名字", "二级", "年度定级"
    other = first[0].row + 1
    page.cell(other, 1).value, page.cell(other, 11).value, page.cell(other, 12).value = 999999, "二级", "年度定级"
    file = BytesIO()
    book.save(file)
    told = send(stage, LEADER, file.getvalue())
    assert f"是“{CLINIC}”，与表中名称不符" in told
    assert "没有编号为 999999 的监管对象，或您无权分级" in told


def test_a_number_twice_is_named(stage, listed):
    book = openpyxl.load_workbook(BytesIO(listed))
    page = book.worksheets[0]
    first = next(row for row in page.iter_rows() if row[1].value == CLINIC)
    for at in (first[0].row, first[0].row + 1):
        page.cell(at, 1).value, page.cell(at, 2).value = first[0].value, CLINIC
        page.cell(at, 11).value, page.cell(at, 12).value = "二级", "年度定级"
    file = BytesIO()
    book.save(file)
    assert "重复" in send(stage, LEADER, file.getvalue())


def test_a_list_of_no_running_plan_or_without_its_head_is_refused(stage, listed):
    assert "这不是现行方案的分级表" in send(stage, LEADER, filled(listed, {}, "年度分级 2026 九级制"))
    book = openpyxl.load_workbook(BytesIO(listed))
    book.worksheets[0].delete_rows(1, 12)
    file = BytesIO()
    book.save(file)
    assert "没有找到表头" in send(stage, LEADER, file.getvalue())


def test_other_workbooks_are_not_for_leaders(stage):
    file = BytesIO()
    openpyxl.Workbook().save(file)
    assert "这不是现行方案的分级表" in send(stage, LEADER, file.getvalue())


def test_who_lost_the_right_meanwhile_changes_nothing(stage, listed):
    send(stage, LEADER, filled(listed, {CLINIC: ("二级", "年度定级")}))
    with stage.looking() as session:
        for row in session.exec(select(Membership).where(col(Membership.role) == "leader")):
            row.role = "officer"
    assert "没有找到" in stage.do(LEADER, "[确认调整 1 家]")
    assert len(levels_of(stage, CLINIC)) == 1

"""The file that follows “二季度汇总”: its three sheets read back, against the annex and the chat's own words."""

import re
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import col, func, select

from storage.tables import Entity, Inspection, InspectionCampaign

LEADER = "王样例"
ANNEX = [72, 71, 24, 29, 37, 40, 16, 16, 26, 22]  # 合计 of the ten stations as printed
STATIONS = ["南宾所", "万安所", "下路所", "三河所", "西沱所", "黄水所", "沙子所", "马武所", "悦崃所", "临溪所"]


@pytest.fixture
def asked(stage):
    """The chat's answer and the workbook."""
    stage.do(LEADER, "二季度汇总")
    answer, file = stage.phones[LEADER].messages[-2:]
    assert file.file_name == "石柱县2025年二季度任务完成情况（截至6月20日）.xlsx"
    return answer.text, openpyxl.load_workbook(BytesIO(file.file))


def rows_of(sheet) -> dict[str, list[object]]:
    """The rows that begin with a station's name."""
    rows = ([cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True))
    return {str(row[0]): row[1:] for row in rows if row and row[0] in STATIONS}


def test_it_has_the_three_sheets(asked):
    _, book = asked
    assert book.sheetnames == ["任务表", "完成情况", "检查明细"]


def test_the_plan_has_the_annexs_sums(asked):
    _, book = asked
    assert [row[-1] for row in rows_of(book["任务表"]).values()] == ANNEX


def test_plan_and_actual_are_what_the_chat_said(asked):
    answer, book = asked
    told = {name: (a, b, c, d) for name, a, b, c, d in re.findall(r"(\S+所) +(\d+)/(\d+) +(\d+)/(\d+)", answer)}
    written = rows_of(book["完成情况"])
    assert list(told) == STATIONS
    for name, (done_d, plan_d, done_u, plan_u) in told.items():
        numbers = [value for value in written[name] if isinstance(value, int)]
        for wanted in (int(plan_d), int(done_d), int(plan_u), int(done_u)):
            assert wanted in numbers, f"{name}: {wanted} of the chat is not in {numbers}"


def test_every_visit_has_its_row(stage, asked):
    answer, book = asked
    done = int(re.search(r"检查 (\d+)/", answer).group(1))
    numbers = [
        c for row in book["检查明细"].iter_rows(values_only=True) for c in row if str(c).startswith("检查-2025-")
    ]
    with stage.looking() as session:
        counted = session.exec(
            select(func.count())
            .select_from(Inspection)
            .join(InspectionCampaign, col(InspectionCampaign.inspection_id) == col(Inspection.id))
            .join(Entity, col(Entity.id) == col(Inspection.entity_id))
            .where(col(Inspection.day) >= "2025-04-01", col(Inspection.day) <= "2025-06-20")
        ).one()
    assert len(numbers) == len(set(numbers)) == counted
    assert counted >= done  # the section's own visits have no line in the plan


def test_a_period_that_has_not_begun_sends_no_file(stage):
    said = stage.do(LEADER, "三季度汇总")
    assert "还没有完成数" in said
    assert "文件" not in said

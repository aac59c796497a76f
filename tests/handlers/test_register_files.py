"""The files of 导入导出: what is exported and sent back changes nothing; links of imported people let them in."""

from io import BytesIO

from openpyxl import load_workbook
from sqlmodel import func, select

from storage.tables import Audit, Entity
from tests.handlers.registers import register

ADMIN = "陈示例"


def send(stage, content, name):
    stage.phones[ADMIN].send_document(content, name)
    stage.settle()


def test_an_exported_register_sent_back_changes_nothing(stage):
    send(stage, register("去年台账"), "去年台账.xlsx")
    stage.do(ADMIN, "[导入 8 行]", "/admin", "[导入导出]", "[导出名录]")
    file = stage.phones[ADMIN].messages[-1]
    assert file.file_name == "石柱县市场监管局名录（2025-06-20）.xlsx"
    book = load_workbook(BytesIO(file.file))
    assert book.sheetnames == ["单位", "人员", "监管对象"]
    entities = stage.look(lambda session: session.exec(select(func.count()).select_from(Entity)).one())
    assert book["监管对象"].max_row == entities + 2
    audits = stage.look(lambda session: session.exec(select(func.count()).select_from(Audit)).one())
    send(stage, file.file, "名录.xlsx")
    said = stage.said(ADMIN)
    assert "可导入 0" in said, said
    assert stage.look(lambda session: session.exec(select(func.count()).select_from(Audit)).one()) == audits


def test_the_empty_workbook_sent_back_has_no_rows(stage):
    stage.do(ADMIN, "/admin", "[导入导出]", "[空白模板]")
    send(stage, stage.phones[ADMIN].messages[-1].file, "模板.xlsx")
    assert "可导入 0，没有变化 0，有问题 0" in stage.said(ADMIN)


def test_whoever_was_imported_joins_by_the_link_of_the_file(stage):
    send(stage, register("去年台账"), "去年台账.xlsx")
    stage.do(ADMIN, "[导入 8 行]", "[生成邀请链接]")
    cells = [cell.value for row in load_workbook(BytesIO(stage.phones[ADMIN].messages[-1].file)).active for cell in row]
    token = next(str(value).rpartition("start=")[2] for value in cells if "start=" in str(value))
    assert "孙桥头" in cells
    said = stage.do("陌生人", f"/start {token}")
    assert "桥头所" in said, said

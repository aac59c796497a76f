"""What `test_a_big_noun.py` runs in a process of its own: declaration, table and migration, found everywhere."""

from datetime import datetime
from io import BytesIO

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from openpyxl import load_workbook
from sqlalchemy import text
from sqlmodel import SQLModel

from storage.database import Database
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.register.merge_entities import merge
from storage.tables import Entity
from tests.adding.workbooks import sent, workbook
from tests.handlers.stage import Stage
from tests.storage.test_migrations import ours
from workbooks.register.register_choices import choices_of
from workbooks.register.register_template import template

NUMBER = "演练-2025-0001"
CLINIC = ("和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级]")


@pytest.fixture
def recorded(stage: Stage) -> str:
    """What was said after 提交."""
    stage.do("李示例", "/drill", *CLINIC, "昨天", "[Field drill]", "12", "停电时冷藏柜的转移")
    stage.do("李示例", "备用电源没有接上", "6月27日", "[跳过]")
    stage.send_photos("李示例")
    stage.settle()
    stage.do("李示例", "[完成]")
    return stage.do("李示例", "提交")


def test_the_migration_makes_the_table_as_it_is_declared(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_help_names_it_for_those_who_may(stage: Stage) -> None:
    assert "/drill" in stage.do("李示例", "/help")
    assert "/drill" not in stage.do("王样例", "/help")


def test_what_was_entered_has_a_number_a_card_and_columns(recorded: str, stage: Stage) -> None:
    for words in (NUMBER, "停电时冷藏柜的转移", "Field drill", "12", "备用电源没有接上"):
        assert words in recorded
    with stage.db.snapshot() as session:
        row = session.execute(text("SELECT day, kind, people, scenario, due, answers FROM emergency_drill")).one()
    assert row[:5] == ("2025-06-19", "field", 12, "停电时冷藏柜的转移", "2025-06-27")
    assert "scenario" not in row.answers


def test_it_is_found_by_its_number_and_by_its_entity(recorded: str, stage: Stage) -> None:
    assert "停电时冷藏柜的转移" in stage.do("李示例", NUMBER)
    assert "停电时冷藏柜的转移" in stage.do("李示例", f"/find {NUMBER}")
    timeline = ("/find 和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级 · 名称]", "[历史]")
    assert NUMBER in stage.do("李示例", *timeline)
    stage.do("李示例", NUMBER, "[作废]", "重复了", "提交")
    assert NUMBER not in stage.do("李示例", *timeline)


def test_its_pictures_are_shown(recorded: str, stage: Stage) -> None:
    assert "[看照片 1]" in stage.do("李示例", NUMBER)
    assert stage.do("李示例", "[看照片 1]") == "照片"


def test_it_is_corrected_and_the_audit_says_what_changed(recorded: str, stage: Stage) -> None:
    stage.do("李示例", NUMBER, "[更正]", "数错了", "[修改]", "[Took part：12]", "15")
    assert "15" in stage.do("李示例", "提交")
    stage.do("陈示例", f"/audit {NUMBER}")
    assert "took part：12 → 15" in stage.do("陈示例", "[1]")


def test_it_is_a_duty_of_its_unit_and_in_the_digest_until_it_is_mended(recorded: str, stage: Stage) -> None:
    due = f"6月27日（还有 5 个工作日）　{NUMBER} 停电时冷藏柜的转移"
    assert due in stage.do("李示例", "我的待办")
    before = len(stage.phones["李示例"].messages)
    stage.tick_at(datetime.fromisoformat("2025-06-20 09:05"))
    assert any(due in message.text for message in stage.phones["李示例"].messages[before:])
    stage.do("李示例", NUMBER, "[更正]", "已办", "[修改]", "[Mended]", "备用电源已接", "提交")
    assert NUMBER not in stage.do("李示例", "我的待办")


def test_the_template_has_a_sheet_for_it() -> None:
    book = load_workbook(BytesIO(template(choices_of(()))))
    heads = [cell.value for row in book["演练"].iter_rows(max_row=3) for cell in row]
    assert {"监管对象", "日期", "Kind of drill", "Took part", "Scenario", "单位", "外部编号"} <= set(heads)


def a_workbook(people: int) -> bytes:
    row = {
        "监管对象": "和谐口腔诊所",
        "日期": "2025-05-08",
        "Kind of drill": "Table-top drill",
        "Took part": people,
        "Scenario": "召回演练",
        "外部编号": "Y-7",
    }
    return workbook("演练", row)


def test_a_row_of_a_workbook_is_a_record_and_the_same_row_is_no_second_one(stage: Stage) -> None:
    assert "新增 1" in sent(stage, a_workbook(8))
    stage.do("陈示例", "[导入 1 行]")
    assert "召回演练" in stage.do("李示例", NUMBER)
    assert "没有变化 1" in sent(stage, a_workbook(8))
    assert "8 → 9" in sent(stage, a_workbook(9))


def test_it_goes_along_when_its_entity_is_merged(recorded: str, stage: Stage) -> None:
    with stage.db.transaction() as session:
        row = session.execute(text("SELECT entity_id, unit_id, recorded_by FROM emergency_drill")).one()
        other = session.execute(text("SELECT id FROM entity WHERE id != :id LIMIT 1"), {"id": row[0]}).scalar_one()
        by = ChangedBy(stage.clock(), row.recorded_by, row.unit_id, "officer")
        source, target = session.get_one(Entity, row.entity_id), session.get_one(Entity, other)
        assert merge(session, source, target, stage.clock().date(), by)["emergency_drill"] == 1
    assert target.name in stage.do("李示例", NUMBER)

"""`xiaohao audit verify` and `audit erase` on a database with sealed rows, honest and tampered with."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cli import parser
from bot.run.housekeeping import Housekeeping
from bot.settings import read_settings
from storage.database import Database, Session
from tests.county import County

NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def folder(migrated, tmp_path, monkeypatch):
    """A data folder with five visits, sealed by the tick."""
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path))
    (tmp_path / "xiaohao.db").write_bytes(migrated.read_bytes())
    db = Database(read_settings().database_url)
    with Session(db.engine, expire_on_commit=False) as session:
        county = County(session)
        for _ in range(5):
            county.record()
        session.commit()
    seal(db)
    db.close()
    return tmp_path


def seal(db):
    asyncio.run(Housekeeping(db, read_settings().audit_head, ZoneInfo("Asia/Shanghai")).do(NOW))


def tamper(folder, *statements):
    with closing(sqlite3.connect(folder / "xiaohao.db")) as db:
        for name in ("audit_refuses_update", "audit_refuses_delete", "audit_seal_refuses_delete"):
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_an_untouched_audit_verifies(folder, capsys):
    assert parser.main(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert "已封存且一致：5 行" in told
    assert "链头：第 5 行，摘要 sha256:" in told


def test_the_first_broken_row_is_named_and_the_exit_code_says_so(folder, capsys):
    tamper(folder, "UPDATE audit SET after = '{}' WHERE id IN (3, 4)")
    assert parser.main(["audit", "verify"]) == 1
    assert "与封存时不一致：第 3 行" in capsys.readouterr().err


def test_as_json(folder, capsys):
    tamper(folder, "DELETE FROM audit_seal WHERE audit_id = 2", "DELETE FROM audit WHERE id = 2")
    assert parser.main(["audit", "verify", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["sealed"] == 1
    assert (told["broken"]["fault"], told["broken"]["row"], told["broken"]["until"]) == ("missing", 2, 2)


def test_rows_cut_off_are_named_and_can_be_accepted_which_stands_in_the_audit(folder, capsys):
    tamper(folder, "DELETE FROM audit_seal WHERE audit_id > 3", "DELETE FROM audit WHERE id > 3")
    assert parser.main(["audit", "verify"]) == 1
    assert "末尾第 4 至 5 行" in capsys.readouterr().err
    assert parser.main(["audit", "verify", "--accept"]) == 0
    assert parser.main(["audit", "verify"]) == 0
    with closing(sqlite3.connect(folder / "xiaohao.db")) as db:
        before, role = db.execute("SELECT before, role FROM audit WHERE action = 'audit.accept'").fetchone()
    assert (json.loads(before)["head"]["audit_id"], role) == (5, "operator")


def test_a_changed_row_cannot_be_accepted(folder, capsys):
    tamper(folder, "UPDATE audit SET after = '{}' WHERE id = 3")
    assert parser.main(["audit", "verify", "--accept"]) == 1
    assert "不能确认放行" in capsys.readouterr().err


def test_nothing_is_accepted_where_nothing_is_wrong(folder, capsys):
    assert parser.main(["audit", "verify", "--accept"]) == 1
    assert "不用确认" in capsys.readouterr().err


def test_a_key_is_taken_up_by_accepting_once(folder, capsys, monkeypatch):
    monkeypatch.setenv("XIAOHAO_AUDIT_KEY", "k" * 32)
    assert parser.main(["audit", "verify"]) == 1
    assert "另一个密钥" in capsys.readouterr().err
    assert parser.main(["audit", "verify", "--accept"]) == 0
    assert "hmac-sha256:" in capsys.readouterr().out
    monkeypatch.setenv("XIAOHAO_AUDIT_KEY", "")
    assert parser.main(["audit", "verify"]) == 1
    assert "请设置 XIAOHAO_AUDIT_KEY" in capsys.readouterr().err


def test_a_short_key_is_refused(folder, capsys, monkeypatch):
    monkeypatch.setenv("XIAOHAO_AUDIT_KEY", "secret")
    assert parser.main(["audit", "verify"]) == 1
    told = capsys.readouterr().err
    assert "至少 32 个字符" in told
    assert "secret" not in told


def test_a_sealer_that_does_not_find_its_head_says_so_once_and_seals_no_further(folder, caplog):
    tamper(folder, "DELETE FROM audit_seal WHERE audit_id > 3", "DELETE FROM audit WHERE id > 3")
    db = Database(read_settings().database_url)
    with Session(db.engine, expire_on_commit=False) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO audit (at, action, noun, salt) VALUES ('2025-06-20 01:00:00', 'x', 'y', '')"
        )
        session.commit()
    housekeeping = Housekeeping(db, read_settings().audit_head, ZoneInfo("Asia/Shanghai"))
    for minute in range(3):
        asyncio.run(housekeeping.do(NOW + timedelta(minutes=minute)))
    db.close()
    assert len([one for one in caplog.records if "does not continue" in one.message]) == 1
    assert parser.main(["audit", "verify"]) == 1


def test_a_person_who_left_is_erased_and_one_who_did_not_is_not(folder, capsys):
    assert parser.main(["audit", "erase", "--person", "1"]) == 1
    assert "李示例 还在岗" in capsys.readouterr().err
    with closing(sqlite3.connect(folder / "xiaohao.db")) as db:
        db.execute("UPDATE membership SET valid_to = '2025-01-31' WHERE person_id = 1")
        db.commit()
    assert parser.main(["audit", "erase", "--person", "1"]) == 0
    assert "已删除的人员 #1" in capsys.readouterr().out
    assert parser.main(["audit", "erase", "--person", "1"]) == 1
    assert "没有编号为 1 的人员" in capsys.readouterr().err
    assert parser.main(["audit", "verify"]) == 0


def test_a_contact_who_does_not_exist_is_not_erased(folder, capsys):
    assert parser.main(["audit", "erase", "--contact", "7"]) == 1
    assert "没有编号为 7 的联系人" in capsys.readouterr().err
    with closing(sqlite3.connect(folder / "xiaohao.db")) as db:
        db.execute("INSERT INTO entity_contact VALUES (7, 1, '孙样例', '', '139', '2025-01-01', NULL)")
        db.commit()
    assert parser.main(["audit", "erase", "--contact", "7"]) == 0
    assert "已删除的联系人 #7" in capsys.readouterr().out

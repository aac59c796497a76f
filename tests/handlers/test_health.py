"""What administrators see of the program itself: who is out of reach, what failed, the backup."""

import sqlite3

import pytest
from sqlmodel import col, select

from handlers.turn.routes import Route, commands
from storage.audit_head import ChainHead
from storage.backup import BackupDamaged, check
from storage.tables import Audit, Inbox

ADMIN, OFFICER, LEADER = "陈示例", "李示例", "王样例"


def test_who_blocks_the_bot_is_out_of_reach_at_once_and_within_reach_after_coming_back(stage):
    stage.phones[OFFICER].block()
    stage.settle()
    assert f"收不到消息的 1 人\n· {OFFICER}（南宾所）" in stage.do(ADMIN, "/admin", "[联系不上的人]")
    stage.phones[OFFICER].block(False)
    stage.settle()
    assert "收不到消息的 0 人" in stage.do(ADMIN, "/admin", "[联系不上的人]")


@pytest.fixture
def failed(stage, monkeypatch) -> str:
    """An update that broke a handler was set aside; its number."""

    def breaks(_):
        raise RuntimeError("a bug")

    with monkeypatch.context() as broken:
        broken.setitem(commands, "status", Route(breaks, "home"))
        said = stage.do(OFFICER, "/status")
    return said.partition("编号 ")[2].partition("，")[0]


def test_an_update_that_failed_can_be_tried_again_after_the_fault_was_mended(stage, failed):
    assert failed in stage.do(ADMIN, "/admin", "[处理失败]")
    stage.do(ADMIN, f"[重试 {failed}]")
    stage.tick()
    assert "正常" in stage.said(OFFICER)
    assert "没有处理失败的消息" in stage.do(ADMIN, "/admin", "[处理失败]")
    assert stage.look(lambda session: session.exec(select(Inbox).where(col(Inbox.update_id) < 0)).one().state) == "done"


def test_an_update_that_failed_is_tried_again_once_however_often_it_is_pressed(stage, failed):
    stage.do(ADMIN, "/admin", "[处理失败]", f"[重试 {failed}]")
    assert "没有找到" in stage.do(ADMIN, f"[重试 {failed}]")
    stage.tick()


def test_an_update_that_failed_can_be_put_aside_for_good(stage, failed):
    assert "没有处理失败的消息" in stage.do(ADMIN, "/admin", "[处理失败]", "[不再处理]")
    actions = stage.look(lambda session: session.exec(select(Audit.action)).all())
    assert actions.count("update.dismiss") == 1


def test_only_administrators_of_the_whole_see_what_failed(stage, failed):
    assert "没有找到" in stage.do(LEADER, "/admin")


def test_a_backup_is_a_whole_database_that_only_its_owner_may_read(stage):
    said = stage.do(ADMIN, "/admin", "[队列和备份]", "[立即备份]")
    name = said.partition("backups/")[2].partition("，")[0]
    file = stage.files.folder.parent / "backups" / name
    assert file.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(file) as copy:
        (visits,) = copy.execute("SELECT count(*) FROM inspection").fetchone()
    assert visits == 163
    assert "最近一次备份：6月20日 09:00" in stage.do(ADMIN, "/admin", "[队列和备份]")


def test_a_damaged_copy_is_no_backup(tmp_path):
    file = tmp_path / "copy.db"
    with sqlite3.connect(file) as copy:
        copy.execute("CREATE TABLE t (a TEXT)")
        copy.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 100)
    copy.close()
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    file.write_bytes(content)
    with pytest.raises(BackupDamaged):
        check(file)


def test_administrators_are_told_once_that_the_audit_is_not_as_sealed_and_see_it_until_it_is(stage):
    stage.tick()
    kept = stage.audit_head.read()
    stage.audit_head.write(ChainHead(kept.audit_id, kept.count, "sha256:of another chain"))
    for language in ("English", "中文"):  # each tick is a program started anew
        stage.do(OFFICER, "/language", f"[{language}]")
        stage.tick()
    assert [message.text for message in stage.phones[ADMIN].messages if "留痕" in message.text] == [stage.said(ADMIN)]
    assert "xiaohao audit verify" in stage.said(ADMIN)
    assert "对不上" in stage.do(ADMIN, "/admin", "[队列和备份]")
    stage.audit_head.write(kept)
    stage.tick()
    assert "对不上" not in stage.do(ADMIN, "[队列和备份]")
    assert not [message for message in stage.phones[LEADER].messages if "留痕" in message.text]

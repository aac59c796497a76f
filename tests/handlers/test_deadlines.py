"""期限 in a plan with dated deadlines for units: the 许昌 plan, moved to the year of the stage."""

import pytest
from sqlmodel import select

from campaigns.another_year import in_another_year
from campaigns.load import load_pack
from demo import fill
from storage.tables import Audit, DeadlineDone
from tests.handlers.stage import BEGINS, Stage

OFFICER, COLLEAGUE, LEADER, ELSEWHERE = "李示例", "刘样例", "王样例", "杨演示"
STATISTICS = "专项整治工作情况统计（2025年二季度）"
DUE = "6月27日（还有 5 个工作日）"


@pytest.fixture
def xuchang(database, tmp_path) -> Stage:
    with database.transaction() as session:
        pack = in_another_year(load_pack("xuchang-2023"), 2025).pack
        people = fill(session, pack, BEGINS, history=False)
    return Stage(database, tmp_path, {person.name: person.telegram_id for person in people})


def test_an_officer_sees_what_the_own_unit_owes_and_can_say_that_it_is_done(xuchang):
    shown = xuchang.do(OFFICER, "期限").split("\n")
    assert shown[1] == f"{DUE}　{STATISTICS}"
    assert "12月27日（非工作日、还有 131 个工作日）" in shown[4]
    assert "· 医疗器械监管形势分析报告 — 方案未规定" in shown
    assert [line for line in shown if line.startswith("[")] == [
        f"[已完成：{STATISTICS}]",
        "[登记：发现涉嫌犯罪案件]",
        "[登记：涉嫌失职渎职]",
        "[设定日期] [更早的 1 项]",
    ]
    assert xuchang.do(OFFICER, "[已完成…]") == f"✅ 已标记完成：{STATISTICS}。不再提醒。\n[撤销]"
    assert STATISTICS not in xuchang.do(OFFICER, "期限")
    assert STATISTICS not in xuchang.do(COLLEAGUE, "期限")


def test_another_unit_still_owes_it_and_the_leader_sees_how_many_do(xuchang):
    assert f"{DUE}　{STATISTICS}：9 个单位未完成" in xuchang.do(LEADER, "期限")
    xuchang.do(OFFICER, "期限", "[已完成…]")
    assert f"{DUE}　{STATISTICS}" in xuchang.do(ELSEWHERE, "期限")
    assert f"{STATISTICS}：8 个单位未完成" in xuchang.do(LEADER, "期限")


def test_a_second_press_says_when_and_changes_nothing(xuchang):
    xuchang.do(OFFICER, "期限", "[已完成…]")
    assert xuchang.do(OFFICER, "[已完成…]").startswith(f"6月20日已经标记完成：{STATISTICS}")
    with xuchang.db.snapshot() as session:
        (row,) = session.exec(select(DeadlineDone)).all()
        assert row.key == "statistics:2025Q2"
        assert [one.action for one in session.exec(select(Audit)) if one.noun == "deadline_done"] == ["deadline.done"]


def test_what_was_marked_by_mistake_is_taken_back_and_the_audit_knows(xuchang):
    xuchang.do(OFFICER, "期限", "[已完成…]", "[撤销]")
    assert f"{DUE}　{STATISTICS}" in xuchang.do(OFFICER, "期限")
    with xuchang.db.snapshot() as session:
        found = [one.action for one in session.exec(select(Audit)) if one.noun == "deadline_done"]
        assert found == ["deadline.done", "deadline.taken_back"]


def test_what_passed_more_than_a_month_ago_is_folded(xuchang):
    assert "3月27日" not in xuchang.do(OFFICER, "期限")
    assert "3月27日（已超期" in xuchang.do(OFFICER, "[更早的 1 项]")


def test_the_digest_brings_it_with_its_button_and_stops_when_it_is_done(xuchang):
    xuchang.tick_at(BEGINS.replace(tzinfo=None))
    assert xuchang.said(OFFICER).split("\n")[1:] == [f"① {DUE}　{STATISTICS}", "[① 已完成]"]
    xuchang.do(OFFICER, "[① 已完成]")
    before = xuchang.said(OFFICER)
    xuchang.tick_at(BEGINS.replace(tzinfo=None, day=24))
    assert xuchang.said(OFFICER) == before
    assert STATISTICS in xuchang.said(ELSEWHERE)


def test_nobody_speaks_for_another_unit(xuchang):
    xuchang.do(OFFICER, "期限")
    xuchang.press(ELSEWHERE, "已完成…", of=OFFICER)
    xuchang.settle()
    assert STATISTICS in xuchang.do(OFFICER, "期限")


def test_an_enterprise_sees_its_own_and_is_never_called_overdue(stage):
    shown = stage.do("赵演示", "期限")
    assert shown.endswith(
        "没有固定日期的 1 项：\n· 年度自查报告（使用单位） — 方案未规定（“每年初”）\n"
        "[去办：隐患-2025-0019 和谐口腔诊所：冷藏柜无温度记录]"
    )
    assert "监督" not in shown


def test_what_enterprises_owed_is_watched_and_only_called_past(stage):
    stage.do("李示例", "期限")
    assert stage.do("李示例", "[更早的 1 项]").split("\n")[1] == "3月31日（已过）　监督：2024年度自查报告（经营企业）"

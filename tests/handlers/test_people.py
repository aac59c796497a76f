"""/people: what cannot be done is one sentence, nobody acts outside the own scope, old buttons do nothing twice."""

from datetime import date

import pytest

from storage.queries.people import memberships, people
from storage.tables import Membership

ADMIN, LI, LIU, WANG = "陈示例", "李示例", "刘样例", "王样例"
NOT_FOUND = "没有找到，或您没有权限查看。"
TODAY = date(2025, 6, 20)


@pytest.fixture
def person_id(stage):
    """Of a name."""

    def of(name: str) -> int:
        telegram_id = stage.chats[name].person.id
        return stage.look(lambda session: people.actor_by_account(session, telegram_id, TODAY)).person_id

    return of


def card(stage, name, label="监管人员") -> str:
    return stage.do(ADMIN, f"/people {name}", f"[{name} · {label}]")


def test_a_name_that_nobody_has(stage):
    assert stage.do(ADMIN, "/people 欧阳") == "没有叫“欧阳”的人。请少写几个字试试。"


def test_a_move_to_the_same_unit(stage):
    card(stage, LI)
    assert "已经在这个单位了。" in stage.do(ADMIN, "[调动]", "[南宾所]", "[提交]")


def test_standing_in_that_ends_before_it_begins(stage):
    card(stage, LI)
    said = stage.do(ADMIN, "[代班]", "[刘样例 · 南宾所]", "7月4日", "7月3日", "[提交]")
    assert said.startswith("结束的日子早于开始的日子。")


def test_nobody_stands_in_for_themselves(stage):
    card(stage, LI)
    said = stage.do(ADMIN, "[代班]", "李示", "[李示例 · 南宾所]", "今天", "明天", "[提交]")
    assert said.startswith("自己不能代自己的班，请选一位同事。")


def leaves(stage, person_id: int) -> None:
    """As another administrator lets it happen meanwhile."""
    with stage.looking() as session:
        for one in memberships.of_person(session, person_id, TODAY):
            session.delete(session.get(Membership, one.membership_id))


def test_a_stand_in_who_has_left_meanwhile(stage, person_id):
    card(stage, LI)
    stage.do(ADMIN, "[代班]", "[刘样例 · 南宾所]", "今天", "6月27日")
    leaves(stage, person_id(LIU))
    assert stage.do(ADMIN, "[提交]").startswith("这位同事已不在这里工作，请另选一位。")


def test_handing_over_twice(stage):
    card(stage, LI)
    stage.do(ADMIN, "[离职]", "[确认离职]")
    assert "已移交给 刘样例" in stage.do(ADMIN, "[移交给 刘样例]")
    assert stage.do(ADMIN, "[移交给 刘样例]") == "已经移交过了。"


def test_nobody_is_left_to_take_over(stage, person_id):
    leaves(stage, person_id(LIU))
    card(stage, LI)
    assert "南宾所还没有别的监管人员，请先邀请一位。" in stage.do(ADMIN, "[离职]", "[确认离职]")


def test_a_leader_is_told_and_may_hand_over_too(stage):
    card(stage, LI)
    stage.do(ADMIN, "[离职]", "[确认离职]")
    assert "李示例 在南宾所还有未销隐患 2 项" in stage.said(WANG)
    assert stage.do(WANG, "[移交给 刘样例]").startswith("✅ 已移交给 刘样例")


def test_who_left_can_do_nothing_from_the_next_message_on_and_can_be_let_in_again(stage):
    stage.do(LI, "记检查")
    card(stage, LI)
    stage.do(ADMIN, "[离职]", "[确认离职]")
    stopped = "您的账号已停用。需要恢复，请向管理员要一条邀请链接。"
    assert stage.do(LI, "二季度汇总") == stopped
    assert stage.do(LI, "[取消]") == stopped
    stage.do(ADMIN, "/invite", "[南宾所]", "[监管人员]", "[提交]")
    stage.do(LI, f"/start {stage.newest_token()}", "[加入]")
    stage.do(ADMIN, "[确认]")
    assert "监管人员" in stage.do(LI, "/start")


def test_a_role_withdrawn_between_question_and_submit_saves_nothing(stage, person_id):
    """The administrator's own rights are read again at 提交."""
    card(stage, LI)
    stage.do(ADMIN, "[调动]", "[万安所]")
    leaves(stage, person_id(ADMIN))
    assert "已停用" in stage.do(ADMIN, "[提交]") or "还没有加入" in stage.said(ADMIN)
    assert stage.look(lambda session: people.roles_of(session, person_id(LI), TODAY))[0].unit_name == "南宾所"


def test_an_administrator_of_a_station_sees_the_station_only(stage, person_id):
    with stage.looking() as session:
        row = memberships.of_person(session, person_id(LIU), TODAY)[0]
        session.get(Membership, row.membership_id).role = "admin"
    assert "南宾所 · 2 人" in stage.do(LIU, "/people")
    assert stage.do(LIU, "/people 黄示例") == "没有叫“黄示例”的人。请少写几个字试试。"
    assert "没有叫“万安”的单位" in stage.do(LIU, "/invite", "万安")
    stage.do(LIU, "[取消]")
    stage.do(ADMIN, "/people", "[万安所 ▸]")
    stage.press(LIU, "黄示例 · 监管人员", of=ADMIN)
    stage.settle()
    assert "黄示例" not in stage.said(LIU)


def test_standing_in_gives_the_colleagues_entities_and_ends_by_a_button(stage):
    card(stage, LI)
    stage.do(ADMIN, "[代班]", "黄示", "[黄示例 · 万安所]", "今天", "6月27日", "[提交]")
    assert "代 李示例：南宾所 · 监管人员，至 6月27日" in stage.do("黄示例", "/start")
    card(stage, "黄示例")
    assert stage.do(ADMIN, "[结束代班…]") == "代 李示例 的班已结束。"
    assert "代 李示例" not in stage.do("黄示例", "/start")

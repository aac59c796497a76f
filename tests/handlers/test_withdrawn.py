"""A right that is withdrawn while an update, a form or a piece of work waits: it has no effect any more."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from storage.queries.people import people
from storage.tables import Account, Draft, Inspection, Job, Membership, RiskEvent, Unit

OFFICER, LEADER, ENTERPRISE, ADMIN, OTHER = "李示例", "刘样例", "赵演示", "陈示例", "杨演示"
YESTERDAY = date(2025, 6, 19)
NOT_FOUND = "没有找到，或您没有权限查看。"


@pytest.fixture
def memberships(stage):
    """Somebody's memberships, to be changed behind their back."""

    def memberships(session, who):
        chat = stage.chats[who].person.id
        account = session.exec(select(Account).where(col(Account.external_id) == chat)).one()
        return session.exec(select(Membership).where(col(Membership.person_id) == account.person_id)).all()

    return memberships


@pytest.fixture
def withdraw(stage, memberships):
    """Every role ended yesterday; the person stays known as an officer of another unit where `to` says so."""

    def withdraw(who, to=None):
        with stage.looking() as session:
            for row in memberships(session, who):
                row.valid_to = YESTERDAY
                if to is not None:
                    unit = session.exec(select(Unit).where(col(Unit.name) == to)).one()
                    session.add(
                        Membership(
                            person_id=row.person_id, unit_id=unit.id, role="officer", valid_from=date(2025, 6, 20)
                        )
                    )

    return withdraw


def counted(stage, table):
    return stage.look(lambda session: session.exec(select(func.count()).select_from(table)).one())


def kept_in_the_inbox(stage):
    """What was done lies in the inbox, and no turn has begun."""
    stage._with_a_new_app(stage.take_in)


def test_a_command_that_waited_in_the_inbox_is_refused(stage, withdraw):
    stage.send(OFFICER, "记检查")
    kept_in_the_inbox(stage)
    withdraw(OFFICER)
    stage.settle()
    assert (
        "您的账号已停用" in stage.said(OFFICER)
        or "没有加入" in stage.said(OFFICER)
        or "不再有效" in stage.said(OFFICER)
    )
    assert counted(stage, Draft) == 0


def test_a_button_that_waited_in_the_inbox_does_nothing(stage, withdraw):
    stage.do(OFFICER, "我的待办")
    label = next(row[0]["text"] for row in stage.shown[OFFICER][-1]["reply_markup"]["inline_keyboard"])
    stage.do(OFFICER, f"[{label}]")
    steps = counted(stage, RiskEvent)
    stage.press(OFFICER, "已整改")
    kept_in_the_inbox(stage)
    withdraw(OFFICER, to="西沱所")
    stage.settle()
    assert NOT_FOUND in stage.said(OFFICER)
    assert (counted(stage, RiskEvent), counted(stage, Draft)) == (steps, 0)


def test_a_form_that_was_ready_is_not_saved(stage, withdraw):
    records = counted(stage, Inspection)
    stage.do(OFFICER, "记检查", "康民", "[康民大药房（南宾店）…]", "日常检查", "昨天", "2人", "全部符合", "跳过")
    assert "核对一下" in stage.said(OFFICER)
    stage.press(OFFICER, "提交")
    kept_in_the_inbox(stage)
    withdraw(OFFICER, to="西沱所")
    stage.settle()
    assert NOT_FOUND in stage.said(OFFICER)  # an officer still, but not of that entity any more
    assert counted(stage, Inspection) == records


def test_a_file_that_was_asked_for_is_not_sent(stage, withdraw):
    stage.send(OFFICER, "二季度汇总")

    async def turns(app):
        await stage.take_in(app)
        await stage.take_turns(app)

    stage._with_a_new_app(turns)
    assert counted(stage, Job) == 1
    withdraw(OFFICER, to="西沱所")
    stage.settle()
    assert "文件" not in stage.said(OFFICER)
    assert NOT_FOUND in stage.said(OFFICER)


def test_a_stand_in_acts_for_the_days_and_no_longer(stage, memberships):
    """A membership with dates, so nothing has to be done when the days have come or gone."""
    with stage.looking() as session:
        absent = memberships(session, OFFICER)[0]
        other = memberships(session, ADMIN)[0]
        session.add(
            Membership(
                person_id=other.person_id,
                unit_id=absent.unit_id,
                role="officer",
                stands_in_for=absent.person_id,
                valid_from=date(2025, 6, 23),
                valid_to=date(2025, 6, 24),
            )
        )
        person = other.person_id
    roles = {
        day: [role.role for role in stage.look(lambda session, day=day: people.roles_of(session, person, day))]
        for day in (date(2025, 6, 22) + timedelta(days=n) for n in range(4))
    }
    assert list(roles.values()) == [["admin"], ["admin", "officer"], ["admin", "officer"], ["admin"]]
    assert NOT_FOUND in stage.do(ADMIN, "记检查")
    stage.tick_at(stage.clock().replace(tzinfo=None) + timedelta(days=3))
    assert "查的是哪一家" in stage.do(ADMIN, "记检查")

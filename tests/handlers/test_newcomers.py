"""Joining: on an empty database, by invitation, with links that are wrong, and at the same moment."""

import random
import string
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot import qr
from forms import inputs
from handlers.door import dispatch
from handlers.joining.confirm_newcomer import confirm
from handlers.joining.invite import hash_of
from handlers.turn.inbound import Incoming, PressedButton
from handlers.turn.turn import Refused, Turn
from handlers.turn.update_context import UpdateContext
from locales import tr
from storage.queries.ground.unit_paths import WHOLE_TREE
from storage.queries.imports.exported_register import ExportedRegister
from storage.queries.people import invitations, people
from storage.tables import Account, Audit, Draft, Invitation, Job, Membership, Person, Screen, Unit
from tests.handlers.playing import assert_as_written
from tests.handlers.stage import ZONE
from tests.samples import samples

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts" / "empty").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_new_office_reads_as_written(path, new_office):
    assert_as_written(new_office, path)


# --- links that are wrong -------------------------------------------------------------------------------

WRONG = "链接无效或已使用，请向管理员要一个新的。"
PAUSE = "试错太多次了。请一小时后再试，或向管理员要一个新的链接。"
ADMIN, OFFICER, NEW = "陈示例", "李示例", "陌生人"


def an_invitation(stage, role="监管人员", unit="南宾所") -> str:
    """The token of a new one by the administrator."""
    stage.do(ADMIN, "/invite", f"[{unit}]", f"[{role}]", "[提交]")
    return stage.newest_token()


def test_expired_used_withdrawn_and_invented_links_read_the_same(stage):
    used = an_invitation(stage)
    stage.do(NEW, f"/start {used}", "[加入]", "张示例", "副所长", "[提交]")
    stage.do(ADMIN, "[确认]")
    withdrawn = an_invitation(stage)
    stage.do(ADMIN, "[撤回]")
    expired = an_invitation(stage)
    stage.clock.move_to(stage.clock() + timedelta(hours=72))
    for token in (used, withdrawn, expired, "x" * 32):
        assert stage.do(OFFICER, f"/start {token}") == WRONG


def test_a_link_works_for_72_hours_and_not_a_second_longer(stage):
    token = an_invitation(stage)
    with stage.looking() as session:
        (invited,) = invitations.listed(session, WHOLE_TREE, stage.clock())
    stage.clock.move_to(invited.expires_at - timedelta(seconds=6))
    assert "邀请您加入" in stage.do(NEW, f"/start {token}")
    stage.clock.move_to(invited.expires_at)
    assert stage.do(NEW, "[加入]") == WRONG


def test_the_form_of_a_link_that_ran_out_meanwhile_is_refused_and_leaves_nothing(stage):
    token = an_invitation(stage)
    stage.do(NEW, f"/start {token}", "[加入]", "张示例", "副所长")
    stage.clock.move_to(stage.clock() + timedelta(hours=72))
    assert stage.do(NEW, "[提交]") == WRONG
    assert stage.look(lambda session: people.actor_by_account(session, 77, date(2025, 6, 24))).roles == ()


def test_a_role_whose_last_day_is_over_lets_nobody_in(stage):
    token = an_invitation(stage)
    with stage.db.transaction() as session:
        session.exec(select(Invitation)).one().valid_to = date(2025, 6, 20)
    stage.do(NEW, f"/start {token}", "[加入]", "张示例", "副所长", "[提交]")
    stage.clock.move_to(stage.clock() + timedelta(days=1))
    over = "这个角色的截止日期已过。请拒绝，或用更晚的截止日期重新导入。"
    assert over in stage.do(ADMIN, "[确认]")
    assert stage.do(NEW, f"/start {token}") == WRONG
    assert "张示例" in stage.do(ADMIN, "[拒绝]")


def test_phone_and_days_of_a_workbook_are_the_newcomers(stage):
    token = an_invitation(stage)
    with stage.db.transaction() as session:
        row = session.exec(select(Invitation)).one()
        row.phone, row.valid_from, row.valid_to = "10000000002", date(2025, 1, 1), date(2025, 12, 31)
    stage.do(NEW, f"/start {token}", "[加入]", "张示例", "副所长", "[提交]")
    stage.do(ADMIN, "[确认]")
    with stage.looking() as session:
        exported = next(
            row for row in ExportedRegister(session, WHOLE_TREE, date(2025, 6, 20)).people() if row["name"] == "张示例"
        )
    said = (exported["phone"], exported["valid_from"], exported["valid_to"])
    assert said == ("10000000002", date(2025, 1, 1), date(2025, 12, 31))


def test_after_five_wrong_links_an_account_pauses_for_an_hour_whatever_it_sends(stage):
    token = an_invitation(stage)
    for number in range(5):
        assert stage.do(NEW, f"/start guess-{number}") == WRONG
    assert stage.do(NEW, "/start guess-6") == PAUSE
    assert stage.do(NEW, f"/start {token}") == PAUSE
    assert "邀请您加入" in stage.do("刘样例", f"/start {token}")  # others are not concerned
    stage.clock.move_to(stage.clock() + timedelta(hours=1))
    assert "邀请您加入" in stage.do(NEW, f"/start {token}")


def test_a_link_that_was_pasted_works_like_one_that_was_opened(stage):
    token = an_invitation(stage)
    assert "邀请您加入" in stage.do(NEW, f"https://t.me/xiaohao_bot?start={token}")


def rows_of(stage) -> list[int]:
    """How many rows each table has that people's data lies in."""
    tables = (Person, Account, Membership, Invitation, Unit, Draft, Audit, Screen, Job)
    with stage.looking() as session:
        return [len(session.exec(select(table)).all()) for table in tables]


def strange_payloads(token: str, chance: random.Random):
    """Anything at all, the token with one letter changed, the token with one more."""
    anything = string.ascii_letters + string.digits + "-_ %';\"\\\u0000\n🙂零/.=&?"
    while True:
        at = chance.randrange(len(token))
        yield "".join(chance.choices(anything, k=chance.randrange(1, 80)))
        yield f"{token[:at]}{'b' if token[at] == 'a' else 'a'}{token[at + 1 :]}"
        yield f"{token}{chance.choice(string.ascii_letters)}"


@pytest.mark.soak
def test_strange_payloads_write_nothing_without_a_tap(stage):
    token = an_invitation(stage)
    before, payloads = rows_of(stage), strange_payloads(token, random.Random(4))
    for batch in range(0, samples(500, 20_000), 50):
        with stage.looking() as session:
            for number in range(batch, batch + 50):
                text = inputs.TypedText(f"/start {next(payloads)}", date(2025, 6, 20))
                stranger = 1_000_000 + number // 4
                incoming = Incoming(stranger, stranger, True, number, date(2025, 6, 20), False, "某人", text)
                dispatch.answer(
                    UpdateContext(session, stage.clock(), ZONE, f"9{number}", number, "xiaohao_bot"), incoming
                )
    assert rows_of(stage) == before
    assert token not in said_by(stage)


def said_by(stage) -> str:
    with stage.looking() as session:
        return str(session.connection().exec_driver_sql("SELECT payload FROM outbox").fetchall())


def test_of_a_hundred_who_press_at_once_exactly_one_joins(stage):
    token = an_invitation(stage)

    def press(number: int) -> None:
        with stage.db.transaction() as session:
            button = PressedButton(f"join:{token}", 1)
            incoming = Incoming(2_000 + number, 2_000 + number, True, 1, None, False, f"某{number}", button)
            dispatch.answer(UpdateContext(session, stage.clock(), ZONE, f"9{number}", number, "xiaohao_bot"), incoming)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(press, range(100)))
    with stage.looking() as session:
        came = session.connection().exec_driver_sql("SELECT count(*) FROM account WHERE external_id < 3000").scalar()
        drafts = session.connection().exec_driver_sql("SELECT count(*) FROM draft WHERE form = 'joining'").scalar()
    assert (came, drafts) == (1, 1)


# --- who may decide -------------------------------------------------------------------------------------


def test_the_token_of_a_link_is_nowhere_on_disk_once_it_was_sent(stage, tmp_path):
    token = an_invitation(stage)
    with stage.looking() as session:
        text = "\n".join(session.connection().connection.driver_connection.iterdump())
    assert token not in text
    assert hash_of(token) in text
    assert all(token.encode() not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_picture_is_the_qr_code_of_the_link(stage):
    token = an_invitation(stage)
    bubble = stage.phones[ADMIN].last
    assert bubble.file == qr.picture(f"https://t.me/xiaohao_bot?start={token}")
    assert bubble.file.startswith(b"\x89PNG")


def test_an_inviter_who_may_not_confirm_any_more_is_replaced_by_the_administrators(stage):
    second = an_invitation(stage, "管理员", "✓ 就是石柱县市场监管局")
    stage.do(NEW, f"/start {second}", "[加入]", "章示例", "科员", "[提交]")
    stage.do(ADMIN, "[确认]")
    stage.do(NEW, "/invite", "[万安所]", "[监管人员]", "[提交]")
    token = stage.newest_token()
    stage.do(ADMIN, "/people 章示例", "[章示例 · 管理员]", "[离职]", "[确认离职]")
    stage.do(OFFICER, f"/start {token}", "[加入]")
    assert "李示例 想加入：监管人员 · 万安所" in stage.said(ADMIN)
    stage.press(NEW, "撤回")
    stage.settle()
    assert "已停用" in stage.said(NEW)


def test_an_officer_cannot_confirm_what_another_one_invited(stage):
    stage.do(OFFICER, "/find 和谐口腔", "[和谐口腔诊所…]", "[邀请企业联系人]")
    token = stage.newest_token()
    stage.do(NEW, f"/start {token}", "[加入]", "钱示例", "质量负责人", "[提交]")
    with stage.looking() as session:
        (waiting,) = invitations.listed(session, WHOLE_TREE, stage.clock())
    asked = stage.chats["李示例"]
    assert "钱示例" in stage.said("李示例")
    actor = stage.look(
        lambda session: people.actor_by_account(session, stage.chats["刘样例"].person.id, date(2025, 6, 20))
    )
    with stage.looking() as session:
        incoming = Incoming(asked.person.id, asked.person.id, True, 1, None, False, "", PressedButton("x", 1))
        turn = Turn(UpdateContext(session, stage.clock(), ZONE, "1", 1), actor, actor.home, incoming)
        with pytest.raises(Refused) as refused:
            confirm(turn, waiting.id)
    assert tr(refused.value.parts[0]) == "没有找到，或您没有权限查看。"


def test_people_of_a_workbook_get_their_link_from_the_list_and_only_check_what_it_says(stage):
    with stage.looking() as session:
        unit = session.exec(select(Unit).where(Unit.name == "南宾所")).one()
        now = stage.clock()
        row = Invitation(
            token_hash="0" * 64, role="officer", unit_id=unit.id, name="曹示例", post="科员", created_at=now
        )
        row.expires_at, row.external_ref = now, "7"
        session.add(row)
    stage.do(ADMIN, "/admin")
    assert "1 · 监管人员 · 南宾所 · 曹示例 · 还没有链接，或链接已过期" in stage.do(ADMIN, "[邀请]")
    stage.do(ADMIN, "[1 换新链接]")
    first = stage.newest_token()
    assert "核对一下：\n曹示例 · 科员" in stage.do(NEW, f"/start {first}", "[加入]")
    stage.do(ADMIN, "/admin", "[邀请]", "[1 换新链接]")  # another one, and the first does not work any more
    assert "您还没有加入" in stage.do(NEW, "[提交]")
    assert stage.do(NEW, f"/start {first}") == WRONG
    stage.do(NEW, f"/start {stage.newest_token()}", "[加入]", "[提交]")
    assert "曹示例（科员） · 监管人员 · 南宾所" in stage.do(ADMIN, "[确认]")

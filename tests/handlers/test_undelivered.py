"""No message vanishes: it goes out more plainly, or who waits is told, and the administrators find it."""

import json
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from sqlmodel import col, select

from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.messages import outbox, retention, undelivered_messages
from storage.tables import Audit, GroupChat, Outbox
from tests.handlers.test_once import TO_THE_CARD

OFFICER, LEADER, ADMIN, CONTACT = "李示例", "王样例", "陈示例", "赵演示"
REFUSED = "Bad Request: something is wrong"
NO_MARKUP = "Bad Request: can't parse entities: unsupported start tag"
NO_BUTTONS = "Bad Request: invalid button style specified"
LIST = ("/admin", "[没有送达]")


def refuse(stage, method: str, count: int, description: str = REFUSED) -> None:
    stage.wire.faults.add(method, "400", count=count, description=description)


def states(stage) -> list[str]:
    return stage.look(lambda session: session.exec(select(Outbox.state).where(col(Outbox.state) != "sent")).all())


def notices(stage) -> list[str]:
    return [message.text for message in stage.phones[ADMIN].messages if "有消息没能送达" in message.text]


# --- a plainer form ---------------------------------------------------------------------------------------


def test_words_whose_markup_is_refused_arrive_with_their_buttons(stage):
    refuse(stage, "sendMessage", 1, NO_MARKUP)
    assert "[康民大药房（南宾店） · 经营企业 · 三级]" in stage.do(OFFICER, "记检查")
    assert states(stage) == []


def test_buttons_that_are_refused_are_sent_without_style_and_else_the_words_alone(stage):
    stage.do(OFFICER, *TO_THE_CARD[:-1])
    refuse(stage, "sendMessage", 1, NO_BUTTONS)
    card = stage.do(OFFICER, "跳过")
    assert "[提交]" in card
    assert '"style"' not in stage.wire.calls[-1][1]["reply_markup"]
    refuse(stage, "sendMessage", 2, NO_BUTTONS)
    assert "编号 检查-2025-" in stage.do(OFFICER, "提交")
    assert "reply_markup" not in stage.wire.calls[-1][1]
    assert states(stage) == []


def shows_photos(stage, count: int) -> str:
    """A risk item with so many pictures, and what [看照片] brings."""
    stage.do(OFFICER, "报隐患", "灭菌记录缺失", "[和谐口腔诊所 · 使用单位 · 三级]", "7月5日")
    stage.send_photos(OFFICER, count)
    stage.settle()
    stage.do(OFFICER, "完成", "提交")
    return stage.do(OFFICER, "[看照片…]")


def test_a_picture_that_is_refused_comes_as_a_file(stage):
    refuse(stage, "sendPhoto", 1, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    shows_photos(stage, 1)
    assert stage.phones[OFFICER].last.file_name == "1.png"
    assert states(stage) == []


def a_heic() -> bytes:
    image = pytest.importorskip("PIL.Image", reason="make .venv/installed-dev")
    pytest.importorskip("pillow_heif", reason="make .venv/installed-dev").register_heif_opener()
    file = BytesIO()
    image.new("RGB", (64, 48), "red").save(file, "HEIF")
    return file.getvalue()


def shows_one_sent_as_a_file(stage, content: bytes) -> None:
    stage.do(OFFICER, "报隐患", "灭菌记录缺失", "[和谐口腔诊所 · 使用单位 · 三级]", "7月5日")
    stage.phones[OFFICER].send_document(content, "IMG_0012.HEIC", "application/octet-stream")
    stage.settle()
    stage.do(OFFICER, "完成", "提交", "[看照片…]")


def test_a_heic_is_shown_as_a_photo_and_kept_as_it_came(stage):
    original = a_heic()
    shows_one_sent_as_a_file(stage, original)
    assert "photo" in stage.phones[OFFICER].last.json
    assert stage.phones[OFFICER].last.file.startswith(b"\xff\xd8\xff")
    assert original in [file.read_bytes() for file in stage.files.folder.rglob("*") if len(file.name) == 64]


def test_a_heic_that_cannot_be_decoded_comes_as_the_file_that_it_is(stage):
    broken = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
    shows_one_sent_as_a_file(stage, broken)
    assert stage.phones[OFFICER].last.file_name == "1.heic"
    assert stage.phones[OFFICER].last.file == broken
    assert states(stage) == []


def test_a_file_whose_name_is_refused_comes_under_a_plain_one(stage):
    refuse(stage, "sendDocument", 1)
    stage.do(LEADER, "二季度汇总")
    assert stage.phones[LEADER].last.file_name == "file.xlsx"
    assert states(stage) == []


def test_an_invitation_whose_picture_is_refused_comes_as_words(stage):
    refuse(stage, "sendPhoto", 1)
    refuse(stage, "sendDocument", 1)
    stage.do(ADMIN, "/invite", "[南宾所]", "[监管人员]", "[提交]")
    assert "start=" in stage.said(ADMIN)
    assert states(stage) == []


# --- told -------------------------------------------------------------------------------------------------


def test_an_answer_that_is_refused_in_every_form_is_told_listed_and_counted(stage):
    refuse(stage, "sendMessage", 3)
    said = stage.do(OFFICER, "/help")
    assert said == (
        "有一条答复没能发给您。您填的内容都在：发 /resume 看填到哪一步，或者再问一次。管理员能看到这次失败。"
    )
    assert len(notices(stage)) == 1
    assert "运行正常" not in stage.do(OFFICER, "/status")
    assert "有的消息没有处理好" in stage.said(OFFICER)
    assert "没有送达 1 条，可能未送达 0 条，处理失败 0 条" in stage.do(ADMIN, "/status")
    assert "运行正常" not in stage.said(ADMIN)
    listed = stage.do(ADMIN, *LIST)
    assert "1. 李示例（南宾所） · 答复 · 6月20日 09:00：消息平台拒绝（something is wrong）" in listed
    assert "[1 重发] [1 不再处理]" in listed


def test_a_refused_reminder_is_told_to_who_it_was_for_and_is_one_in_the_list(stage):
    with stage.looking() as session:
        chat = stage.chats[OFFICER].person.id
        payload = {"chat_id": chat, "text": "x"}
        outbox.put(session, "n", chat, "sendMessage", payload, stage.clock(), nudge=True, lasting=True)
    refuse(stage, "sendMessage", 1)
    stage.settle()
    assert stage.said(OFFICER) == "有一条提醒没能发给您。请发 /todo 查看待办。"
    assert "1. 李示例（南宾所） · 提醒 · 6月20日 09:00" in stage.do(ADMIN, *LIST)


def test_when_every_digest_is_refused_each_is_listed_and_the_administrators_see_one_notice(stage):
    refuse(stage, "sendMessage", 10_000)
    stage.tick_at(datetime.fromisoformat("2025-06-20 09:00"))
    stage.wire.faults.clear()
    kept = select(Outbox.state).where(col(Outbox.key).startswith("digest:"))
    digests = stage.look(lambda session: session.exec(kept).all())
    assert len(digests) > 3
    assert set(digests) == {"failed"}
    announced = select(Outbox.id).where(col(Outbox.key).startswith("undelivered:"))
    assert len(stage.look(lambda session: session.exec(announced).all())) == 1


def test_a_picture_that_is_gone_from_the_disk_is_told_by_its_number(stage):
    shows_photos(stage, 3)
    sent = stage.look(lambda session: session.exec(select(Outbox).where(col(Outbox.method) == "sendPhoto")).all())
    stage.files.path(sent[1].payload["stored"]["sha256"]).unlink()
    said = stage.do(OFFICER, "[看照片…]")
    assert said.splitlines() == ["照片", "照片", "照片 2 无法显示：文件读不到了。管理员能看到。"]
    assert "1. 李示例（南宾所） · 图片 · 6月20日 09:00：文件读不到" in stage.do(ADMIN, *LIST)


def test_a_picture_that_is_refused_even_as_a_file_is_told_by_its_number(stage):
    refuse(stage, "sendPhoto", 1)
    refuse(stage, "sendDocument", 2)
    shows_photos(stage, 1)
    assert "照片 1 无法显示：消息平台没有接受。管理员能看到。" in stage.said(OFFICER)


def test_a_file_that_is_refused_is_told_with_its_name(stage):
    refuse(stage, "sendDocument", 2)
    assert stage.do(LEADER, "二季度汇总").endswith(".xlsx”没能发出。请再要一次，或联系管理员。")


def test_a_file_that_is_too_large_says_so(stage):
    stage.wire.faults.add("sendDocument", "413")
    assert "太大，发不出来。请缩短时间或缩小单位范围再要一次。" in stage.do(LEADER, "二季度汇总")
    assert "超过消息平台的大小限制" in stage.do(ADMIN, *LIST)


def test_a_call_that_cannot_even_be_made_is_told_too(stage):
    with stage.looking() as session:
        payload = {"chat_id": stage.chats[OFFICER].person.id, "stored": {"field": "document", "name": "x"}}
        outbox.put(session, "broken", payload["chat_id"], "sendDocument", payload, stage.clock())
    stage.settle()
    assert stage.said(OFFICER) == "“x”没能发出。请再要一次，或联系管理员。"
    assert "消息平台拒绝（KeyError）" in stage.do(ADMIN, *LIST)


@pytest.mark.parametrize(
    ("kind", "description", "told"),
    [
        ("400", REFUSED, True),
        ("400", "Bad Request: not enough rights to send text messages to the chat", False),
        ("403", "Forbidden: bot is not a member of the supergroup chat", False),
    ],
)
def test_an_answer_to_a_group_that_is_refused_is_listed_under_its_name(stage, kind, description, told):
    stage.bring_into_group(ADMIN, "南宾所群")
    stage.settle()
    stage.do(ADMIN, "[南宾所]", "[绑定]")
    stage.wire.faults.add("sendMessage", kind, count=2 if description == REFUSED else 1, description=description)
    stage.say_in_group(OFFICER, "南宾所群", "@xiaohao_bot 二季度汇总")
    stage.settle()
    story = "\n".join(stage.chats["南宾所群"].story)
    assert ("这条答复没能发到群里。请在与我的私聊里再问一次。" in story) == told
    assert len(notices(stage)) == 1
    assert "1. 南宾所群（南宾所） · 答复" in stage.do(ADMIN, *LIST)
    assert stage.look(lambda session: session.exec(select(GroupChat.state)).all()) == ["bound"]


# --- once, and without end --------------------------------------------------------------------------------


def test_when_everything_is_refused_nothing_is_told_for_ever_and_all_of_it_is_listed(stage):
    refuse(stage, "sendMessage", 10_000)
    stage.do(OFFICER, "/help")
    stage.do(OFFICER, "/todo")
    stage.wire.faults.clear()
    failed = stage.look(undelivered_messages.troubles).failed
    assert failed == 2 * 2 + 1  # two answers, each with its sorry, and one notice
    assert [state for state in states(stage) if state != "failed"] == []
    listed = stage.do(ADMIN, *LIST)
    assert listed.count("未送达的告知") == 3
    assert listed.count(" · 答复 · ") == 2


def test_administrators_are_told_once_until_they_have_looked(stage):
    for _ in range(3):
        refuse(stage, "sendMessage", 3)
        stage.do(OFFICER, "/help")
    assert len(notices(stage)) == 1
    stage.do(ADMIN, *LIST)
    for _ in range(3):
        stage.do(ADMIN, "[1 不再处理]")
    assert "没有未送达的消息" in stage.said(ADMIN)
    assert "运行正常" in stage.do(ADMIN, "/status")
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "/help")
    assert len(notices(stage)) == 2


@pytest.mark.parametrize("error", ["overtaken", "blocked", "not modified", "inline"])
def test_what_nobody_needs_is_no_failure(stage, error):
    if error == "blocked":
        stage.wire.faults.add("sendMessage", "403")
        stage.do(OFFICER, "/help")
    elif error == "not modified":
        stage.do(OFFICER, *TO_THE_CARD[:-1])
        refuse(stage, "editMessageText", 1, "Bad Request: message is not modified: specified new message content")
        stage.do(OFFICER, "[跳过]")
    elif error == "inline":
        refuse(stage, "answerInlineQuery", 1)
        stage.phones[OFFICER].ask_inline("康民")
        stage.settle()
    else:
        stage.do(OFFICER, *TO_THE_CARD[:-1])
        stage.send_photos(OFFICER, 3)
        stage.settle()
    assert not stage.look(undelivered_messages.troubles)
    assert notices(stage) == []
    assert "运行正常" in stage.do(ADMIN, "/status")


# --- what administrators do with it -----------------------------------------------------------------------


def test_a_message_is_sent_once_more_as_it_was_at_first(stage):
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "记检查")
    before = len(stage.chats[OFFICER].story)
    assert "正在重发" in stage.do(ADMIN, *LIST, "[1 重发]")
    assert "[康民大药房（南宾店） · 经营企业 · 三级]" in "\n".join(stage.chats[OFFICER].story[before:])
    assert "没有未送达的消息" in stage.do(ADMIN, *LIST)
    assert "没有找到" in stage.do(ADMIN, "[1 重发]")
    assert audited(stage) == ["message.retry"]


def test_one_that_fails_once_more_comes_back_and_is_not_told_twice(stage):
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "/help")
    told = stage.chats[OFFICER].story.copy()
    with stage.looking() as session:
        by = ChangedBy(stage.clock(), 1, 1, "admin", 1)
        (failed,) = undelivered_messages.newest(session, 9, stage.clock().date())
        assert undelivered_messages.try_again(session, failed.id, by)
    refuse(stage, "sendMessage", 3)
    stage.settle()
    assert stage.chats[OFFICER].story == told
    assert "李示例（南宾所） · 答复" in stage.do(ADMIN, *LIST)


def test_done_with_it_is_in_the_audit(stage):
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "/help")
    assert "没有未送达的消息" in stage.do(ADMIN, *LIST, "[1 不再处理]")
    assert audited(stage) == ["message.dismiss"]
    assert "没有送达的消息：不再处理" in stage.do(ADMIN, "/audit")


def audited(stage) -> list[str]:
    return stage.look(lambda session: session.exec(select(Audit.action).where(col(Audit.noun) == "outbox")).all())


def test_many_are_listed_by_pages_and_put_aside_at_once(stage):
    with stage.looking() as session:
        for number in range(20):
            outbox.put(session, f"old {number}", number + 1, "sendMessage", {"text": "x"}, stage.clock())
            session.exec(select(Outbox).where(col(Outbox.key) == f"old {number}")).one().state = "failed"
    said = stage.do(ADMIN, *LIST)
    assert said.startswith("没有送达 20 条，可能未送达 0 条\n1. 没有加入的人 · 答复")
    assert "8. " in said
    assert "9. " not in said
    assert "20. " in stage.do(ADMIN, "[下一页 ›]", "[下一页 ›]")
    stage.do(ADMIN, "[‹ 上一页]", "[‹ 上一页]")
    assert "没有未送达的消息" in stage.do(ADMIN, "[全部不再处理]")


def test_the_list_says_who_what_and_when_after_the_words_are_erased(stage):
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "/help")
    stage.clock.move_to(stage.clock() + timedelta(days=31))
    with stage.looking() as session:
        retention.erase_old(session, stage.clock(), 1000)
    listed = stage.do(ADMIN, *LIST)
    assert "1. 李示例（南宾所） · 答复 · 6月20日 09:00" in listed
    assert "重发" not in listed
    assert "[1 不再处理]" in listed


def test_a_reminder_of_unknown_fate_stands_in_the_list_too(stage):
    with stage.looking() as session:
        chat = stage.chats[OFFICER].person.id
        outbox.put(session, "n", chat, "sendMessage", {"chat_id": chat, "text": "x"}, stage.clock(), nudge=True)
        session.exec(select(Outbox).where(col(Outbox.key) == "n")).one().state = "unsure"
    assert "运行正常" not in stage.do(OFFICER, "/status")
    assert "1. 李示例（南宾所） · 提醒 · 6月20日 09:00：不知道有没有送到" in stage.do(ADMIN, *LIST)
    stage.do(ADMIN, "[1 不再处理]")
    assert "运行正常" in stage.do(OFFICER, "/status")


def test_only_administrators_of_the_whole_are_told(stage):
    refuse(stage, "sendMessage", 3)
    stage.do(OFFICER, "/help")
    assert not [text for text in stage.chats[LEADER].story if "没能送达" in text]
    assert json.dumps(stage.chats[CONTACT].story).count("没能送达") == 0

"""Groups beyond the transcript: scope, groups that move, and what never goes into one."""

from sqlmodel import col, select

from storage.queries.organisation.bound_groups import group
from storage.tables import GroupChat, Outbox

ADMIN, OFFICER = "陈示例", "李示例"
TITLE = "石柱器械监管群"


def chat_id(stage) -> int:
    return stage.chats[TITLE].person.id


def bound(stage) -> None:
    stage.bring_into_group(ADMIN, TITLE)
    stage.settle()
    stage.do(ADMIN, "[黄水所]", "[绑定]")


def test_before_it_is_bound_nothing_is_said_in_a_group(stage):
    stage.bring_into_group(ADMIN, TITLE)
    stage.settle()
    stage.say_in_group(ADMIN, TITLE, "@xiaohao_bot 二季度汇总")
    stage.settle()
    assert stage.chats[TITLE].story == []


def test_binding_twice_greets_once(stage):
    bound(stage)
    stage.do(ADMIN, "[绑定]")
    assert len(stage.chats[TITLE].story) == 1


def test_an_officer_cannot_press_the_administrators_buttons(stage):
    stage.bring_into_group(ADMIN, TITLE)
    stage.settle()
    stage.press(OFFICER, "黄水所", of=ADMIN)
    stage.settle()
    assert stage.look(lambda session: group(session, chat_id(stage)).state) == "asked"


def test_a_group_that_became_a_supergroup_stays_bound_under_its_new_id(stage):
    bound(stage)
    old, new = chat_id(stage), -1_009_999_999_999
    about = {"id": old, "type": "group", "title": TITLE}
    sender = stage.world.user(stage.chats[ADMIN])
    moved = {"message_id": 9, "from": sender, "chat": about, "date": 0, "migrate_to_chat_id": new}
    stage.world.updates.add("message", moved)
    stage.settle()
    assert stage.look(lambda session: (group(session, old), group(session, new).state)) == (None, "bound")


def test_thrown_out_of_a_group_the_bot_forgets_it(stage):
    bound(stage)
    stage.bring_into_group(OFFICER, TITLE, out=True)
    stage.settle()
    assert stage.look(lambda session: session.exec(select(GroupChat.state)).one()) == "left"
    assert "还没有绑定的群" in stage.do(ADMIN, "/admin", "[群]")


def test_channels_and_unknown_groups_are_left_without_a_word(stage):
    channel = {"id": -1_001_234_567_890, "type": "channel", "title": "频道"}
    post = {"message_id": 1, "sender_chat": channel, "chat": channel, "date": 0, "text": "二季度汇总"}
    stage.world.updates.add("message", post)
    stage.settle()
    sent = stage.look(lambda session: session.exec(select(Outbox).where(col(Outbox.chat_id) < 0)).all())
    assert [call.method for call in sent] == ["leaveChat"]


def test_what_goes_into_a_group_has_no_buttons(stage):
    bound(stage)
    stage.say_in_group(OFFICER, TITLE, "/report@xiaohao_bot 二季度 超期")
    stage.settle()
    for message in stage.chats[TITLE].messages.values():
        assert "reply_markup" not in message

"""What tests of the whole bot hold in their hand: a phone that acts, waits for the bot and prints the chat."""

import asyncio
from datetime import UTC, datetime

import pytest

from sandbox.movable_clock import MovableClock

LI = 9000000000000001
HOME = {"keyboard": [["记检查", "报隐患"]]}
KINDS = {"inline_keyboard": [[{"text": "日常检查", "callback_data": "1"}], [{"text": "取消", "callback_data": "2"}]]}


def test_a_chat_reads_like_the_screens(trial, png):
    async def body(running):
        li = running.li
        li.send("/start")
        await running.result("sendMessage", chat_id=LI, text="李示例 · 南宾所", reply_markup=HOME)
        li.press("记检查")
        await running.result("sendMessage", chat_id=LI, text="检查类型？", reply_markup=KINDS)
        li.press("日常")
        await running.result("editMessageText", chat_id=LI, message_id=li.last.message_id, text="哪天？")
        li.send_photo(png, caption="门头")
        li.send_document(b"x", "表.csv")
        await running.result("sendPhoto", chat_id=LI, photo=photo_of(running, li), caption="收到")
        assert li.transcript() == (
            "▸ /start\n李示例 · 南宾所\n‹记检查› ‹报隐患›\n"
            "▸ ‹记检查›\n检查类型？\n[日常检查]\n[取消]\n▸ [日常检查]\n哪天？\n"
            "▸ 照片 门头\n▸ 文件 表.csv\n照片 收到"
        )
        assert str(li.last) == "照片 收到"
        assert li.last.file == png

    trial(body)


def photo_of(running, phone):
    messages = running.sandbox.world.chats[phone.id].messages.values()
    return next(message["photo"][0]["file_id"] for message in messages if "photo" in message)


def test_waiting_for_a_reply_sees_new_messages_and_edits_but_not_old_ones(trial):
    async def body(running):
        first = await running.result("sendMessage", chat_id=LI, text="从前")
        running.li.send("一")
        waiting = asyncio.create_task(running.li.reply(containing="现"))
        await running.result("sendMessage", chat_id=LI, text="别的")
        await running.result(
            "editMessageText", chat_id=LI, message_id=first["message_id"], text="现在", reply_markup=KINDS
        )
        bubble = await waiting
        assert (bubble.text, bubble.buttons) == ("现在", [["日常检查"], ["取消"]])

    trial(body)


def test_a_bot_that_keeps_silent_is_reported_with_the_chat(trial):
    async def body(running):
        running.li.send("在吗")
        with pytest.raises(TimeoutError, match="在吗"):
            await running.li.reply(timeout=0.01)
        with pytest.raises(LookupError, match="no button"):
            running.li.press("提交")

    trial(body)


def test_a_text_too_long_for_one_message_arrives_as_several(trial):
    async def body(running):
        running.li.send("字" * 5000)
        assert [len(update["message"]["text"]) for update in await running.updates()] == [4096, 904]

    trial(body)


def test_a_world_can_be_saved_and_taken_up_again(trial, new_sandbox, tmp_path, png):
    async def body(running):
        running.li.send_photo(png)
        await running.result("sendMessage", chat_id=LI, text="检查类型？", reply_markup=HOME)
        await running.result("setMyCommands", commands=[{"command": "inspect", "description": "记检查"}])
        await running.post("/try/clock", by_minutes=60)
        running.sandbox.save(tmp_path)

    trial(body)
    sandbox = new_sandbox()
    sandbox.load(tmp_path / "nothing here")
    sandbox.load(tmp_path)
    li = sandbox.person(LI)
    assert (li.last.text, li.keyboard) == ("检查类型？", ["记检查", "报隐患"])
    (update,) = sandbox.world.updates.take()
    assert sandbox.world.files.get(update["message"]["photo"][-1]["file_id"]).data == png
    assert sandbox.clock() == datetime(2025, 6, 20, 2, 0, tzinfo=UTC)
    assert li.send("二") == 3


def test_the_clock_runs_on_and_can_be_moved():
    seconds = [100.0]
    clock = MovableClock(datetime(2025, 6, 20, 1, 0, tzinfo=UTC), seconds=lambda: seconds[0])
    seconds[0] += 90
    assert clock() == datetime(2025, 6, 20, 1, 1, 30, tzinfo=UTC)
    clock.move_to(datetime(2025, 6, 25, 1, 0, tzinfo=UTC))
    seconds[0] += 1
    assert clock() == datetime(2025, 6, 25, 1, 0, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(datetime(2025, 6, 20, 1, 0, tzinfo=UTC))
    with pytest.raises(ValueError, match="zone"):
        clock.move_to(datetime(2025, 6, 26, 1, 0))  # noqa: DTZ001 - that is the point
    clock.restart()
    assert clock() == datetime(2025, 6, 20, 1, 0, tzinfo=UTC)

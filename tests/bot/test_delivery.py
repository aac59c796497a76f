"""Delivery under every failure that the sandbox can order: replies arrive, nudges and files at most once."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.run.delivery import PER_SECOND, Delivery
from sandbox.movable_clock import MovableClock
from storage.queries.messages import outbox
from storage.queries.organisation import bound_groups
from storage.queries.people import people
from tests.clocks import run_in_quick_time

NINE = datetime(2025, 6, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ROUNDS = 8
NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)


def replies_of(phone) -> list[str]:
    return [bubble.text for bubble in phone.messages]


# --- failures ---------------------------------------------------------------------------------------------


def test_retry_after_is_obeyed_to_the_second(office):
    async def body(office):
        office.faults.add("sendMessage", "429", retry_after=30)
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE error = '429'"))
        due = office.sandbox.clock() + timedelta(seconds=30)
        await office.clock_moves_to(due - timedelta(seconds=1))
        assert await office.app.delivery._ready() == []
        await office.clock_moves_to(due)
        assert "记检查" in (await office.li.reply()).text
        assert [call["status"] for call in office.calls("sendMessage")] == ["429", 200]

    office(body)


def test_a_chat_that_waits_does_not_hold_up_the_others(office):
    async def body(office):
        office.faults.add("sendMessage", "429", retry_after=30)
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE error = '429'"))
        office.wang.send("/help")
        assert (await office.wang.reply()).text
        assert replies_of(office.li) == []

    office(body)


@pytest.mark.parametrize(
    ("kind", "copies"),
    [("500", 1), ("502", 1), ("reset", 1), ("timeout_before", 1), ("timeout_after", 2)],
)
def test_a_reply_arrives_whatever_happens_to_its_first_try(office, kind, copies):
    async def body(office):
        office.faults.add("sendMessage", kind)
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE tries = 1"))
        await office.clock_moves_to(office.sandbox.clock() + timedelta(seconds=5))
        await office.all_sent()
        assert len(office.li.messages) == copies

    office(body)


@pytest.mark.parametrize(
    ("kind", "arrived"), [("500", 0), ("502", 0), ("reset", 0), ("timeout_before", 0), ("timeout_after", 1)]
)
def test_a_nudge_of_unknown_fate_is_listed_and_never_sent_again(office, kind, arrived):
    async def body(office):
        office.faults.add("sendMessage", kind)
        await office.clock_moves_to(NINE)
        await office.all_sent()
        await office.clock_moves_to(NINE + timedelta(minutes=5))
        await office.restart()
        await office.all_sent()
        states = office.rows("SELECT state, chat_id FROM outbox WHERE key LIKE 'digest:%'")
        unsure = [chat for state, chat in states if state == "unsure"]
        assert len(unsure) == 1
        assert all(state == "sent" for state, chat in states if chat not in unsure)
        assert len(office.sandbox.person(unsure[0]).messages) == arrived
        assert all(len(office.sandbox.person(chat).messages) == 1 for _, chat in states if chat not in unsure)
        office.admin.send("/status")
        assert "可能未送达 1 条" in (await office.admin.reply("可能未送达")).text

    office(body)


def test_who_waits_for_a_file_of_unknown_fate_is_told_once(office):
    async def body(office):
        office.faults.add("sendDocument", "timeout_after")
        office.leader.send("二季度汇总")
        await office.leader.reply("文件可能没有送到")
        await office.restart()
        await office.all_sent()
        assert len(office.calls("sendDocument")) == 1
        assert sum("文件可能没有送到" in text for text in replies_of(office.leader)) == 1

    office(body)


def test_a_nudge_that_never_left_is_sent_later(office):
    async def body(office):
        bot = office.app.delivery.bot
        reachable, bot._base_url = bot._base_url, "http://127.0.0.1:9/bot"  # where nobody listens
        await office.clock_moves_to(NINE)
        await office.until(lambda: not office.rows("SELECT 1 FROM outbox WHERE error IS NULL"))
        bot._base_url = reachable
        await office.clock_moves_to(NINE + timedelta(minutes=5))
        await office.all_sent()
        assert office.rows("SELECT count(*) FROM outbox WHERE state = 'unsure'") == [(0,)]

    office(body)


def test_who_has_blocked_the_bot_is_unreachable_and_everybody_else_is_told(office):
    async def body(office):
        office.li.block()
        await office.clock_moves_to(NINE)
        await office.all_sent()
        told = office.rows("SELECT state, chat_id FROM outbox WHERE key LIKE 'digest:%'")
        assert ("dead", office.li.id) in told
        assert {state for state, chat in told if chat != office.li.id} == {"sent"}
        assert office.rows("SELECT external_id FROM account WHERE NOT reachable") == [(office.li.id,)]
        office.li.block(False)
        office.li.send("/start")
        await office.li.reply()
        assert office.rows("SELECT external_id FROM account WHERE NOT reachable") == []

    office(body)


def test_an_edit_that_changes_nothing_is_a_success(office):
    async def body(office):
        office.li.send("/help")
        shown = await office.li.reply()
        for key in ("first", "again"):
            await put(office, key, "editMessageText", message_id=shown.message_id, text="只此一句")
        await office.all_sent()
        statuses = [call["status"] for call in office.calls("editMessageText")]
        assert statuses == [200, 400]
        assert office.rows("SELECT state FROM outbox WHERE key IN ('first', 'again')") == [("sent",), ("sent",)]

    office(body)


def test_the_words_for_a_message_that_is_gone_are_sent_anew(office):
    async def body(office):
        office.li.send("/help")
        shown = await office.li.reply()
        office.sandbox.world.bot_deletes(office.sandbox.world.chats[office.li.id], shown.message_id)
        await put(office, "edit", "editMessageText", message_id=shown.message_id, text="新的一句")
        assert (await office.li.reply("新的一句")).message_id > shown.message_id

    office(body)


def test_words_whose_markup_is_refused_go_out_without_it_before_the_next_ones(office):
    async def body(office):
        await put(office, "broken", "sendMessage", text="<b>没有完 &lt;1", parse_mode="HTML")
        await put(office, "next", "sendMessage", text="下一句")
        await office.all_sent()
        assert replies_of(office.li) == ["没有完 <1", "下一句"]

    office(body)


def test_a_message_that_is_refused_in_every_form_is_told_and_the_chat_goes_on(office):
    async def body(office):
        await put(office, "empty", "sendMessage", text="   ", parse_mode="HTML")
        await put(office, "next", "sendMessage", text="下一句")
        await office.all_sent()
        assert replies_of(office.li)[0] == "下一句"
        assert replies_of(office.li)[1].startswith("有一条答复没能发给您。")
        assert office.rows("SELECT state, without FROM outbox WHERE key = 'empty'") == [("failed", "markup")]

    office(body)


def test_a_file_that_a_proxy_finds_too_large_is_told_and_not_tried_for_ever(office):
    async def body(office):
        sha256 = office.app.delivery.files.put(b"x")
        office.faults.add("sendDocument", "413", count=9)
        stored = {"field": "document", "sha256": sha256, "name": "全年明细.xlsx"}
        await put(office, "large", "sendDocument", lasting=True, stored=stored)
        assert "“全年明细.xlsx”太大" in (await office.li.reply()).text
        assert len(office.calls("sendDocument")) == 1

    office(body)

    office(body)


def test_a_file_that_is_gone_from_the_disk_does_not_stop_the_chat(office):
    async def body(office):
        stored = {"field": "document", "sha256": "0" * 64, "name": "没有.xlsx"}
        await put(office, "gone", "sendDocument", lasting=True, stored=stored)
        await put(office, "next", "sendMessage", text="下一句")
        assert await office.li.reply("下一句")
        assert office.rows("SELECT state FROM outbox WHERE key = 'gone'") == [("failed",)]

    office(body)


def test_a_refused_token_loses_no_message(office):
    async def body(office):
        office.sandbox.api._token = "4242:another"
        await put(office, "later", "sendMessage", text="等一等")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE error = 'token refused'"))
        assert office.rows("SELECT state FROM outbox WHERE key = 'later'") == [("new",)]

    office(body)


def test_what_was_sent_is_marked_however_long_the_database_is_locked(office):
    async def body(office):
        locked = await lock_when_first_said(office)
        await put(office, "once", "sendMessage", text="一次", lasting=True)
        await office.until(lambda: locked.in_transaction)
        assert office.rows("SELECT state FROM outbox WHERE key = 'once'") == [("sending",)]
        locked.rollback()
        await office.all_sent()
        assert replies_of(office.li) == ["一次"]

    office(body)


async def put(office, key: str, method: str, *, lasting: bool = False, **payload) -> None:
    payload = {"chat_id": office.li.id, **payload}
    now = office.sandbox.clock()
    await office.app.db.write(
        lambda session: outbox.put(session, key, office.li.id, method, payload, now, lasting=lasting)
    )
    office.app.delivery.wake()


async def lock_when_first_said(office):
    """Another process takes the database just when a message has gone out and is to be marked."""
    other = sqlite3.connect(office.folder / "xiaohao.db", isolation_level=None)
    send = office.app.delivery._send

    async def and_lock(method, payload):
        answer = await send(method, payload)
        other.execute("BEGIN IMMEDIATE")
        return answer

    office.app.delivery._send = and_lock
    return other


# --- order and pace ---------------------------------------------------------------------------------------


def test_replies_go_before_nudges_and_strangers_last_however_many_wait(database):
    with database.transaction() as session:
        for chat in range(1, 1001):
            outbox.put(session, f"nudge{chat}", chat, "sendMessage", {}, NOW, nudge=True, lasting=True)
        for number in range(300):
            outbox.put(session, f"long{number}", 5000, "sendMessage", {}, NOW)
        outbox.put(session, "stranger", 7000, "sendMessage", {}, NOW)
        outbox.put(session, "reply", 6000, "sendMessage", {}, NOW)
        for member in (*range(1, 1001), 5000, 6000):
            people.add_person(session, f"{member}", member)
    with database.snapshot() as session:
        calls = outbox.waiting(session, PER_SECOND)
    assert [call.chat_id for call in calls[:2]] == [5000, 6000]
    assert all(call.nudge for call in calls[2:])
    assert len(calls) == PER_SECOND
    with database.snapshot() as session:
        assert [call.chat_id for call in outbox.waiting(session, 2000)][1002:] == [7000]


def test_a_chat_is_told_one_thing_after_the_other(office):
    async def body(office):
        for number in range(20):
            await put(office, f"line {number}", "sendMessage", text=f"第{number}句")
        await office.all_sent()
        assert replies_of(office.li) == [f"第{number}句" for number in range(20)]

    office(body)


def test_a_call_that_ends_while_delivery_looks_is_not_made_again(office):
    """Two chats in flight wake the sender at any moment; each message still goes out once."""

    async def body(office):
        for round_ in range(ROUNDS):
            for person in office.people:
                payload = {"chat_id": person.telegram_id, "text": f"{round_}"}
                now, chat = office.sandbox.clock(), person.telegram_id
                await office.app.db.write(
                    lambda session, p=payload, c=chat, n=now, r=round_: outbox.put(
                        session, f"{c}/{r}", c, "sendMessage", p, n
                    )
                )
            office.app.delivery.wake()
        await office.all_sent()
        for person in office.people:
            assert replies_of(office.sandbox.person(person.telegram_id)) == [str(one) for one in range(ROUNDS)]

    office(body)


def test_never_more_than_thirty_a_second_and_no_burst_after_a_pause():
    async def slots() -> list[float]:
        loop, taken = asyncio.get_running_loop(), []
        delivery = Delivery(None, None, None, MovableClock(NOW), None, None)
        for number in range(120):
            if number == 60:
                await asyncio.sleep(10)
            await delivery._slot()
            taken.append(loop.time())
        return taken

    taken = run_in_quick_time(slots())
    for first, last in zip(taken, taken[PER_SECOND:], strict=False):
        assert last - first >= 1 - 1e-9
    assert taken[59] - taken[0] == pytest.approx(59 / PER_SECOND)


def test_a_group_that_moves_while_its_message_waits_is_told_when_the_time_has_come(office):
    async def body(office):
        delivery, group, moved = office.app.delivery, -1001, -1002
        with office.app.db.transaction() as session:
            outbox.put(session, "waits", group, "sendMessage", {"chat_id": group, "text": "一"}, NOW)
            (call,) = outbox.waiting(session)
            delivery._later(call, 30, "429")(session)
            bound_groups.move(session, group, moved)
        assert await delivery._ready() == []
        await office.sandbox.move_clock(office.sandbox.clock() + timedelta(seconds=30))
        assert [call.chat_id for call in await delivery._ready()] == [moved]

    office(body, started=False)

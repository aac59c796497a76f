"""Lanes and the edge: each chat in order, others beside it; what cannot be processed is set aside under a number."""

import asyncio
import re
import sqlite3

import pytest

from bot.run import lanes
from handlers.door import dispatch, edge

PNG = b"\x89PNG\r\n\x1a\n" + bytes.fromhex("0000000d49484452 00000280 000001e0 0802000000")


@pytest.fixture
def poison(monkeypatch):
    """A message “毒” makes the handler fail."""
    answer = dispatch.answer

    def fail(context, incoming):
        answer(context, incoming)
        if getattr(incoming.content, "text", "") == "毒":
            raise ValueError("nobody expected this")

    monkeypatch.setattr(edge.dispatch, "answer", fail)


def test_a_chat_is_answered_in_order_while_others_are_answered_beside_it(office):
    async def body(office):
        fetched = asyncio.Event()
        fetch = office.app.edge.fetching._bytes_of

        async def slowly(file_id):
            await fetched.wait()
            return await fetch(file_id)

        office.app.edge.fetching._bytes_of = slowly
        office.li.send_photo(PNG)
        office.li.send("/status")
        office.wang.send("/status")
        await office.wang.reply("运行正常")
        assert office.li.messages == []
        fetched.set()
        await office.li.reply("运行正常")
        assert "运行正常" not in office.li.messages[0].text

    office(body)


def test_who_sends_much_takes_one_place_not_many(office):
    async def body(office):
        process, gate = office.app.lanes.process, asyncio.Event()

        async def held(received):
            if received.chat_id == office.li.id:
                await gate.wait()
            await process(received)

        office.app.lanes.process = held
        for _ in range(lanes.PLACES + 1):
            office.li.send("/status")
        office.wang.send("/help")
        await office.wang.reply()
        assert office.li.messages == []
        gate.set()
        await office.until(lambda: len(office.li.messages) == lanes.PLACES + 1)

    office(body)


def test_a_poisonous_update_is_parked_under_a_number_and_the_lane_goes_on(office, poison):
    async def body(office):
        office.li.send("毒")
        office.li.send("/status")
        sorry = await office.li.reply("E-")
        assert re.search(r"E-20250620-01\b", sorry.text)
        await office.li.reply("系统在运行")
        assert "E-20250620-01" in (await office.admin.reply("E-")).text
        office.wang.send("毒")
        assert "E-20250620-02" in (await office.wang.reply("E-")).text
        assert office.rows("SELECT state, error FROM inbox WHERE state = 'parked'") == [
            ("parked", "E-20250620-01"),
            ("parked", "E-20250620-02"),
        ]
        await office.all_sent()
        (told,) = (said.text for said in office.admin.messages if "E-2025" in said.text)
        assert told.startswith("有一条消息未能处理，已搁置，编号 E-20250620-01。这一小时内的其他不再逐条通知")

    office(body)


def test_an_update_that_cannot_be_read_is_parked_too(office):
    async def body(office):
        office.sandbox.world.updates.add("message", {"chat": {"id": office.li.id, "type": "private"}, "text": "?"})
        office.sandbox.world.updates.add("message", "nonsense")
        office.li.send("/status")
        assert "E-20250620-0" in (await office.li.reply("E-")).text
        await office.li.reply("系统在运行")
        await office.until(lambda: len(office.rows("SELECT 1 FROM inbox WHERE state = 'parked'")) == 2)

    office(body)


def test_nothing_of_a_parked_turn_is_kept(office, poison):
    async def body(office):
        office.li.send("记检查")
        await office.li.reply("查的是哪一家")
        before = office.rows("SELECT state FROM draft")
        office.li.send("毒")
        await office.li.reply("E-")
        assert office.rows("SELECT state FROM draft") == before

    office(body)


def test_a_turn_waits_for_a_locked_database(office):
    async def body(office):
        other = sqlite3.connect(office.folder / "xiaohao.db", isolation_level=None)
        write, refused = office.app.edge.db.write, []

        async def note(work):
            try:
                return await write(work)
            except edge.OperationalError:
                refused.append(work)
                raise

        office.app.intake.db = _Keeping(office.app.db, then=lambda: other.execute("BEGIN IMMEDIATE"))
        office.app.db.write = note
        office.li.send("/status")
        await office.until(lambda: len(refused) > 5)
        assert office.rows("SELECT state FROM inbox") == [("new",)]
        other.rollback()
        await office.li.reply("运行正常")

    office(body)


class _Keeping:
    """The intake's database, after whose first write somebody else takes it."""

    def __init__(self, db, then):
        self.db, self.then, self.write_first = db, then, db.write

    async def write(self, work):
        kept = await self.write_first(work)
        self.then()
        return kept


def test_an_error_of_sql_itself_does_not_wait_for_ever(office, monkeypatch):
    def fail(session, *_):
        session.connection().exec_driver_sql("SELECT * FROM no_such_table")

    async def body(office):
        monkeypatch.setattr(edge.dispatch, "answer", fail)
        office.li.send("/status")
        assert "E-20250620-01" in (await office.li.reply()).text

    office(body)


def test_a_stop_lets_turns_in_flight_finish_and_leaves_the_rest_for_the_next_start(office):
    async def body(office):
        begun, fetched = asyncio.Event(), asyncio.Event()
        fetch = office.app.edge.fetching._bytes_of

        async def slowly(file_id):
            begun.set()
            await fetched.wait()
            return await fetch(file_id)

        office.app.edge.fetching._bytes_of = slowly
        office.li.send_photo(PNG)
        office.li.send("/status")
        await begun.wait()
        await office.until(lambda: office.rows("SELECT count(*) FROM inbox") == [(2,)])
        stopping = asyncio.create_task(office.app.stop())
        await office.until(office.app.lanes.stopping.is_set)
        fetched.set()
        await stopping
        assert office.rows("SELECT state FROM inbox ORDER BY id") == [("done",), ("new",)]
        office.app.db.close()
        await office.wire().start()
        await office.li.reply("运行正常")

    office(body)

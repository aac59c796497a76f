"""Intake: on disk before it is confirmed, whatever the line does, whatever the ids do."""

import sqlite3
from datetime import timedelta

import aiohttp
import orjson
import pytest

from bot.run import intake
from bot.run.raw_updates import lane_of
from tests.bot.conftest import TOKEN


@pytest.fixture
def naps(monkeypatch):
    """How long intake would have slept."""
    slept = []

    async def nap(seconds):
        slept.append(seconds)

    monkeypatch.setattr(intake, "sleep", nap)
    return slept


@pytest.mark.parametrize("kind", ["500", "502", "403", "reset", "timeout_before", "timeout_after", "429"])
def test_polling_goes_on_after_any_failure_and_nothing_is_lost(office, naps, kind):
    async def body(office):
        office.faults.add("getUpdates", kind, count=2, retry_after=7)
        for line in ("/help", "/status", "/todo"):
            office.li.send(line)
            await office.li.reply()
        assert [state for (state,) in office.rows("SELECT state FROM inbox")] == ["done"] * 3
        if kind == "429":
            assert naps == [7, 7]

    office(body)


def test_a_poll_that_is_stuck_is_given_up_for_a_new_one(office, naps, monkeypatch):
    async def body(office):
        office.faults.hasty = False
        office.faults.add("getUpdates", "timeout_before")
        with monkeypatch.context() as watchdog:
            watchdog.setattr(intake, "STUCK_SECONDS", 0.05)
            await office.app.start()
            await office.until(lambda: naps)
        office.li.send("/help")
        await office.li.reply()

    office(body, started=False)


def test_another_poller_is_waited_for(office, naps):
    async def body(office):
        async with aiohttp.ClientSession() as thief:
            await thief.get(f"{office.address}/bot{TOKEN}/getUpdates?timeout=1")
        office.li.send("/help")
        await office.li.reply()
        assert 409 in {call["status"] for call in office.calls("getUpdates")}

    office(body)


def test_a_token_that_is_refused_while_running_ends_the_bot(office):
    async def body(office):
        office.sandbox.api._token = "4242:another"
        office.li.send("/help")
        with pytest.raises(intake.InvalidToken) as refused:
            await office.app.wait()
        assert TOKEN not in f"{refused.value!r} {refused.value.__cause__!r}"

    office(body)


def test_the_first_call_has_no_offset_and_the_next_one_confirms(office):
    async def body(office):
        await office.app.bot.initialize()
        office.li.send("/help")
        await office.app.intake.take_batch()
        office.li.send("/status")
        await office.app.intake.take_batch()
        first, second = office.calls("getUpdates")
        assert "offset" not in first["params"]
        stored = office.rows("SELECT update_id FROM inbox ORDER BY id")
        assert int(second["params"]["offset"]) == stored[0][0] + 1
        assert len(stored) == 2

    office(body, started=False)


def test_updates_that_come_again_are_taken_once(office):
    async def body(office):
        office.li.send("/help")
        await office.li.reply()
        office.app.intake.offset = None
        pending = office.sandbox.world.updates
        pending.restore({**pending.as_json(), "pending": [*pending.as_json()["pending"], *again(office)]})
        office.li.send("/status")
        await office.li.reply("运行正常")
        await office.all_sent()
        assert len(office.rows("SELECT 1 FROM inbox")) == 2
        assert len(office.li.messages) == 2

    def again(office):
        now = office.sandbox.clock().isoformat()
        return [[now, orjson.loads(raw)] for (raw,) in office.rows("SELECT raw FROM inbox")] * 3

    office(body)


def test_ids_may_jump_lower_after_a_quiet_week(office):
    async def body(office):
        await office.app.bot.initialize()
        office.li.send("/help")
        await office.app.intake.take_batch()
        queue = office.sandbox.world.updates
        queue.take(office.app.intake.offset)
        queue._next_id = 1_000
        await office.sandbox.move_clock(office.sandbox.clock() + timedelta(days=8))
        office.li.send("/status")
        await office.app.intake.take_batch()
        assert "offset" not in office.calls("getUpdates")[-1]["params"]
        assert (1_000,) in office.rows("SELECT update_id FROM inbox")
        assert office.app.intake.offset == 1_001

    office(body, started=False)


def test_a_batch_that_cannot_be_stored_is_not_confirmed(office):
    async def body(office):
        other = sqlite3.connect(office.folder / "xiaohao.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        polls = len(office.calls("getUpdates"))
        office.li.send("/help")
        await office.until(lambda: len(office.calls("getUpdates")) > polls)
        assert len(office.sandbox.world.updates) == 1
        other.rollback()
        await office.li.reply()
        await office.until(lambda: not len(office.sandbox.world.updates))

    office(body)


def test_a_button_answered_twice_is_harmless(office):
    async def body(office):
        office.li.send("记检查")
        await office.li.reply("查的是哪一家")
        office.li.press("取消")
        (query_id,) = office.sandbox.world.queries
        await office.li.reply()
        await office.app.intake._answered(query_id)
        assert [call["status"] for call in office.calls("answerCallbackQuery")] == [200, 400]

    office(body)


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 7}, "from": {"id": 7}}}, 7),
        ({"edited_message": {"chat": {"id": -100}}}, -100),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 8}}}}, 8),
        ({"callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
        ({"my_chat_member": {"chat": {"id": 9}}}, 9),
        ({"poll": {"id": "1"}}, 0),
        ({"message": None}, 0),
        ({"message": {"chat": "nonsense"}}, 0),
        ({"callback_query": {"message": {"chat": {"id": "nonsense"}}}}, 0),
    ],
)
def test_the_lane_of_an_update_is_its_chat_whatever_it_looks_like(update, lane):
    assert lane_of({"update_id": 1, **update}) == lane

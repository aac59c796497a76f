"""Updates stay until they are confirmed, and are confirmed as Telegram does it."""

import asyncio

import pytest

from sandbox.phone import PATIENCE

LI = 9000000000000001
FIRST = 581_000_001


def ids(updates):
    return [update["update_id"] - FIRST for update in updates]


def test_updates_are_delivered_again_until_a_higher_offset_confirms_them(trial):
    async def body(running):
        for text in "一二三":
            running.li.send(text)
        assert ids(await running.updates()) == [0, 1, 2]
        assert ids(await running.updates()) == [0, 1, 2]
        assert ids(await running.updates(offset=FIRST + 1, limit=1)) == [1]
        assert ids(await running.updates()) == [1, 2]
        assert ids(await running.updates(offset=FIRST)) == [1, 2]
        assert ids(await running.updates(offset=FIRST + 3)) == []
        assert (await running.result("getWebhookInfo"))["pending_update_count"] == 0

    trial(body)


def test_a_negative_offset_keeps_only_the_last_ones(trial):
    async def body(running):
        for text in "一二三":
            running.li.send(text)
        assert ids(await running.updates(offset=-1)) == [2]
        assert ids(await running.updates()) == [2]

    trial(body)


def test_an_offset_far_in_the_future_confirms_nothing(trial):
    async def body(running):
        running.li.send("一")
        assert ids(await running.updates(offset=FIRST + 1000)) == [0]
        assert ids(await running.updates(offset=FIRST + 1)) == []

    trial(body)


def test_updates_are_forgotten_after_a_day(trial):
    async def body(running):
        running.li.send("一")
        await running.post("/try/clock", by_minutes=24 * 60 + 1)
        assert await running.updates() == []

    trial(body)


def test_the_kinds_asked_for_are_remembered_and_apply_to_what_comes_later(trial):
    async def body(running):
        first = running.li.send("一")
        assert len(await running.updates(allowed_updates=["message"])) == 1
        running.li.edit(first, "二")
        running.li.send("三")
        assert [list(update)[1] for update in await running.updates()] == ["message", "message"]
        await running.updates(allowed_updates=[])
        running.li.edit(first, "四")
        assert list((await running.updates())[-1])[1] == "edited_message"

    trial(body)


def test_a_long_poll_ends_at_once_when_something_comes(trial):
    async def body(running):
        poll = asyncio.create_task(running.updates(timeout=30))
        await waiting(running)
        running.li.send("一")
        assert ids(await poll) == [0]

    trial(body)


def test_a_second_long_poll_ends_the_first_with_a_conflict(trial):
    async def body(running):
        first = asyncio.create_task(running.refusal("getUpdates", timeout=30))
        await waiting(running)
        second = asyncio.create_task(running.updates(timeout=30))
        assert await first == (
            "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        running.li.send("一")
        assert ids(await second) == [0]

    trial(body)


def test_a_poll_that_its_client_gave_up_takes_nothing_with_it(trial):
    async def body(running):
        poll = asyncio.create_task(running.updates(timeout=30))
        await waiting(running)
        poll.cancel()
        with pytest.raises(asyncio.CancelledError):
            await poll
        running.li.send("一")
        assert ids(await running.updates()) == [0]

    trial(body)


async def waiting(running):
    """Until the server holds a long poll."""
    await asyncio.wait_for(running.sandbox.world.updates.waited_for.wait(), PATIENCE)

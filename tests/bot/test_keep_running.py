"""A loop that fails unexpectedly goes on, and says so."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from bot.run import retry_locked
from bot.run.keep_running import Loops
from tests.clocks import run_in_quick_time


def test_a_loop_begins_anew_ever_more_slowly_and_each_time_is_logged(caplog):
    async def work():
        begun.append(asyncio.get_running_loop().time())
        if len(begun) < 12:
            raise ValueError("nobody expected this")

    begun = []
    run_in_quick_time(Loops().keep_running("the loop", work))
    pauses = [later - earlier for earlier, later in itertools.pairwise(begun)]
    assert pauses == pytest.approx([retry_locked.pause_after(times) for times in range(1, 12)])
    assert [record.args[1] for record in caplog.records] == list(range(1, 12))


def test_a_loop_that_is_cancelled_ends():
    async def cancelled():
        task = asyncio.create_task(Loops().keep_running("the loop", lambda: asyncio.sleep(3600)))
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_in_quick_time(cancelled())


@pytest.mark.parametrize("part", ["delivery", "lanes", "jobs"])
def test_a_part_of_the_bot_that_fails_once_goes_on_answering(office, monkeypatch, part):
    async def body(office):
        loop = {"delivery": office.app.delivery._ready, "lanes": office.app.lanes._waiting}
        failing = {"delivery": "_ready", "lanes": "_waiting", "jobs": "_do"}[part]
        real, failed = getattr(getattr(office.app, part), failing), []

        def fail_once(*given):
            if not failed:
                failed.append(part)
                raise ValueError("nobody expected this")
            return real(*given)

        assert real in loop.values() or part == "jobs"
        monkeypatch.setattr(getattr(office.app, part), failing, fail_once)
        office.leader.send("二季度汇总")
        await office.until(lambda: office.calls("sendDocument"))
        assert failed == [part]
        named = {"delivery": "发送消息", "lanes": "回复消息", "jobs": "做文件"}[part]
        await office.clock_moves_to(office.sandbox.clock() + timedelta(minutes=1))
        assert f"· {named}" in (await office.admin.reply("有工作没能做成")).text
        await office.clock_moves_to(office.sandbox.clock() + timedelta(minutes=1))
        assert f"· {named}" in (await office.admin.reply("已恢复")).text

    office(body)


def test_a_turn_that_cannot_even_be_set_aside_waits_and_its_lane_goes_on(office, monkeypatch):
    async def body(office):
        process, failed = office.app.lanes.process, []

        async def fail_once(received):
            if not failed:
                failed.append(received)
                raise ValueError("nobody expected this")
            await process(received)

        monkeypatch.setattr(office.app.lanes, "process", fail_once)
        office.li.send("/help")
        office.li.send("/status")
        await office.li.reply("记检查")
        await office.li.reply("运行正常")

    office(body)


def test_what_became_of_a_call_is_marked_even_where_the_mark_cannot_be_made(office, monkeypatch):
    async def body(office):
        def broken(*_):
            raise OverflowError("nobody expected this")

        monkeypatch.setattr("bot.run.delivery.outbox.arrived", broken)
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE state = 'unsure'"))
        assert len(office.calls("sendMessage")) == 1

    office(body)

"""The machine's date is set wrong, and right again: nobody waits for it, and no day's digest is lost or doubled."""

from datetime import timedelta

import pytest

from tests.bot.conftest import MORNING

NINE = MORNING.replace(hour=9, minute=0)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
A_MOMENT = timedelta(seconds=5)


def digests(office) -> dict[int, int]:
    """How many each person was told by now."""
    sent = "SELECT chat_id, count(*) FROM outbox WHERE key LIKE '%digest:%' AND state = 'sent' GROUP BY chat_id"
    return dict(office.rows(sent))


async def ticks(office, times=1):
    for _ in range(times):
        await office.app.tick()
        await office.all_sent()


@pytest.mark.parametrize("jump", [-3 * DAY, -DAY, -HOUR, HOUR, 3 * DAY])
def test_a_reply_put_off_arrives_after_its_seconds_wherever_the_date_jumps(office, jump):
    async def body(office):
        office.faults.add("sendMessage", "500")
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE tries = 1"))
        office.sandbox.clock.jump(jump)
        await office.clock_moves_to(office.sandbox.clock() + A_MOMENT)
        assert "记检查" in (await office.li.reply()).text

    office(body)


def test_what_an_earlier_run_put_off_by_a_wrong_date_waits_a_minute_at_most(office):
    async def body(office):
        office.sandbox.clock.jump(DAY)
        office.faults.add("sendMessage", "429", retry_after=30)
        office.li.send("/help")
        await office.until(lambda: office.rows("SELECT 1 FROM outbox WHERE tries = 1"))
        office.sandbox.clock.jump(-DAY)
        await office.restart()
        await office.clock_moves_to(office.sandbox.clock() + timedelta(seconds=60))
        assert "记检查" in (await office.li.reply()).text

    office(body)


def test_a_date_that_stands_ahead_for_a_moment_is_not_believed(office):
    async def body(office):
        office.sandbox.clock.jump(3 * DAY + HOUR)  # Monday, half past nine
        await ticks(office)
        assert digests(office) == {}
        office.sandbox.clock.jump(-3 * DAY - HOUR)
        await ticks(office)
        await office.clock_moves_to(NINE)
        await office.all_sent()
        assert set(digests(office).values()) == {1}

    office(body)


async def two_days(office) -> None:
    """Today at nine, and Wednesday."""
    for moment in (NINE, NINE + 5 * DAY):
        await office.clock_moves_to(moment)
        await ticks(office, 2)


def test_what_a_date_ahead_has_said_is_said_again_on_its_day_and_today_is_not_lost(office):
    async def body(office):
        office.sandbox.clock.jump(5 * DAY + HOUR)  # Wednesday, half past nine
        await ticks(office, 2)
        wrongly.update(digests(office))
        office.sandbox.clock.jump(-5 * DAY - HOUR)
        await two_days(office)
        told.update(digests(office))
        assert office.rows("SELECT * FROM failure") == []

    async def undisturbed(office):
        await two_days(office)
        as_ever.update(digests(office))

    wrongly, told, as_ever = {}, {}, {}
    office(body)
    office(undisturbed)
    assert wrongly
    assert {chat: times - wrongly.get(chat, 0) for chat, times in told.items()} == as_ever


def test_a_date_ahead_that_is_taken_back_while_the_bot_is_down_loses_nothing_either(office):
    async def body(office):
        office.sandbox.clock.jump(5 * DAY + HOUR)
        await ticks(office, 2)
        wrongly = digests(office)
        office.sandbox.clock.jump(-5 * DAY - HOUR)
        await office.restart()
        await office.clock_moves_to(NINE)
        await office.all_sent()
        assert all(digests(office)[chat] == times + 1 for chat, times in wrongly.items())

    office(body)


@pytest.mark.parametrize("back", [timedelta(seconds=2), timedelta(minutes=59), HOUR, 8 * HOUR])
def test_a_date_set_back_on_the_same_day_doubles_nothing(office, back):
    async def body(office):
        await office.clock_moves_to(NINE + timedelta(seconds=1))
        await office.all_sent()
        office.sandbox.clock.jump(-back)
        await ticks(office, 2)
        await office.clock_moves_to(office.sandbox.clock() + back)
        await ticks(office, 2)
        assert set(digests(office).values()) == {1}

    office(body)


@pytest.mark.parametrize("restarted", [False, True])
def test_a_date_set_back_by_days_and_right_again_doubles_nothing(office, restarted):
    """As on a machine that starts without a clock of its own, and asks for the date later."""

    async def body(office):
        await office.clock_moves_to(NINE)
        await office.all_sent()
        office.sandbox.clock.jump(-2 * DAY)
        if restarted:
            await office.restart()
        await ticks(office, 2)
        before = digests(office)
        office.sandbox.clock.jump(2 * DAY)
        await ticks(office, 3)
        assert digests(office) == before
        assert office.rows("SELECT * FROM nudge WHERE subject LIKE 'ahead:%'") == []

    office(body)

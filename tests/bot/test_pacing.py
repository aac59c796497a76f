"""What was put off waits by the seconds that pass: the date may be set to anything meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import JumpWatch
from bot.run.pacing import LONGEST, Paces, Waits
from storage.queries.messages.outbox import WaitingCall
from tests.clocks import JumpingClock

NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
JUMPS = [timedelta(days=-1), timedelta(hours=-1), timedelta(0), timedelta(hours=1), timedelta(days=3)]


def call(tries=0, after=None, written_at=NOW) -> WaitingCall:
    not_before = None if after is None else written_at + timedelta(seconds=after)
    return WaitingCall(1, 7, "sendMessage", {}, False, False, tries, written_at, "key", "", not_before, awaited=True)


@pytest.fixture
def clock():
    return JumpingClock(NOW, seconds=lambda: 0.0)


def passes(clock, seconds):
    clock.move_to(clock() + timedelta(seconds=seconds))


@pytest.mark.parametrize("jump", JUMPS)
def test_a_call_put_off_comes_after_just_so_many_seconds_wherever_the_date_jumps(clock, jump):
    waits = Waits(clock)
    waits.put_off(call(), 300, tries=1)
    again = call(tries=1, after=300)
    clock.jump(jump)
    passes(clock, 299)
    assert not waits.has_come(again)
    assert waits.chats() == {7}
    assert waits.next() == pytest.approx(1)
    passes(clock, 1)
    assert waits.has_come(again)
    assert (waits.chats(), waits.next()) == (set(), None)


@pytest.mark.parametrize("jump", JUMPS)
def test_the_pause_of_an_album_is_as_long_as_its_turn_wrote_it(clock, jump):
    waits = Waits(clock)
    clock.jump(jump)
    assert not waits.has_come(call(after=1))
    passes(clock, 1)
    assert waits.has_come(call(after=1))


@pytest.mark.parametrize("jump", JUMPS)
def test_after_a_restart_nothing_waits_longer_than_a_minute(clock, jump):
    clock.jump(jump)
    waits, left_over = Waits(clock), call(tries=3, after=20)
    came_at_once = waits.has_come(left_over)
    assert came_at_once == (jump > timedelta(0))
    passes(clock, 20 if jump == timedelta(0) else LONGEST)
    assert waits.has_come(left_over)


def test_what_has_come_is_forgotten_some_day(clock):
    waits = Waits(clock)
    waits.put_off(call(), 1, tries=1)
    passes(clock, 3600)
    waits.chats()
    assert waits.waits == {}


def test_who_was_told_something_just_now_is_over_its_share_for_a_second():
    paces = Paces()
    paces.note(7, 0.0)
    paces.note(8, 0.5)
    assert paces.over(0.9) == {7, 8}
    assert paces.over(1.1) == {8}
    assert paces.over(60) == set()
    assert paces.told == {}


def test_a_jump_is_noticed_once_and_a_slow_correction_adds_up(clock):
    watch = JumpWatch(clock)
    passes(clock, 3600)
    assert watch.jumped() == timedelta(0)
    clock.jump(timedelta(days=-1))
    passes(clock, 60)
    assert watch.jumped() == timedelta(days=-1)
    assert watch.jumped() == timedelta(0)
    seen = []
    for _ in range(4):
        clock.jump(timedelta(seconds=0.4))
        seen.append(watch.jumped())
    assert seen == [timedelta(0), timedelta(0), timedelta(seconds=1.2), timedelta(0)]

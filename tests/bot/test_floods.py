"""Floods, in virtual time: no member waits for strangers, nor for a member who writes without end.

The loop's clock jumps to whatever is waited for next; the server takes a tenth of a second for every message.
"""

import asyncio
import shutil

import pytest
from sqlalchemy import event

from bot.run.delivery import PER_SECOND
from tests.bot.conftest import MORNING
from tests.bot.in_process import InlineDatabase, Server, an_app, message, running
from tests.clocks import JumpingClock, run_in_quick_time

STRANGERS = range(7_000_001, 7_000_501)
WITHIN = 1.0
STRANGERS_WORDS = "您还没有加入。请向管理员要一条邀请链接。"


@pytest.fixture
def flooded(example, tmp_path):
    """`flooded(updates, later, until)`: what the server saw; `later` are (second, update) pairs."""
    file, _ = example
    db = InlineDatabase(f"sqlite:///{shutil.copy(file, tmp_path / 'xiaohao.db')}")
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))

    async def work(updates, later, until):
        server = Server()
        server.add(*updates)
        async with running(an_app(server, db, tmp_path, JumpingClock(MORNING, seconds=lambda: 0.0))):
            for second, update in later:
                asyncio.get_running_loop().call_at(second, server.add, update)
            await asyncio.sleep(until)
        return server

    yield lambda updates, later=(), until=60: run_in_quick_time(work(updates, later, until))
    db.close()


@pytest.fixture
def officers(example):
    return [person.telegram_id for person in example[1] if person.role == "officer"]


def waited(server, chat, since):
    """Seconds from a moment to the next answer in that chat."""
    return next(moment for moment, _ in server.answers_to(chat) if moment >= since) - since


def test_an_officer_waits_for_no_stranger_and_each_stranger_is_told_once(flooded, officers):
    flood = [message(1 + number, chat, "在吗") for number, chat in enumerate([*STRANGERS] * 4)]
    last = len(flood) + 1
    later = [(second, message(last + second, officers[second % 3], "/help")) for second in range(1, 18)]
    server = flooded([*flood, message(last, officers[0], "/help")], later)
    assert waited(server, officers[0], 0.0) < WITHIN
    for second in range(1, 18):
        assert waited(server, officers[second % 3], second) < WITHIN
    told = [(chat, text) for _, chat, text in server.said if chat in STRANGERS]
    assert sorted(told) == [(chat, STRANGERS_WORDS) for chat in STRANGERS]


def test_what_strangers_say_after_their_answer_is_counted_and_leaves_no_rows(flooded, example, tmp_path):
    flooded([message(1 + number, chat, "在吗") for number, chat in enumerate([*STRANGERS][:10] * 20)])
    db = InlineDatabase(f"sqlite:///{tmp_path / 'xiaohao.db'}")
    with db.snapshot() as session:
        asked = session.connection().exec_driver_sql
        assert asked("SELECT count(*), max(raw) FROM inbox WHERE state = 'new'").one() == (0, None)
        assert asked("SELECT count(*) FROM inbox").scalar() <= 20
        counted = "SELECT sum(json_extract(payload, '$.unanswered')) FROM outbox WHERE key LIKE 'stranger:%'"
        assert asked(counted).scalar() == 10 * 19
    db.close()


def test_nobody_waits_for_members_who_write_without_end(flooded, officers):
    """More of them than are served in a second."""
    busy, quiet = officers[:-1], officers[-1]
    assert len(busy) > 10
    flood = [message(1 + number, chat, "/help") for number, chat in enumerate(busy * 8)]
    last = len(flood) + 1
    later = [(second, message(last + second, quiet, "/help")) for second in (2, 4, 6)]
    server = flooded([*flood, message(last, quiet, "/help")], later, until=20)
    for second in (0, 2, 4, 6):
        assert waited(server, quiet, second) < WITHIN
    assert all(len(server.answers_to(chat)) == 8 for chat in busy)


def test_a_flood_is_answered_at_the_pace_of_the_messenger(flooded):
    server = flooded([message(1 + number, chat, "在吗") for number, chat in enumerate(STRANGERS[:100])])
    moments = [moment for moment, _, _ in server.said]
    assert all(late - early >= 1 - 1e-6 for early, late in zip(moments, moments[PER_SECOND:], strict=False))

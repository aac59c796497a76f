"""5,000 mutated updates and answers, with a fixed seed, through the whole program: bytes → network → intake → inbox →
lane → turn → outbox → delivery, on a real database, in virtual time.

Of updates (4,000, among them good ones) any place may hold another value (null, truth values, fractions, numbers beyond
64 bits, NaN, lone surrogates, bytes that are no UTF-8, 255 to 5,000 levels of nesting, long and empty texts), be
missing, renamed, doubled or swapped, `update_id` above all; or they are no objects at all. Of answers (1,000, to every
method) the status, the body (none, HTML, cut off, a bit flipped, no object), the result, or how long to wait.

After every block: all loops run, nothing waits, everything is confirmed, every good update was answered, and what the
library cannot read was parked under a number. Half of the blocks end with a restart.
"""

import asyncio
import logging
import random
import shutil
from itertools import count

import pytest
from sqlalchemy import event
from telegram import Update
from telegram.error import NetworkError, TimedOut

from bot.run import lenient_json, raw_updates
from bot.run.network import NotSent
from tests.bot.conftest import MORNING
from tests.bot.in_process import InlineDatabase, Server, an_app, message, running
from tests.bot.mutating import corpus, in_bytes, mutated, mutated_answer
from tests.clocks import JumpingClock, run_in_quick_time
from tests.samples import samples

UPDATES, ANSWERS, BLOCKS = samples(4_000, 40_000), samples(1_000, 10_000), samples(20, 200)
FIRST = 800_000_001
"""About where the messenger's ids lie; a server that lies about one within reach of it cannot be found out."""
SETTLED_WITHIN = 6 * 3600
"""Seconds of virtual time: an answer that fails is asked for again, ever more slowly."""
BROKEN_LINES = (
    TimedOut,
    NetworkError("broken"),
    NotSent("no connection"),
    ValueError("bad header"),
    UnicodeError("idna"),
)
LEFT_BEHIND = (
    "",
    "x",
    "{",
    "[]",
    "null",
    '{"update_id": "\\ud800"}',
    '{"message": {"chat": 5}}',
    "[" * 3000,
    '"\\ud800"',
)
"""Raw rows that an earlier version, or a hand, may have left in the inbox."""


class CarelessServer(Server):
    """Its queue holds bytes; it knows the true id of each, whatever stands there. Some answers are mutated."""

    def __init__(self, chance: random.Random, spared: int) -> None:
        super().__init__()
        self.chance, self.spared, self.left = chance, spared, ANSWERS

    async def answer(self, method: str, asked: dict[str, str]) -> tuple[int, bytes]:
        status, body = await super().answer(method, asked)
        if method == "getMe" or self.left == 0 or self.chance.random() > 0.4:
            return status, body
        self.left -= 1
        if self.chance.random() < 0.15:
            raise self.chance.choice(BROKEN_LINES)
        if method == "getUpdates" and self.chance.random() < 0.5:  # else hardly a batch would ever come through
            return self.chance.choice((404, 200)), self.chance.choice((b"", b"<html>", b'{"ok": true, "result": null}'))
        return mutated_answer(body, self.chance, refusing=str(self.spared) != asked.get("chat_id"))

    async def updates(self, asked):
        """The answer's bytes; the list of updates is put together by hand."""
        wanted = await super().updates({**asked})
        return [update["raw"] for update in wanted]

    def envelope(self, result):
        if isinstance(result, list):
            return b'{"ok": true, "result": [%s]}' % b",".join(result)
        return super().envelope(result)


@pytest.fixture
def db(example, tmp_path):
    db = InlineDatabase(f"sqlite:///{shutil.copy(example[0], tmp_path / 'xiaohao.db')}")
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    yield db
    db.close()


def rows(db, query, *values):
    with db.snapshot() as session:
        return session.connection().exec_driver_sql(query, values).fetchall()


@pytest.mark.soak
def test_no_update_and_no_answer_stops_the_bot(db, example, tmp_path):
    chance = random.Random(9)
    officers = [person.telegram_id for person in example[1] if person.role == "officer"]
    contact = next(person.telegram_id for person in example[1] if person.role == "enterprise")
    good, kinds, ids = officers[0], corpus(officers[1], contact, 7_000_001), count(FIRST)
    server_of, given_before = {}, set()

    async def blocks():
        server = server_of["it"] = CarelessServer(chance, good)
        clock = JumpingClock(MORNING, seconds=asyncio.get_running_loop().time)
        for block in range(0, BLOCKS, 2):
            leave_behind(block)
            async with running(an_app(server, db, tmp_path, clock)) as tasks:
                for _ in range(2):
                    await one_block(server, tasks)

    def leave_behind(block):
        with db.transaction() as session:
            for number, raw in enumerate(LEFT_BEHIND):
                values = (-1000 * (block + 1) - number, raw)
                session.connection().exec_driver_sql(
                    "INSERT INTO inbox (bot_id, update_id, lane, raw, state, tries, received_at)"
                    " VALUES (4242, ?, 0, ?, 'new', 0, '2025-06-20 00:00:00')",
                    values,
                )

    async def one_block(server, tasks):
        to_be_answered, to_be_parked = [], []
        for number in ids:
            if number % 10 == 0:
                raw = in_bytes(message(number, good, "/help"), chance)
                to_be_answered.append(number)
            else:
                raw = in_bytes(mutated({"update_id": number, **chance.choice(kinds)}, chance), chance)
                if (given := unreadable(raw)) is not None:
                    to_be_parked.append(given)
            server.add({"update_id": number, "raw": raw})
            if number % (UPDATES // BLOCKS) == 0:
                break
        await settled(server)
        assert not any(task.done() for task in tasks)
        assert [number for number in to_be_answered if not answered(number)] == []
        states = dict(rows(db, "SELECT update_id, state FROM inbox"))
        assert [number for number in to_be_parked if states.get(number) != "parked"] == []

    def unreadable(raw):
        """The id under which it must have been parked, where it names one and the library cannot read the rest."""
        update = lenient_json.read(raw)
        number = raw_updates.id_of(update)
        if number is None or rows(db, "SELECT 1 FROM inbox WHERE update_id = ?", number) or number in given_before:
            return None  # taken for one that came before
        given_before.add(number)
        try:
            return number if Update.de_json(raw_updates.read(lenient_json.write(update)), None) is None else None
        except Exception:
            return number

    async def settled(server):
        async with asyncio.timeout(SETTLED_WITHIN):
            while (  # noqa: ASYNC110 - it is the database that settles
                server.pending
                or rows(db, "SELECT 1 FROM inbox WHERE state = 'new' LIMIT 1")
                or rows(db, "SELECT 1 FROM outbox WHERE state IN ('new', 'sending') LIMIT 1")
            ):
                await asyncio.sleep(5)

    def answered(number):
        said = "SELECT o.state FROM outbox o JOIN inbox i ON o.key = i.id || ':0' WHERE i.update_id = ?"
        return ("sent",) in rows(db, said, number)

    logging.disable()  # thousands of tracebacks, which cost more than all the rest
    try:
        run_in_quick_time(blocks())
    finally:
        logging.disable(logging.NOTSET)
    assert server_of["it"].left == 0
    assert rows(db, "SELECT count(*) FROM inbox WHERE state = 'parked' AND error IS NULL") == [(0,)]
    assert len(rows(db, "SELECT DISTINCT error FROM inbox WHERE state = 'parked'")) > 500

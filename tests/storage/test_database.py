"""One writer, readers beside it, each with the picture of one moment."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage.tables import Counter, Person


def counters(session):
    return len(session.exec(select(Counter)).all())


def add(session, year):
    session.add(Counter(noun="inspection", year=year, last=1))


def add_one_twice(database):
    with database.transaction() as session:
        add(session, 2025)
        session.flush()
        session.execute(text("INSERT INTO counter (noun, year, last) VALUES ('inspection', 2025, 1)"))


def test_a_transaction_is_all_or_nothing(database):
    with pytest.raises(IntegrityError):
        add_one_twice(database)
    with database.snapshot() as session:
        assert counters(session) == 0


def test_a_reader_keeps_the_picture_it_began_with_and_holds_up_no_writer(database):
    with database.snapshot() as reader:
        assert counters(reader) == 0
        with database.transaction() as writer:
            add(writer, 2025)
        assert counters(reader) == 0
    with database.snapshot() as reader:
        assert counters(reader) == 1


def test_what_a_reader_returns_can_be_used_afterwards(database):
    with database.transaction() as session:
        session.add(Person(name="李示例"))
    found = asyncio.run(database.read(lambda session: session.exec(select(Person)).one()))
    assert found.name == "李示例"


def test_a_second_writer_waits_for_the_first(database):
    """Otherwise a read that turns into a write would fail at once (SQLITE_BUSY_SNAPSHOT)."""

    async def two_turns():
        def turn(session):
            before = counters(session)
            add(session, 2000 + before)
            return before

        return await asyncio.gather(*(database.write(turn) for _ in range(20)))

    assert sorted(asyncio.run(two_turns())) == list(range(20))


def test_what_is_committed_survives_a_power_cut_and_foreign_keys_are_on(database):
    with database.snapshot() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}

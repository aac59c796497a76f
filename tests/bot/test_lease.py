"""One bot a database: who comes second is told so, the dead are followed at once, whoever lost the lease ends."""

import asyncio
import os
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

import bot.run.lease
from bot.console import CommandFailed
from bot.run.lease import LASTS, RENEWED_AFTER, WATCHED, Lease
from bot.run.lock_file import only_one
from storage.database import Database
from storage.queries.running import lease_row

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 6, 20, 4, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


class Died(BaseException):
    """In place of the end of the process."""


@pytest.fixture(autouse=True)
def deaths(monkeypatch):
    """The reasons for which a process ended."""
    reasons = []

    def die(why):
        reasons.append(why)
        raise Died

    monkeypatch.setattr(bot.run.lease, "die", die)
    return reasons


class Machine:
    """A clock that a test sets, and what happens while somebody waits."""

    def __init__(self, database) -> None:
        self.now, self.seconds, self.waits = NOON, 0.0, 0
        self.database, self.meanwhile = database, lambda: None

    async def sleep(self, seconds: float) -> None:
        self.waits += 1
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)
        await asyncio.to_thread(self.meanwhile)

    def lease(self, lock=None, url=None) -> Lease:
        """Of a process of its own, which has its own connections."""
        db = Database(url or self.database.engine.url.render_as_string())
        return Lease(db, lock, ZONE, now=lambda: self.now, sleep=self.sleep, monotonic=lambda: self.seconds)


@pytest.fixture
def machine(database):
    return Machine(database)


def taken(*leases: Lease) -> None:
    for lease in leases:
        asyncio.run(lease.take())


def row(machine):
    with machine.database.snapshot() as session:
        return lease_row.present(session)


def change(machine, **values) -> None:
    with machine.database.transaction() as session:
        held = lease_row.present(session)
        for name, value in values.items():
            setattr(held, name, value)
        session.add(held)


# --- who gets it -------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_at_once_who_has_it(machine):
    taken(machine.lease())
    with pytest.raises(CommandFailed) as told:
        taken(machine.lease())
    assert re.fullmatch(
        rf"已有一个销号在用这个数据库：主机 \S+，进程 {os.getpid()}，自 6月20日 12:00。请先停掉那一个。",
        str(told.value),
    )
    assert machine.waits == 0


def test_what_was_given_back_is_free_at_once(machine):
    first = machine.lease()
    taken(first)
    asyncio.run(first.release())
    assert row(machine) is None
    taken(machine.lease())
    assert machine.waits == 0


def test_of_two_that_saw_the_same_one_gets_it(machine):
    first, second = machine.lease(), machine.lease()
    with machine.database.transaction() as session:
        assert lease_row.take(session, first._row(), instead_of=None)
    with machine.database.transaction() as session:
        assert not lease_row.take(session, second._row(), instead_of=None)
    seen = row(machine)
    change(machine, beat=1)
    with machine.database.transaction() as session:
        assert not lease_row.take(session, second._row(), instead_of=seen)
    assert row(machine).holder == first.id


# --- after a crash -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("other_folder", [False, True])
def test_a_killed_holder_on_this_machine_is_followed_at_once_from_whichever_folder(machine, tmp_path, other_folder):
    with only_one(tmp_path / "a") as lock:
        taken(machine.lease(lock))
    with only_one(tmp_path / ("b" if other_folder else "a")) as lock:
        taken(machine.lease(lock))
    assert machine.waits == 0


def test_a_holder_that_died_after_naming_itself_and_before_taking_the_lease_hides_nobody(machine, tmp_path):
    with only_one(tmp_path) as lock:
        taken(machine.lease(lock))
    with only_one(tmp_path) as lock:
        lock.add("killed here")
    with only_one(tmp_path) as lock:
        taken(machine.lease(lock))


def test_a_holder_whose_folder_is_locked_lives(machine, tmp_path):
    with only_one(tmp_path / "a") as lock, only_one(tmp_path / "b") as other:
        taken(machine.lease(lock))
        with pytest.raises(CommandFailed):
            taken(machine.lease(other))


def test_a_lock_file_of_the_same_name_that_names_somebody_else_proves_nothing(machine, tmp_path):
    """As in two containers, each with its own /data."""
    with only_one(tmp_path) as lock:
        taken(machine.lease(lock))
    (tmp_path / "lock").write_text("another\n")
    with only_one(tmp_path) as lock, pytest.raises(CommandFailed):
        taken(machine.lease(lock))


def test_a_holder_elsewhere_that_crashed_is_followed_when_its_time_has_run_out(machine):
    taken(machine.lease())
    machine.now += LASTS + timedelta(seconds=1)
    taken(machine.lease())
    assert machine.waits == 1  # it was watched


# --- clocks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [A_DAY, -A_DAY])
def test_a_clock_that_jumps_takes_the_lease_from_nobody_who_lives(machine, jump):
    holder = machine.lease()
    taken(holder)
    machine.now += jump

    def renews():
        with holder.db.transaction() as session:
            lease_row.renew(session, holder.id, machine.now + LASTS)

    machine.meanwhile = renews
    with pytest.raises(CommandFailed, match="已有一个销号"):
        taken(machine.lease())
    assert machine.waits == 1


@pytest.mark.parametrize("jump", [A_DAY, -A_DAY, -365 * A_DAY])
def test_a_clock_that_jumps_keeps_the_lease_of_the_dead_for_nobody(machine, jump):
    taken(machine.lease())
    machine.now += jump
    successor = machine.lease()
    taken(successor)
    assert row(machine).holder == successor.id


def test_it_is_renewed_often_enough(machine):
    assert LASTS.total_seconds() > RENEWED_AFTER * 2
    assert RENEWED_AFTER < WATCHED
    holder = machine.lease()
    taken(holder)

    def enough():
        if machine.waits > 3:
            raise Died

    machine.meanwhile = enough
    with pytest.raises(Died):
        asyncio.run(holder.keep())
    assert row(machine).beat == 3
    assert row(machine).until == machine.now - timedelta(seconds=RENEWED_AFTER) + LASTS


# --- the fence ---------------------------------------------------------------------------------------------


@pytest.fixture
def suspended(machine):
    """It slept for minutes; another one serves the database now."""
    first = machine.lease()
    taken(first)
    machine.now += timedelta(minutes=5)
    machine.seconds += 300
    taken(machine.lease())
    return first


def test_who_lost_the_lease_ends_before_it_writes(suspended, machine, deaths):
    wrote = []
    with pytest.raises(Died):
        asyncio.run(suspended.db.write(wrote.append))
    assert wrote == []
    assert str(os.getpid()) in deaths[0].values["pid"]


def test_who_lost_the_lease_ends_before_it_sends(suspended, deaths):
    with pytest.raises(Died):
        asyncio.run(suspended.db.make_sure_after_a_pause())
    assert deaths


def test_who_has_the_lease_asks_once_a_transaction_and_before_a_call_only_after_a_pause(machine):
    holder, said = machine.lease(), []
    taken(holder)
    event.listen(holder.db.engine, "before_cursor_execute", lambda *about: said.append(about[2]))
    asked = lambda: len([words for words in said if "lease" in words])  # noqa: E731
    asyncio.run(holder.db.make_sure_after_a_pause())
    assert asked() == 0
    with holder.db.transaction():
        pass
    assert asked() == 1
    machine.seconds += WATCHED + 1
    asyncio.run(holder.db.make_sure_after_a_pause())
    asyncio.run(holder.db.make_sure_after_a_pause())
    assert asked() == 2


def test_a_bot_that_lost_the_lease_answers_nobody(office, deaths):
    async def body(office):
        with office.app.db.transaction() as session:
            held = lease_row.present(session)
            held.holder = "another"
            session.add(held)
        before = len(office.calls("sendMessage"))
        office.li.send("/status")
        await office.until(lambda: deaths)
        assert len(office.calls("sendMessage")) == before
        assert office.rows("SELECT count(*) FROM inbox WHERE state = 'done'") == [(0,)]
        office.app.lease.held, office.app.db.fence = False, None

    office(body)

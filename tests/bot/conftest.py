"""The whole bot in this process, talking HTTP to a sandbox: the example's people, a frozen clock, failures on order."""

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from telegram.error import TimedOut

from bot.run import delivery, intake, network, retry_locked
from bot.run.app import App
from campaigns.load import load_pack
from demo import DemoPerson, fill
from sandbox.failures import GAVE_UP
from sandbox.phone import PATIENCE
from sandbox.server import Sandbox
from sandbox.world import Person
from storage.audit_head import HeadFile
from storage.database import Database
from storage.files import Files
from tests.clocks import JumpingClock

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2025, 6, 20, 8, 30, tzinfo=ZONE)
"""Before nine nobody is nudged."""
TOKEN = "4242:canary-AAAAbbbbCCCCddddEEEEffff"


@pytest.fixture(scope="session")
def example(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[DemoPerson]]:
    """A database with the plan, its people and an invented past, to copy; and its people."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("example") / "xiaohao.db"))
    db = Database(f"sqlite:///{file}")
    with db.transaction() as session:
        people = fill(session, load_pack("shizhu-2025"), MORNING, history=True)
    db.close()
    return file, people


class Office:
    """The bot and everybody's phones. `await office.app.start()`, or call its parts one by one."""

    address: str

    def __init__(self, folder: Path, people: list[DemoPerson]) -> None:
        self.folder, self.people = folder, people
        self.sandbox = Sandbox(
            JumpingClock(MORNING, seconds=lambda: 0.0), [Person(one.telegram_id, one.name) for one in people], TOKEN
        )
        self.faults = self.sandbox.faults
        self.faults.hasty = True
        self.li, self.leader, self.contact, self.admin, self.wang = (
            self.sandbox.person(one.telegram_id) for one in people[:5]
        )

    def wire(self) -> App:
        """A new bot on the same database, as after a restart."""
        db = Database(f"sqlite:///{self.folder / 'xiaohao.db'}")
        event.listen(db.engine, "connect", _do_not_wait_for_locks)
        files, head = Files(self.folder / "files"), HeadFile(self.folder / "audit-head.json")
        self.app = App(TOKEN, self.address, db, files, self.sandbox.clock, ZONE, head)
        return self.app

    async def close(self) -> None:
        await self.app.stop()
        self.app.db.close()

    async def restart(self) -> None:
        await self.close()
        await self.wire().start()

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call for call in self.sandbox.api.calls if call["method"] == method]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "xiaohao.db")) as db:
            return db.execute(query, values).fetchall()

    async def until(self, holds: Callable[[], object]) -> None:
        """Waits for a condition, looking again at whatever happens in the world."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                try:
                    async with asyncio.timeout(0.01):
                        await self.sandbox.world.feed.news()
                except TimeoutError:
                    pass

    async def all_sent(self) -> None:
        await self.until(lambda: not self.rows("SELECT 1 FROM outbox WHERE state IN ('new', 'sending')"))

    async def clock_moves_to(self, moment: datetime) -> None:
        """What is due is said, and what was put off until then is tried again."""
        await self.sandbox.move_clock(moment)
        await self.app.tick()
        self.app.delivery.wake()


DO_REQUEST = network.AiohttpRequest.do_request


async def _gives_up_at_once(self: network.AiohttpRequest, *given: Any, **named: Any) -> tuple[int, bytes]:
    """What the sandbox will never answer is a wait in vain, however long an answer takes on a busy machine."""
    status, payload = await DO_REQUEST(self, *given, **named)
    if status == GAVE_UP:
        raise TimedOut
    return status, payload


def _do_not_wait_for_locks(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA busy_timeout = 1")


@pytest.fixture
def office(
    example: tuple[Path, list[DemoPerson]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Callable[..., Office]:
    """`office(body)` runs `await body(office)` in a fresh office; `started=False` leaves starting to the body."""
    monkeypatch.setattr(retry_locked, "LONGEST_PAUSE", 0.005)
    monkeypatch.setattr(delivery, "PER_SECOND", 1000)
    monkeypatch.setattr(network.AiohttpRequest, "do_request", _gives_up_at_once)
    monkeypatch.setattr(intake, "AGAIN_SECONDS", 0)
    monkeypatch.setattr(intake, "CONFLICT_SECONDS", 0)
    caplog.set_level(logging.INFO)

    def run(body: Callable[[Office], Coroutine[Any, Any, None]], *, started: bool = True) -> Office:
        file, people = example
        shutil.copy(file, tmp_path / "xiaohao.db")
        new = Office(tmp_path, people)
        asyncio.run(_run(new, body, started))
        assert TOKEN not in caplog.text, "the token is in the log"
        return new

    return run


async def _run(office: Office, body: Callable[[Office], Coroutine[Any, Any, None]], started: bool) -> None:
    async with _open(office):
        if started:
            await office.app.start()
        await body(office)


@asynccontextmanager
async def _open(office: Office) -> AsyncIterator[None]:
    office.address = await office.sandbox.start()
    office.wire()
    try:
        yield
    finally:
        await office.close()
        await office.sandbox.stop()

"""The real bot as a process of its own that is killed again and again, beside a sandbox that lives on.

async with Town(folder) as town:
    await town.dies_at("turn committed", 3)
    await town.dies_within(1.5, once_up=True)
    await town.comes_to_rest()
"""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.load import load_pack
from demo import DemoPerson, fill
from sandbox.movable_clock import MovableClock
from sandbox.phone import PATIENCE
from sandbox.server import Sandbox
from sandbox.world import Person
from storage.database import Database
from storage.migrate import upgrade
from tests.crash.ledger import Ledger
from tests.crash.people import GaveUp, Leader, Officer, Somebody

ROOT = Path(__file__).parents[2]
TOKEN = "77:crash-test-token-0123456789"
BEGINS = datetime(2025, 6, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A working morning: the first tick has digests to send."""


def fill_example(folder: Path) -> list[DemoPerson]:
    """A database with the plan and its invented past, made once and copied for each town."""
    db = Database(f"sqlite:///{folder / 'xiaohao.db'}")
    upgrade(db)
    with db.transaction() as session:
        people = fill(session, load_pack("shizhu-2025"), BEGINS, history=True)
    db.close()
    return people


class Town:
    def __init__(self, example: Path, people: list[DemoPerson], folder: Path, officers: int) -> None:
        self.folder, self.ledger, self.enough = folder, Ledger(), asyncio.Event()
        shutil.copy(example / "xiaohao.db", self.database)
        self.sandbox = Sandbox(MovableClock(BEGINS), [Person(one.telegram_id, one.name) for one in people], TOKEN)
        self.sandbox.api.calls = deque()  # all of them
        self.people = list(self._somebodies(people, officers))
        self.kills = 0
        self.process: asyncio.subprocess.Process | None = None

    def _somebodies(self, people: list[DemoPerson], officers: int) -> list[Somebody]:
        chosen = [one for one in people if one.role == "officer"][:officers]
        leader = next(one for one in people if one.role == "leader")
        return [
            *(Officer(self.sandbox.person(one.telegram_id), one.name, self.ledger, self.enough) for one in chosen),
            Leader(self.sandbox.person(leader.telegram_id), leader.name, self.ledger, self.enough),
        ]

    @property
    def database(self) -> Path:
        return self.folder / "xiaohao.db"

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    async def __aenter__(self) -> "Town":
        self.address = await self.sandbox.start()
        self.lives = asyncio.gather(*(one.live() for one in self.people))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.lives.cancel()
        await asyncio.gather(self.lives, return_exceptions=True)
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        await self.sandbox.stop()

    # --- the process -------------------------------------------------------------------------------------

    async def _start(self, kill_at: str = "") -> asyncio.subprocess.Process:
        environment = {
            **os.environ,
            "XIAOHAO_TOKEN": TOKEN,
            "XIAOHAO_API_BASE": self.address,
            "XIAOHAO_DATA_DIR": str(self.folder),
            "XIAOHAO_KILL_AT": kill_at,
        }
        with self.log.open("ab") as log:
            command = (sys.executable, "-m", "tests.crash.bot_process", self.sandbox.clock().isoformat())
            self.process = await asyncio.create_subprocess_exec(
                *command, env=environment, cwd=ROOT, stdout=log, stderr=log
            )
        return self.process

    async def dies_at(self, point: str, times: int, within: float = PATIENCE) -> None:
        """Runs until the named point has been reached so many times, where the process kills itself."""
        process = await self._start(f"{point}:{times}")
        async with asyncio.timeout(within):
            await self._death(process)

    async def runs_calmly(self, work: Awaitable[object]) -> None:
        """A run that nobody disturbs, until `work` is done and nothing waits."""
        process = await self._start()
        async with self._patience():
            await self._up(process)
            await self._until_rest(work)
        await self._stop(process)

    async def may_die_at(self, point: str, times: int, work: Awaitable[None]) -> bool:
        """Does `work`; whether the process reached the point meanwhile and killed itself. The work then goes on in a
        new one."""
        process = await self._start(f"{point}:{times}")
        working = asyncio.ensure_future(self._until_rest(work))
        ended = asyncio.ensure_future(process.wait())
        async with self._patience():
            await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await self._stop(process)
        died = await ended == -signal.SIGKILL
        if died:
            self.kills += 1
            await self.runs_calmly(working)
        await working
        return died

    @asynccontextmanager
    async def _patience(self) -> AsyncIterator[None]:
        """Raises GaveUp, and says who waits for what and how that talk ended."""
        try:
            async with asyncio.timeout(PATIENCE):
                yield
        except TimeoutError:
            waiting = [
                f"{one.name} waits for {one.waits_for}:\n" + "\n".join(one.phone.transcript().splitlines()[-20:])
                for one in self.people
                if one.waits_for
            ]
            raise GaveUp("\n".join(["not at rest", *waiting])) from None

    async def _up(self, process: asyncio.subprocess.Process) -> None:
        """Until its first call."""
        made = len(self.sandbox.api.calls)
        while len(self.sandbox.api.calls) == made and process.returncode is None:
            await self._something_happens()

    async def _until_rest(self, work: Awaitable[object]) -> None:
        await work
        while self._busy():
            await self._something_happens()

    async def _stop(self, process: asyncio.subprocess.Process) -> None:
        process.terminate()
        code = await process.wait()
        if code not in (0, -signal.SIGKILL):
            raise RuntimeError(f"the bot did not stop cleanly ({code}):\n{self.log.read_text()[-3000:]}")

    async def dies_within(self, seconds: float, *, once_up: bool) -> None:
        """Killed from outside after so long, wherever it is; `once_up` counts from its first call."""
        process = await self._start()
        if once_up:
            await self._up(process)
        try:
            async with asyncio.timeout(seconds):
                await self._death(process)
        except TimeoutError:
            process.kill()
            await process.wait()
            self.kills += 1

    async def _death(self, process: asyncio.subprocess.Process) -> None:
        """Somebody who gives up, or a bot that stops by itself, ends the test at once."""
        ended = asyncio.ensure_future(process.wait())
        either: set[asyncio.Future[Any]] = {ended, self.lives}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self.lives.done():
            self.lives.result()
        code = await ended
        if code != -signal.SIGKILL:
            raise RuntimeError(f"the bot ended by itself ({code}):\n{self.log.read_text()[-3000:]}")
        self.kills += 1

    async def comes_to_rest(self) -> None:
        """A last run that nobody disturbs: people finish what they are at, all is sent, the process is stopped."""
        self.enough.set()
        await self.runs_calmly(self.lives)
        await self.sends_the_rest()

    async def sends_the_rest(self) -> None:
        """What a last tick said just before the stop waits on disk for the next run."""
        while self._busy():
            await self.runs_calmly(asyncio.sleep(0))

    async def _something_happens(self) -> None:
        try:
            async with asyncio.timeout(0.1):
                await self.sandbox.world.feed.news()
        except TimeoutError:
            pass

    def _busy(self) -> bool:
        waiting = """SELECT (SELECT count(*) FROM inbox WHERE state = 'new')
            + (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))
            + (SELECT count(*) FROM job WHERE state = 'new')"""
        with closing(sqlite3.connect(self.database)) as db:
            return bool(db.execute(waiting).fetchone()[0]) or bool(len(self.sandbox.world.updates))

    def half_a_day_passes(self) -> None:
        """Between two runs, so that new digests fall due. (After a whole day Telegram would forget updates.)"""
        self.sandbox.clock.move_to(self.sandbox.clock() + timedelta(hours=12))

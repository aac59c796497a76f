"""The program, wired together: intake → inbox → lanes → turns → outbox → delivery, and the tick beside them."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from warnings import filterwarnings
from zoneinfo import ZoneInfo

from telegram import Bot
from telegram.warnings import PTBUserWarning

from bot.clock import Clock
from bot.run import failpoints
from bot.run.commands_shown import introduce
from bot.run.connecting import connect
from bot.run.delivery import Delivery
from bot.run.housekeeping import Housekeeping
from bot.run.intake import Intake
from bot.run.jobs import Jobs
from bot.run.keep_running import Loops
from bot.run.lanes import Lanes
from bot.run.lease import Lease
from bot.run.lock_file import LockFile
from bot.run.network import AiohttpRequest
from bot.run.ticking import Tick
from handlers.door.edge import Edge
from handlers.turn.routes import load_conversations
from schedules.tick import every_minute
from storage.audit_head import HeadFile
from storage.database import Database, OperationalError
from storage.files import Files

log = logging.getLogger("xiaohao")

# `getUpdates` is asked for by name because we want the raw answer; the library would rather parse it for us.
filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)


class App:
    """One bot on one database. `start()`, then `wait()` until it fails or `stop()` ends it."""

    def __init__(
        self,
        token: str,
        api_base: str,
        db: Database,
        files: Files,
        clock: Clock,
        zone: ZoneInfo,
        audit_head: HeadFile,
        lock: LockFile | None = None,
    ) -> None:
        load_conversations()
        self.db, self.clock, self.zone = db, clock, zone
        self.failpoint = failpoints.from_environment()
        self.lease = Lease(db, lock, zone)
        self.bot = bot = build_bot(token, api_base)
        self.delivery = Delivery(bot, db, files, clock, self.failpoint, zone)
        self.loops = Loops()
        self.jobs = Jobs(db, files, clock, self.delivery.wake, self.failpoint, zone, self.loops)
        self.edge = Edge(db, files, bot, clock, zone, self._committed, self.failpoint)
        self.lanes = Lanes(db, bot, self.edge.take)
        self.intake = Intake(bot, db, clock, self.lanes.wake, self.failpoint)
        self.every_minute = Tick(db, clock, zone, Housekeeping(db, audit_head, zone), self._nudged, self.loops)
        self.tasks: list[asyncio.Task[None]] = []
        self.stop_ticking: Callable[[], None] = lambda: None

    async def start(self) -> None:
        await self.lease.take()
        self.tasks = [asyncio.create_task(self.lease.keep())]
        await connect(self.bot)
        await introduce(self.bot, self.db.language)
        loops = {"delivery": self.delivery.run, "jobs": self.jobs.run, "lanes": self.lanes.run}
        self.tasks += [asyncio.create_task(self.loops.keep_running(name, loop)) for name, loop in loops.items()]
        self.tasks.append(asyncio.create_task(self.intake.run()))
        self.stop_ticking = partial(every_minute(self.tick).shutdown, wait=False)
        await self.tick()

    async def wait(self) -> None:
        """Returns when a part has failed for good, with its error."""
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled():
                task.result()

    async def stop(self) -> None:
        """Nothing new is taken in; turns and calls in flight finish; the rest stays on disk."""
        self.stop_ticking()
        self.jobs.leave()
        for task in self.tasks[-1:]:  # the intake
            task.cancel()
        await self.lanes.stop()
        await self.delivery.stop()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        with suppress(OperationalError):  # what is not given back now, its lock file gives back
            await self.lease.release()
        with suppress(Exception):
            await self.bot.shutdown()

    async def tick(self) -> None:
        self.lanes.wake()  # for updates that failed and are to be tried again
        await self.every_minute.do()
        self.delivery.wake()

    def _nudged(self) -> None:
        self.failpoint("nudges claimed")
        self.delivery.wake()

    def _committed(self) -> None:
        self.delivery.wake()
        self.jobs.wake()


def build_bot(token: str, api_base: str) -> Bot:
    """Only the library's client: updates are taken in, lined up and answered by ourselves (docs/decisions, 0001)."""
    return Bot(
        token,
        base_url=f"{api_base}/bot",
        base_file_url=f"{api_base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2),
    )

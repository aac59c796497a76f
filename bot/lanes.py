"""Lanes: each chat's updates strictly in order, different chats side by side.

Only the head of a lane runs, so a chat that sends a hundred messages takes one place, not a hundred.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

import orjson
from telegram import Bot, Update

from bot.patience import patiently, pause_after
from handlers.edge import Received
from storage.database import Database
from storage.queries import inbox

log = logging.getLogger("xiaohao.lanes")

PLACES = 64


@dataclass(frozen=True)
class Waiting:
    inbox_id: int
    update_id: int
    raw: str
    lane: int = 0


class Lanes:
    """Takes up what is in the inbox, from the last run too, and hands it to `process` lane by lane."""

    def __init__(self, db: Database, bot: Bot, process: Callable[[Received], Awaitable[None]]) -> None:
        self.db, self.bot, self.process = db, bot, process
        self.queues: dict[int, deque[Waiting]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.places = asyncio.Semaphore(PLACES)
        self.more = asyncio.Event()
        self.more.set()
        self.seen = 0
        self.stopping = asyncio.Event()

    def wake(self) -> None:
        self.more.set()

    async def run(self) -> None:
        while not self.stopping.is_set():
            await self.more.wait()
            self.more.clear()
            for row in await patiently(lambda: self.db.read(lambda session: inbox.waiting_after(session, self.seen))):
                self.seen = row.id
                self._queue(Waiting(row.id, row.update_id, row.raw, row.lane))

    def _queue(self, waiting: Waiting) -> None:
        lane = waiting.lane
        if lane in self.queues:
            self.queues[lane].append(waiting)
            return
        self.queues[lane] = deque([waiting])
        task = asyncio.create_task(self._run_lane(lane))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _run_lane(self, lane: int) -> None:
        queue = self.queues[lane]
        while queue:
            async with self.places:
                if self.stopping.is_set():
                    return
                await self._take(queue[0])
            queue.popleft()
        del self.queues[lane]

    async def _take(self, waiting: Waiting) -> None:
        """One update to its end. A database that cannot take it now is asked again, ever more slowly."""
        for tries in count(1):
            received = Received(waiting.inbox_id, waiting.update_id, self._read(waiting), waiting.lane)
            await self.process(received)
            if received.put_off is None:
                return
            log.warning("update %s waits (%s, try %s)", waiting.update_id, received.put_off, tries)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_after(tries)):
                    await self.stopping.wait()
            if self.stopping.is_set():
                return

    def _read(self, waiting: Waiting) -> Update | None:
        try:
            return Update.de_json(orjson.loads(waiting.raw), self.bot)
        except Exception as error:  # whatever is in there; its text may quote the update, which belongs in no log
            log.error("update %s cannot be read (%s)", waiting.update_id, type(error).__name__)
            return None

    async def stop(self) -> None:
        """Turns in flight finish; what waits behind them stays on disk."""
        self.stopping.set()
        self.more.set()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=20)

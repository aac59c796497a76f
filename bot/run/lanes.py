"""Lanes: each chat's updates strictly in order, different chats side by side.

Only the head of a lane runs, so a chat that sends a hundred messages takes one place, not a hundred. Strangers have few
places, of their own: however many of them write, they keep no member waiting.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from telegram import Bot, Update

from bot.run import raw_updates
from bot.run.retry_locked import patiently, pause_after
from handlers.door.edge import Received
from storage.database import Database, OperationalError, Session
from storage.queries.messages import inbox
from storage.queries.messages.known_chats import known_chats

log = logging.getLogger("xiaohao.lanes")

PLACES = 64
PLACES_FOR_STRANGERS = 4


@dataclass(frozen=True)
class WaitingUpdate:
    inbox_id: int
    update_id: int
    raw: str
    lane: int = 0


class Lanes:
    """Takes up what is in the inbox, from the last run too, and hands it to `process` lane by lane."""

    def __init__(self, db: Database, bot: Bot, process: Callable[[Received], Awaitable[None]]) -> None:
        self.db, self.bot, self.process = db, bot, process
        self.queues: dict[int, deque[WaitingUpdate]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.places = asyncio.Semaphore(PLACES)
        self.places_for_strangers = asyncio.Semaphore(PLACES_FOR_STRANGERS)
        self.more = asyncio.Event()
        self.seen = 0
        self.stopping = asyncio.Event()

    def wake(self) -> None:
        self.more.set()

    async def run(self) -> None:
        while not self.stopping.is_set():
            self.more.clear()
            for waiting, known in await patiently(lambda: self.db.read(self._waiting)):
                self.seen = waiting.inbox_id
                self._queue(waiting, self.places if known else self.places_for_strangers)
            await self.more.wait()

    def _waiting(self, session: Session) -> list[tuple[WaitingUpdate, bool]]:
        """What has come since, each with whether it is from somebody known."""
        rows = inbox.waiting_after(session, self.seen)
        known = known_chats(session, (row.lane for row in rows))
        return [(WaitingUpdate(row.id, row.update_id, row.raw, row.lane), row.lane in known) for row in rows]

    def _queue(self, waiting: WaitingUpdate, places: asyncio.Semaphore) -> None:
        lane = waiting.lane
        if lane in self.queues:
            self.queues[lane].append(waiting)
            return
        self.queues[lane] = deque([waiting])
        task = asyncio.create_task(self._run_lane(lane, places))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _run_lane(self, lane: int, places: asyncio.Semaphore) -> None:
        queue = self.queues[lane]
        while queue:
            async with places:
                if self.stopping.is_set():
                    return
                await self._take(queue[0])
            queue.popleft()
        del self.queues[lane]

    async def _take(self, waiting: WaitingUpdate) -> None:
        """One update to its end. A database that cannot take it now is asked again, ever more slowly."""
        for tries in count(1):
            why = await self._try(waiting)
            if why is None:
                return
            log.warning("update %s waits (%s, try %s)", waiting.update_id, why, tries)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_after(tries)):
                    await self.stopping.wait()
            if self.stopping.is_set():
                return

    async def _try(self, waiting: WaitingUpdate) -> str | None:
        """None once it has been dealt with, else why it has to wait."""
        try:
            await self.process(Received(waiting.inbox_id, waiting.update_id, self._read(waiting), waiting.lane))
        except OperationalError as error:
            return type(error.orig).__name__
        except Exception as error:  # a lane that died would take whatever comes after, and answer nothing
            log.exception("update %s could not be taken", waiting.update_id)
            return type(error).__name__
        return None

    def _read(self, waiting: WaitingUpdate) -> Update | None:
        try:
            return Update.de_json(raw_updates.read(waiting.raw), self.bot)
        except Exception as error:  # whatever is in there; its text may quote the update, which belongs in no log
            log.error("update %s cannot be read (%s)", waiting.update_id, type(error).__name__)
            return None

    async def stop(self) -> None:
        """Turns in flight finish; what waits behind them stays on disk."""
        self.stopping.set()
        self.more.set()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=20)

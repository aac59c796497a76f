"""Intake: fetches raw updates, puts them on disk, and only then confirms them.

python-telegram-bot's own `Updater` confirms a batch that is only in memory; a crash then loses it.
"""

import asyncio
import logging
from asyncio import sleep
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.run import raw_updates
from bot.run.delivery import seconds_of
from bot.run.network import NO_ANSWER
from bot.run.retry_locked import patiently, pause_after
from storage.database import Database
from storage.queries.messages import inbox

log = logging.getLogger("xiaohao.intake")

POLL_SECONDS = 25
STUCK_SECONDS = 150
AGAIN_SECONDS = 1.0
CONFLICT_SECONDS = 3.0
LONGEST_NAP = 300.0
"""Seconds between two polls at most, whatever the server asks for."""
REFUSALS = 5
"""One refusal may come from something between us and the server; after so many in a row getMe is asked."""
QUIET = timedelta(hours=1)
"""After a week without updates Telegram may begin with a lower id, so an old offset would skip updates. A call without
an offset costs nothing: what was confirmed does not come again."""


class Intake:
    """One long poll after another. `stored` is called when new updates are on disk."""

    def __init__(
        self,
        bot: Bot,
        db: Database,
        clock: Clock,
        stored: Callable[[], None],
        failpoint: Callable[[str], None],
    ) -> None:
        self.bot, self.db, self.clock, self.stored, self.failpoint = bot, db, clock, stored, failpoint
        self.offset: int | None = None
        self.last_batch = clock(), clock.seconds()
        self.refusals = self.failures = 0
        self.answers: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled, or until the token turns out to be refused. Nothing else ends it: then nobody was heard."""
        while True:
            try:
                await self.take_batch()
                self.refusals = self.failures = 0
            except (InvalidToken, EndPointNotFound):  # the library calls a refused token an unknown method
                await self._refused()
            except RetryAfter as error:
                await sleep(min(seconds_of(error.retry_after), LONGEST_NAP))
            except Conflict:
                log.warning("another process is polling with the same token; waiting for it to stop")
                await sleep(CONFLICT_SECONDS)
            except (TelegramError, TimeoutError) as error:
                log.warning("polling failed (%s), trying again", type(error).__name__)
                await sleep(AGAIN_SECONDS)
            except Exception as error:  # its text may quote an update, which belongs in no log
                self.failures += 1
                log.error("polling failed unexpectedly (%s, %s in a row)", type(error).__name__, self.failures)
                await sleep(pause_after(self.failures))

    async def _refused(self) -> None:
        """Raises InvalidToken when the server goes on refusing, and refuses getMe too."""
        self.refusals += 1
        log.warning("the server does not know this bot or this method (%s in a row)", self.refusals)
        if self.refusals < REFUSALS:
            await sleep(AGAIN_SECONDS * 2 ** (self.refusals - 1))
            return
        try:
            await self.bot.get_me()
        except (InvalidToken, EndPointNotFound):
            raise InvalidToken from None
        except Exception as error:
            log.warning("getMe failed (%s)", type(error).__name__)
        self.refusals = 0
        await sleep(AGAIN_SECONDS)

    async def take_batch(self) -> None:
        if self._was_quiet():
            self.offset = None
        async with asyncio.timeout(STUCK_SECONDS):
            batch = await self._poll()
        if not batch:
            return
        self.failpoint("batch fetched")
        now = self.clock()
        rows = [raw_updates.row(update) for update in batch]
        new = await patiently(lambda: self.db.write(lambda session: inbox.keep(session, self.bot.id, rows, now)))
        self.failpoint("batch stored")
        self.offset = raw_updates.offset_after(batch, self.offset)
        self.last_batch = now, self.clock.seconds()
        self.stored()
        for query_id in filter(None, map(raw_updates.pressed, batch)):
            self._answer_press(query_id)
        if not new:
            await sleep(AGAIN_SECONDS)  # the server repeats what cannot be confirmed

    def _was_quiet(self) -> bool:
        """By the date or by the seconds: the one may have jumped, the others stand still while a machine sleeps."""
        moment, second = self.last_batch
        return self.clock() - moment > QUIET or self.clock.seconds() - second > QUIET.total_seconds()

    async def _poll(self) -> list[Any]:
        """What the server has, as it comes: an update may be anything."""
        asked: dict[str, object] = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": raw_updates.KINDS}
        if self.offset is not None:
            asked["offset"] = self.offset
        updates: Any = await self.bot.do_api_request("getUpdates", asked, read_timeout=POLL_SECONDS + 20)
        if not isinstance(updates, list):
            raise TelegramError(NO_ANSWER)
        return updates

    def _answer_press(self, query_id: str) -> None:
        """A pressed button stops spinning at once, however long its turn has to wait; a failure undoes nothing."""
        task = asyncio.create_task(self._answered(query_id))
        self.answers.add(task)
        task.add_done_callback(self.answers.discard)

    async def _answered(self, query_id: str) -> None:
        try:
            await self.bot.answer_callback_query(query_id)
        except Exception as error:
            log.info("a button's answer was not taken (%s)", type(error).__name__)

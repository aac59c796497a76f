"""Intake: fetches raw updates, puts them on disk, and only then confirms them.

python-telegram-bot's own `Updater` confirms a batch that is only in memory; a crash then loses it.
"""

import asyncio
import logging
from asyncio import sleep
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.delivery import seconds_of
from bot.patience import patiently
from storage.database import Database
from storage.queries import inbox

log = logging.getLogger("xiaohao.intake")

POLL_SECONDS = 25
STUCK_SECONDS = 150
AGAIN_SECONDS = 1.0
CONFLICT_SECONDS = 3.0
QUIET = timedelta(days=6)
"""After a week without updates Telegram may begin with a lower id, so an old offset would skip updates."""
ALLOWED = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]


class Intake:
    """One long poll after another. `stored` is called when new updates are on disk."""

    def __init__(
        self,
        bot: Bot,
        db: Database,
        clock: Callable[[], datetime],
        stored: Callable[[], None],
        reach: Callable[[str], None],
    ) -> None:
        self.bot, self.db, self.clock, self.stored, self.reach = bot, db, clock, stored, reach
        self.offset: int | None = None
        self.last_batch_at = clock()
        self.answers: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled, or until the token turns out to be refused."""
        while True:
            try:
                await self.take_batch()
            except (InvalidToken, EndPointNotFound):  # the library calls a refused token an unknown method
                raise InvalidToken from None
            except RetryAfter as error:
                await sleep(seconds_of(error.retry_after))
            except Conflict:
                log.warning("another process is polling with the same token; waiting for it to stop")
                await sleep(CONFLICT_SECONDS)
            except (TelegramError, TimeoutError) as error:
                log.warning("polling failed (%s), trying again", type(error).__name__)
                await sleep(AGAIN_SECONDS)

    async def take_batch(self) -> None:
        if self.clock() - self.last_batch_at > QUIET:
            self.offset = None
        async with asyncio.timeout(STUCK_SECONDS):
            batch = await self._poll()
        if not batch:
            return
        self.reach("batch fetched")
        now = self.clock()
        rows = [(update["update_id"], lane_of(update), orjson.dumps(update).decode()) for update in batch]
        await patiently(lambda: self.db.write(lambda session: inbox.keep(session, self.bot.id, rows, now)))
        self.reach("batch stored")
        self.offset = max(update["update_id"] for update in batch) + 1
        self.last_batch_at = now
        self.stored()
        for update in batch:
            if "callback_query" in update:
                self._answer_press(update["callback_query"]["id"])

    async def _poll(self) -> list[dict[str, Any]]:
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": ALLOWED}
        if self.offset is not None:
            asked["offset"] = self.offset
        updates: Any = await self.bot.do_api_request("getUpdates", asked, read_timeout=POLL_SECONDS + 20)
        return list(updates)

    def _answer_press(self, query_id: str) -> None:
        """A pressed button stops spinning at once, however long its turn has to wait; a failure undoes nothing."""
        task = asyncio.create_task(self._answered(query_id))
        self.answers.add(task)
        task.add_done_callback(self.answers.discard)

    async def _answered(self, query_id: str) -> None:
        try:
            await self.bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.info("a button's answer was not taken (%s)", type(error).__name__)


def lane_of(update: dict[str, Any]) -> int:
    """The chat that an update belongs to, the person where there is no chat, 0 where there is neither.

    It must not fail, whatever comes: an update that makes no sense is found out in its lane, and parked there.
    """
    thing: Any = next((update[kind] for kind in ALLOWED if kind in update), None)
    message = _inside(thing, "message") or thing
    chat = _inside(message, "chat") or _inside(thing, "from")
    number = chat.get("id") if chat else None
    return number if isinstance(number, int) else 0


def _inside(thing: Any, name: str) -> dict[str, Any] | None:
    inner = thing.get(name) if isinstance(thing, dict) else None
    return inner if isinstance(inner, dict) else None

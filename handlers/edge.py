"""The one wrapper around every handler: photos first, then one transaction, then delivery; errors become sentences."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Bot, Update
from telegram.error import TelegramError

from forms import inputs
from handlers import dispatch, inbound
from handlers.inbound import MOST_FILE_BYTES, Incoming, Picture
from locales import DEFAULT_LANGUAGE, N_, Text, tr
from storage.database import Database, OperationalError, Session
from storage.files import Files
from storage.queries import inbox, outbox, people

log = logging.getLogger("xiaohao.edge")


@dataclass
class Received:
    """An update with its row in the inbox, as the lanes hand it to python-telegram-bot's application.

    `put_off` says why the database could not take the turn just now: the update then stays in its lane. (An exception
    would not reach the lanes, the application catches every one.)
    """

    inbox_id: int
    update_id: int
    update: Update
    put_off: str | None = None


@dataclass
class Edge:
    """Takes one update from the inbox to its end. `committed` is called when there is something to deliver."""

    db: Database
    files: Files
    bot: Bot
    clock: Callable[[], datetime]
    zone: ZoneInfo
    committed: Callable[[], None]
    reach: Callable[[str], None] = lambda _: None
    """Called at the named points where a test may kill the process."""

    async def take(self, received: Received) -> None:
        incoming = inbound.read(received.update, self.zone)
        try:
            if incoming is not None:
                incoming = await self._with_picture(incoming)
            await self.db.write(lambda session: self._turn(session, received, incoming))
        except OperationalError as error:
            received.put_off = type(error.orig).__name__
            return
        except Exception:
            log.exception("update %s was parked", received.update_id)
            await self.db.write(lambda session: self._park(session, received, incoming))
        self.reach("turn committed")
        self.committed()

    def _turn(self, session: Session, received: Received, incoming: Incoming | None) -> None:
        row = inbox.take(session, received.inbox_id)
        if row is None:
            return
        if incoming is not None and incoming.private:
            dispatch.answer(session, incoming, self.clock(), self.zone, str(row.id), received.update_id)
        row.state = "done"
        session.flush()
        self.reach("turn done, not committed")

    def _park(self, session: Session, received: Received, incoming: Incoming | None) -> None:
        """The update is set aside under a number; its sender is told, and the lane goes on."""
        now = self.clock()
        day = now.astimezone(self.zone)
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        number = f"E-{day:%Y%m%d}-{inbox.parked_on(session, midnight) + 1:02d}"
        inbox.park(session, received.inbox_id, number)
        if incoming is not None and incoming.private:
            sorry = N_(
                "This could not be processed, number {number}; the administrator has been told. "
                "What you entered before is not lost, you can go on.",
                number=number,
            )
            self._put(session, incoming.chat_id, sorry, f"{received.inbox_id}:parked", now)

    def _put(self, session: Session, chat_id: int, text: Text, key: str, now: datetime) -> None:
        outbox.put(session, key, chat_id, "sendMessage", {"chat_id": chat_id, "text": tr(text, DEFAULT_LANGUAGE)}, now)

    async def _with_picture(self, incoming: Incoming) -> Incoming:
        """Photos are fetched and safe on disk before the turn opens, so that a turn never waits for the network."""
        picture = incoming.content
        if not isinstance(picture, Picture):
            return incoming
        if picture.size > MOST_FILE_BYTES:
            return incoming.holding(inputs.Other(f"too big:{picture.size // (1024 * 1024)}"))
        if not await self.db.read(lambda session: people.account_of(session, incoming.sender) is not None):
            return incoming.holding(inputs.Other("photo"))
        try:
            content = await self._fetch(picture.file_id)
        except TelegramError:
            return incoming.holding(inputs.Other("lost photo"))
        sha256 = self.files.put(content)
        self.reach("photo kept")
        return incoming.holding(inputs.Photo(sha256, picture.group, picture.caption))

    async def _fetch(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

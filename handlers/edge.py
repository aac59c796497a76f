"""The one wrapper around every handler: photos first, then one transaction, then delivery; errors become sentences."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import Bot, Update
from telegram.error import TelegramError

from forms import inputs
from handlers import dispatch, inbound, outside
from handlers.inbound import MOST_FILE_BYTES, Incoming, Picture, Workbook
from handlers.rights import role_for
from locales import N_, Text, tr
from storage.database import Database, OperationalError, Session
from storage.files import Files
from storage.queries import inbox, outbox, people, units

log = logging.getLogger("xiaohao.edge")


@dataclass
class Received:
    """An update with its row in the inbox, as the lanes hand it to python-telegram-bot's application.

    `update` is None where it could not be read. `put_off` says why the database could not take the turn just now: the
    update then stays in its lane. (An exception would not reach the lanes, the application catches every one.)
    """

    inbox_id: int
    update_id: int
    update: Update | None
    chat_id: int = 0
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
        try:
            await self._take_or_park(received)
        except OperationalError as error:
            received.put_off = type(error.orig).__name__
            return
        self.reach("turn committed")
        self.committed()

    async def _take_or_park(self, received: Received) -> None:
        try:
            if received.update is None:
                raise ValueError("an update that cannot be read")
            incoming = inbound.read(received.update, self.zone)
            if incoming is not None:
                incoming = await self._with_workbook(await self._with_picture(incoming))
            await self.db.write(lambda session: self._turn(session, received, incoming))
        except Exception as error:
            if isinstance(error, OperationalError) and inbox.may_wait(error):
                raise
            log.exception("update %s was parked", received.update_id)
            await self.db.write(lambda session: self._park(session, received))

    def _turn(self, session: Session, received: Received, incoming: Incoming | None) -> None:
        row = inbox.take(session, received.inbox_id)
        if row is None:
            return
        if incoming is not None and incoming.private:
            dispatch.answer(
                session, incoming, self.bot.username, self.clock(), self.zone, str(row.id), received.update_id
            )
        elif received.update is not None:
            outside.answer(
                session, received.update, self.bot.username, self.clock(), self.zone, str(row.id), received.update_id
            )
        row.state = "done"
        session.flush()
        self.reach("turn done, not committed")

    def _park(self, session: Session, received: Received) -> None:
        """The update is set aside under a number; its sender and the administrators are told, the lane goes on."""
        now = self.clock()
        today = now.astimezone(self.zone).date()
        number = inbox.park(session, received.inbox_id, today)
        sorry = N_(
            "This could not be processed, number {number}; the administrator has been told. "
            "What you entered before is not lost, you can go on.",
            number=number,
        )
        if received.chat_id > 0:  # a person's own chat; groups have negative numbers
            self._tell(session, received, received.chat_id, sorry)
        for admin in _administrators(session, today):
            if admin.chat_id != received.chat_id:
                fault = N_("An update could not be processed and was set aside, number {number}.", number=number)
                self._tell(session, received, admin.chat_id, fault, nudge=True)

    def _tell(self, session: Session, received: Received, chat_id: int, text: Text, *, nudge: bool = False) -> None:
        key = f"{received.inbox_id}:parked>{chat_id}"
        payload = {"chat_id": chat_id, "text": tr(text, people.language_of(session, chat_id))}
        outbox.put(session, key, chat_id, "sendMessage", payload, self.clock(), nudge=nudge, lasting=nudge)

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
        sha256 = await asyncio.to_thread(self.files.put, content)
        self.reach("photo kept")
        return incoming.holding(inputs.Photo(sha256, picture.group, picture.caption))

    async def _with_workbook(self, incoming: Incoming) -> Incoming:
        """Workbooks are fetched from those only who may send some; anybody else's stay with Telegram."""
        workbook = incoming.content
        if not isinstance(workbook, Workbook):
            return incoming
        if not await self.db.read(lambda session: self._may_send_workbooks(session, incoming.sender)):
            return incoming.holding(inputs.Document("", workbook.name))
        if workbook.size > MOST_FILE_BYTES:
            return incoming.holding(inputs.Other(f"too big:{workbook.size // (1024 * 1024)}"))
        try:
            content = await self._fetch(workbook.file_id)
        except TelegramError:
            return incoming.holding(inputs.Other("lost file"))
        return incoming.holding(inputs.Document(await asyncio.to_thread(self.files.put, content), workbook.name))

    def _may_send_workbooks(self, session: Session, sender: int) -> bool:
        actor = people.actor_by_account(session, sender, self.clock().astimezone(self.zone).date())
        return actor is not None and any(role_for(actor, may) for may in ("administer", "grade"))

    async def _fetch(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())


def _administrators(session: Session, today: date) -> list[people.Contact]:
    top = units.root_unit(session)
    return people.people_with_role(session, "admin", top.id, today) if top is not None else []

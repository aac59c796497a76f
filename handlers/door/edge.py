"""The one wrapper around every handler: photos first, then one transaction, then delivery; errors become sentences."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import Bot, Update

from handlers.door import dispatch, group_updates
from handlers.turn import inbound
from handlers.turn.fetching import Fetching
from handlers.turn.inbound import Incoming
from handlers.turn.update_context import UpdateContext
from locales import N_, Text, tr
from storage.database import Database, OperationalError, Session, may_wait
from storage.files import Files
from storage.outbox_payload import plain_text
from storage.queries.messages import inbox, outbox
from storage.queries.organisation import units
from storage.queries.people import people

log = logging.getLogger("xiaohao.edge")


@dataclass(frozen=True)
class Received:
    """An update with its row in the inbox, as the lanes hand it over; `update` is None where it could not be read."""

    inbox_id: int
    update_id: int
    update: Update | None
    chat_id: int = 0


@dataclass
class Edge:
    """Takes one update from the inbox to its end. `committed` is called when there is something to deliver."""

    db: Database
    files: Files
    bot: Bot
    clock: Callable[[], datetime]
    zone: ZoneInfo
    committed: Callable[[], None]
    failpoint: Callable[[str], None] = lambda _: None
    """Called at the named points where a test may kill the process."""

    def __post_init__(self) -> None:
        self.fetching = Fetching(self.db, self.files, self.bot, self.clock, self.zone, self.failpoint)

    async def take(self, received: Received) -> None:
        """Raises where the database could not take it just now, not even to set it aside: the update has to wait."""
        await self._take_or_park(received)
        self.failpoint("turn committed")
        self.committed()

    async def _take_or_park(self, received: Received) -> None:
        try:
            if received.update is None:
                raise ValueError("an update that cannot be read")
            inbound.check_ids(received.update)
            incoming = inbound.read(received.update, self.zone)
            if incoming is not None:
                incoming = await self.fetching.fetched(incoming)
            await self.db.write(lambda session: self._turn(session, received, incoming))
        except Exception as error:
            if isinstance(error, OperationalError) and may_wait(error):
                raise
            log.exception("update %s was parked", received.update_id)
            await self._set_aside(received)

    async def _set_aside(self, received: Received) -> None:
        """Parked, and told; where telling fails, parked all the same."""
        try:
            await self.db.write(lambda session: self._park(session, received))
        except Exception as error:
            if isinstance(error, OperationalError) and may_wait(error):
                raise
            log.exception("nobody could be told of update %s", received.update_id)
            today = self.clock().astimezone(self.zone).date()
            await self.db.write(lambda session: inbox.park(session, received.inbox_id, today))

    def _turn(self, session: Session, received: Received, incoming: Incoming | None) -> None:
        row = inbox.take(session, received.inbox_id)
        if row is None:
            return
        name = self.bot.username
        context = UpdateContext(session, self.clock(), self.zone, str(row.id), received.update_id, name)
        if incoming is not None and incoming.private:
            dispatch.answer(context, incoming)
        elif received.update is not None:
            group_updates.answer(context, received.update)
        row.state = "done"
        session.flush()
        self.failpoint("turn done, not committed")

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
            self._tell(session, f"{received.inbox_id}:parked>{received.chat_id}", received.chat_id, sorry)
        fault = N_(
            "An update could not be processed and was set aside, number {number}. "
            "Others of this hour are not told one by one; /admin, “Failed updates”, has them all.",
            number=number,
        )
        for admin in _administrators(session, today):
            hourly = f"parked>{admin.chat_id}:{now:%Y%m%d%H}"
            if admin.chat_id != received.chat_id and not outbox.is_under_way(session, hourly):
                self._tell(session, hourly, admin.chat_id, fault, nudge=True)

    def _tell(self, session: Session, key: str, chat_id: int, text: Text, *, nudge: bool = False) -> None:
        payload = plain_text(chat_id, tr(text, people.language_of(session, chat_id)))
        outbox.put(session, key, chat_id, "sendMessage", payload, self.clock(), nudge=nudge, lasting=nudge)


def _administrators(session: Session, today: date) -> list[people.Contact]:
    top = units.root_unit(session)
    return people.people_with_role(session, "admin", top.id, today) if top is not None else []

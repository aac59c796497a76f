"""Files that people send: fetched and safe on disk before the turn opens, and taken for what their bytes say they are.

A turn never waits for the network, and nothing is said to have been received before it is stored.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from forms import inputs
from handlers.turn.inbound import Incoming, SentFile, Unusable
from handlers.turn.rights import role_for
from handlers.turn.workbook_kinds import workbook_kinds
from locales import N_, Message
from storage.database import Database, Session
from storage.file_kinds import PICTURES, is_workbook, kind_of
from storage.files import Files
from storage.queries.people import people

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
"""Telegram hands no larger files to a bot."""
TRIES = 3

LOST_PICTURE = N_("The picture did not get through. Please send it again; what you entered is all there.")
LOST_FILE = N_("The file could not be fetched. Please send it once more.")


@dataclass
class Fetching:
    db: Database
    files: Files
    bot: Bot
    clock: Callable[[], datetime]
    zone: ZoneInfo
    failpoint: Callable[[str], None]

    async def fetched(self, incoming: Incoming) -> Incoming:
        """The same update with what the file is: a photo, a workbook, something else, or why it was not taken."""
        sent = incoming.content
        if not isinstance(sent, SentFile):
            return incoming
        if not incoming.private or incoming.edited:  # nothing comes of these
            return incoming.holding(inputs.Other("file"))
        if sent.size > MOST_BYTES:
            return incoming.holding(Unusable(too_big(sent)))
        if not await self.db.read(lambda session: people.account_of(session, incoming.sender) is not None):
            return incoming.holding(inputs.Other("photo" if sent.looks_like_picture else "file"))
        content = await self._bytes_of(sent)
        if isinstance(content, Message):
            return incoming.holding(Unusable(content))
        return incoming.holding(await self._taken(incoming.sender, sent, content))

    async def _bytes_of(self, sent: SentFile) -> bytes | Message:
        """All of them, or a sentence. What comes shorter or longer than it should be is asked for again."""
        for _ in range(TRIES):
            try:
                file = await self.bot.get_file(sent.file_id)
                content = bytes(await file.download_as_bytearray())
            except BadRequest as error:
                if "too big" in error.message.lower():
                    return too_big(sent)
                break
            except (TelegramError, TypeError, ValueError, KeyError, AttributeError, RuntimeError):
                continue  # the library stumbles over answers that no server should give
            if content and len(content) == (file.file_size or sent.size or len(content)):
                return content
        return LOST_PICTURE if sent.looks_like_picture else LOST_FILE

    async def _taken(self, sender: int, sent: SentFile, content: bytes) -> inputs.Input | Unusable:
        if kind_of(content) in PICTURES:
            sha256 = await asyncio.to_thread(self.files.put, content)
            self.failpoint("photo kept")
            return inputs.Photo(sha256, sent.group, sent.caption)
        if is_workbook(content) or sent.name.lower().endswith(".xlsx"):
            if await self.db.read(lambda session: self._may_send_workbooks(session, sender)):
                return inputs.Document(await asyncio.to_thread(self.files.put, content), _xlsx(sent.name))
            return inputs.Other("file")
        return Unusable(no_picture(sent)) if sent.looks_like_picture else inputs.Other("file")

    def _may_send_workbooks(self, session: Session, sender: int) -> bool:
        actor = people.actor_by_account(session, sender, self.clock().astimezone(self.zone).date())
        return actor is not None and any(role_for(actor, kind.may) for kind in workbook_kinds())


def _xlsx(name: str) -> str:
    return name if name.lower().endswith(".xlsx") else f"{PurePath(name).stem or 'workbook'}.xlsx"


def no_picture(sent: SentFile) -> Message:
    """A photo of the messenger's own making that is none was damaged on its way."""
    if not sent.name:
        return LOST_PICTURE
    return N_(
        "“{name}” is no picture, whatever its name says. Take a photo, or choose one from the album, and send that.",
        name=sent.name,
    )


def too_big(sent: SentFile) -> Message:
    """“这张图片有 23 MB …”; without the size where nobody knows it."""
    most = MOST_BYTES // MEGABYTE
    if not sent.size:
        return N_("This file is larger than {most} MB, which is too much here. Please send a smaller one.", most=most)
    size = -(-sent.size // MEGABYTE)
    if sent.looks_like_picture:
        return N_(
            "This picture has {size} MB, more than {most} MB. "
            "Please send a smaller one; what you entered is all there.",
            size=size,
            most=most,
        )
    return N_("This file has {size} MB, more than {most} MB. Please send a smaller one.", size=size, most=most)

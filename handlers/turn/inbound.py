"""A Telegram update as plain data: who, in which chat, said what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineQuery, PhotoSize, Update
from telegram import Message as Sent

from forms import inputs
from locales import Message
from storage.ids import is_id

PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".bmp", ".tif", ".tiff", ".avif")


@dataclass(frozen=True)
class PressedButton:
    """A button's data and the message it sits under."""

    data: str
    message_id: int


@dataclass(frozen=True)
class SentFile:
    """A photo or a file that still has to be fetched (`handlers/turn/fetching.py`); a photo has no name.

    Its bytes will say what it is, `looks_like_picture` is what the sender's phone says. `size` is 0 where nobody tells.
    """

    file_id: str
    size: int
    name: str = ""
    group: str | None = None
    caption: str = ""
    looks_like_picture: bool = False


@dataclass(frozen=True)
class Unusable:
    """A file that was not taken, and the sentence that says what to do."""

    why: Message


@dataclass(frozen=True)
class InlineWords:
    """Words of an inline query, and its id, under which the answer is sent."""

    query_id: str
    words: str


@dataclass(frozen=True)
class Incoming:
    """One update. `said_on` is the day of the message itself: “昨天” is counted from it, however late we read it."""

    sender: int
    chat_id: int
    private: bool
    message_id: int
    said_on: date | None
    edited: bool
    sender_name: str
    content: inputs.Input | PressedButton | SentFile | Unusable | InlineWords

    @property
    def album(self) -> str:
        """What the photos sent at once have in common; nothing for anything else."""
        group = self.content.group if isinstance(self.content, inputs.Photo) else None
        return f"album:{self.chat_id}:{group}:" if group else ""

    def holding(self, content: inputs.Input | Unusable) -> "Incoming":
        return replace(self, content=content)


def read(update: Update, zone: ZoneInfo) -> Incoming | None:
    """None for updates that no person wrote: joins, polls, channel posts, other bots."""
    if (query := update.callback_query) is not None:
        if query.message is None or query.data is None:
            return None
        chat = query.message.chat
        pressed = PressedButton(query.data, query.message.message_id)
        return Incoming(
            sender=query.from_user.id,
            chat_id=chat.id,
            private=chat.type == "private",
            message_id=pressed.message_id,
            said_on=None,
            edited=False,
            sender_name=query.from_user.full_name,
            content=pressed,
        )
    if update.inline_query is not None:
        return _inline(update.inline_query)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot or message.sender_chat is not None:
        return None
    said_on = message.date.astimezone(zone).date()
    return Incoming(
        sender=message.from_user.id,
        chat_id=message.chat.id,
        private=message.chat.type == "private",
        message_id=message.message_id,
        said_on=said_on,
        edited=update.edited_message is not None,
        sender_name=message.from_user.full_name,
        content=_content(message, said_on),
    )


def check_ids(update: Update) -> None:
    """Raises ValueError where a chat, a person or a message is named by what is no id: it could not be stored."""
    ids = [thing.id for thing in (update.effective_chat, update.effective_user) if thing is not None]
    if update.effective_message is not None:
        ids.append(update.effective_message.message_id)
    if update.message is not None and update.message.migrate_to_chat_id is not None:
        ids.append(update.message.migrate_to_chat_id)  # what waits for a group goes there
    if not all(map(is_id, ids)):
        raise ValueError("an id that is none")


def _inline(query: InlineQuery) -> Incoming | None:
    """Only from the private chat with the bot itself: elsewhere others would see what is chosen."""
    if query.chat_type != "sender":
        return None
    return Incoming(
        sender=query.from_user.id,
        chat_id=query.from_user.id,
        private=True,
        message_id=0,
        said_on=None,
        edited=False,
        sender_name=query.from_user.full_name,
        content=InlineWords(query.id, query.query),
    )


def _content(message: Sent, said_on: date) -> inputs.Input | SentFile:
    if message.text is not None:
        return inputs.TypedText(message.text, said_on)
    if message.photo:
        largest = _largest(message.photo)
        return _sent(largest.file_id, largest.file_size, message, looks_like_picture=True)
    if (document := message.document) is not None:
        name = document.file_name or ""
        pictured = (document.mime_type or "").startswith("image/") or name.lower().endswith(PICTURE_NAMES)
        return _sent(document.file_id, document.file_size, message, name, looks_like_picture=pictured)
    if message.location is not None:
        return inputs.Location(message.location.latitude, message.location.longitude)
    kinds = ("sticker", "voice", "video", "video_note", "audio", "contact", "poll", "animation", "dice", "venue")
    return inputs.Other(next((kind for kind in kinds if getattr(message, kind) is not None), "other"))


def _sent(file_id: str, size: int | None, message: Sent, name: str = "", *, looks_like_picture: bool) -> SentFile:
    return SentFile(file_id, size or 0, name, message.media_group_id, message.caption or "", looks_like_picture)


def _largest(sizes: Sequence[PhotoSize]) -> PhotoSize:
    return max(sizes, key=lambda size: size.width * size.height)

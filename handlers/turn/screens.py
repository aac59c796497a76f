"""What people see: texts and buttons, turned into rows of the outbox.

A screen's buttons carry only `token.index`; what they do is kept in `storage/queries/messages/screen_rows.py`.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from forms.effects import Style
from locales import Text, tr
from storage.database import Session
from storage.json_values import JsonObject
from storage.outbox_payload import InlineKeyboardButton, KeyboardButton, OutboxPayload, ReplyMarkup
from storage.queries.messages import outbox
from storage.queries.messages.screen_rows import ButtonAction, add_screen

MOST_UNITS = 4096


@dataclass(frozen=True)
class Button:
    """`Button(N_("Close out"), "risk.close", {"id": 7}, "success")`."""

    label: Text
    action: str
    details: JsonObject = field(default_factory=dict)
    style: Style | None = None


@dataclass(frozen=True)
class Preformatted:
    """A block of aligned text, shown in a fixed-width font."""

    text: str


@dataclass(frozen=True)
class AlreadySaid:
    """What was said before, said again: it is rendered already."""

    html: str


@dataclass(frozen=True)
class LocationKey:
    """A key of the keyboard that sends where the person stands."""

    word: Text


Part = Text | Preformatted | AlreadySaid
Key = Text | LocationKey
Rows = Sequence[Sequence[Button]]


class Recipient(Protocol):
    """The addressee of a screen: an actor, a contact or a group."""

    @property
    def person_id(self) -> int: ...
    @property
    def chat_id(self) -> int: ...
    @property
    def language(self) -> str: ...


def send(
    session: Session,
    to: Recipient,
    parts: Sequence[Part],
    key: str,
    now: datetime,
    *,
    rows: Rows = (),
    keyboard: Sequence[Sequence[Key]] | None = None,
    edit: int | None = None,
    nudge: bool = False,
    not_before: datetime | None = None,
) -> None:
    """Puts a message into the outbox, once per key. `edit` names a message to change instead of sending a new one."""
    pages = _pages([_rendered(part, to.language) for part in parts])
    markup = _markup(session, to, rows, now) if rows else _reply_keyboard(keyboard, to.language)
    for number, page in enumerate(pages):
        payload: OutboxPayload = {"chat_id": to.chat_id, "text": page, "parse_mode": "HTML"}
        payload["link_preview_options"] = {"is_disabled": True}
        if markup is not None and number == len(pages) - 1:
            payload["reply_markup"] = markup
        method = "sendMessage"
        if edit is not None and number == 0:
            method, payload["message_id"] = "editMessageText", edit
        page_key = key if number == 0 else f"{key}.{number}"
        outbox.put(
            session, page_key, to.chat_id, method, payload, now, nudge=nudge, lasting=nudge, not_before=not_before
        )


def _rendered(part: Part, language: str) -> str:
    if isinstance(part, AlreadySaid):
        return part.html
    if isinstance(part, Preformatted):
        return f"<pre>{html.escape(part.text, quote=False)}</pre>"
    return html.escape(tr(part, language), quote=False)


def _pages(parts: Sequence[str]) -> list[str]:
    """Whole parts on as few messages as Telegram's limit allows; a part that is too long by itself is cut by lines."""
    pages = [""]
    for part in parts:
        for piece in [part] if units(part) <= MOST_UNITS else _lines_of(part):
            joined = f"{pages[-1]}\n{piece}" if pages[-1] else piece
            if units(joined) <= MOST_UNITS:
                pages[-1] = joined
            else:
                pages.append(piece)
    return pages


def _lines_of(part: str) -> list[str]:
    if part.startswith("<pre>"):
        return [f"<pre>{line}</pre>" for line in part.removeprefix("<pre>").removesuffix("</pre>").split("\n")]
    return [line[at : at + 1500] for line in part.split("\n") for at in range(0, max(len(line), 1), 1500)]


def units(text: str) -> int:
    """UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def _markup(session: Session, to: Recipient, rows: Rows, now: datetime) -> ReplyMarkup:
    flat = [button for row in rows for button in row]
    token = add_screen(session, to.person_id, to.chat_id, [ButtonAction(b.action, b.details) for b in flat], now)
    data = (f"{token}.{index}" for index in range(len(flat)))
    return {"inline_keyboard": [[_inline(button, next(data), to.language) for button in row] for row in rows if row]}


def _inline(button: Button, data: str, language: str) -> InlineKeyboardButton:
    shown: InlineKeyboardButton = {"text": tr(button.label, language), "callback_data": data}
    if button.style:
        shown["style"] = button.style
    return shown


def _reply_keyboard(keyboard: Sequence[Sequence[Key]] | None, language: str) -> ReplyMarkup | None:
    if keyboard is None:
        return None
    keys = [[_key(key, language) for key in row] for row in keyboard]
    return {"keyboard": keys, "resize_keyboard": True, "is_persistent": True}


def _key(key: Key, language: str) -> KeyboardButton:
    if isinstance(key, LocationKey):
        return {"text": tr(key.word, language), "request_location": True}
    return {"text": tr(key, language)}

"""A message that was refused, said more plainly: one thing after the other is given up, until the server takes it.

Pure. What has been given up is kept beside the row (`Outbox.without`), so each thing is given up once and it ends.
"""

import html
import re
from collections.abc import Collection
from pathlib import PurePath

from storage.outbox_payload import InlineKeyboardButton, OutboxPayload, ReplyMarkup

MARKUP, STYLE, KEYBOARD = "markup", "style", "keyboard"
PICTURE, NAME, FILE = "picture", "name", "file"

ABOUT_BUTTONS = ("button", "keyboard", "reply markup", "reply_markup", "style")
TOO_BIG = ("too big", "too large")
HOPELESS = (
    "not enough rights",
    "have no rights",
    "write_forbidden",
    "topic_closed",
    "restricted",
    "need administrator",
)
"""Nothing may be said in that chat, in whatever form."""
TAGS = re.compile(r"</?(?:b|strong|i|em|u|s|code|pre|a|blockquote|span|tg-spoiler)\b[^<>]*>", re.IGNORECASE)


def next_to_give_up(method: str, payload: OutboxPayload, without: Collection[str], said: str) -> str | None:
    """What the call can do without, after the server said so of it as it was; None where nothing more helps."""
    if is_hopeless(said) or (is_too_big(said) and PICTURE in without):
        return None
    return next((change for change in _in_order(method, payload, said) if change not in without), None)


def is_hopeless(said: str) -> bool:
    return any(words in said for words in HOPELESS)


def is_too_big(said: str) -> bool:
    return any(words in said for words in TOO_BIG)


def _in_order(method: str, payload: OutboxPayload, said: str) -> list[str]:
    if method == "sendPhoto":
        return [PICTURE, NAME] if "stored" in payload else [PICTURE, FILE] if "qr" in payload else []
    if method == "sendDocument":
        return [NAME] if "stored" in payload and not is_too_big(said) else []
    if method != "sendMessage":
        return []
    markup = [MARKUP] if "parse_mode" in payload else []
    buttons = [STYLE] if _is_styled(payload) else []
    buttons += [KEYBOARD] if "reply_markup" in payload else []
    return [*buttons, *markup] if any(words in said for words in ABOUT_BUTTONS) else [*markup, *buttons]


def made_plain(method: str, payload: OutboxPayload, without: Collection[str]) -> tuple[str, OutboxPayload]:
    """The call without these things; the words themselves are never given up."""
    if FILE in without:
        return "sendMessage", {"chat_id": payload["chat_id"], "text": payload["caption"]}
    if PICTURE in without:
        method, payload = "sendDocument", _as_file(payload)
    if NAME in without:
        stored = payload["stored"]
        payload = {**payload, "stored": {**stored, "name": f"file{PurePath(stored['name']).suffix}"}}
    if MARKUP in without:
        payload = {**payload, "text": html.unescape(TAGS.sub("", payload["text"]))}
        payload.pop("parse_mode", None)
    if KEYBOARD in without:
        payload = payload.copy()
        payload.pop("reply_markup", None)
    elif STYLE in without:
        payload = {**payload, "reply_markup": _without_style(payload["reply_markup"])}
    return method, payload


def _as_file(payload: OutboxPayload) -> OutboxPayload:
    return {**payload, "stored": {**payload["stored"], "field": "document"}} if "stored" in payload else payload


def _is_styled(payload: OutboxPayload) -> bool:
    rows = payload.get("reply_markup", {}).get("inline_keyboard", ())
    return any("style" in button for row in rows for button in row)


def _without_style(markup: ReplyMarkup) -> ReplyMarkup:
    rows = markup["inline_keyboard"]
    return {**markup, "inline_keyboard": [[_plain(button) for button in row] for row in rows]}


def _plain(button: InlineKeyboardButton) -> InlineKeyboardButton:
    plain = button.copy()
    plain.pop("style", None)
    return plain

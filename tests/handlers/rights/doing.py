"""Doing something as somebody: a real update through the real dispatch, and all that it said and changed.

with undone(at.session):
    assert press(at, "officer", "risk.show", {"id": at.risk["sibling"]}).words == "没有找到，或您没有权限查看。"
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session
from telegram import Update

from handlers.door import dispatch, group_updates
from handlers.turn import inbound
from handlers.turn.update_context import UpdateContext
from storage.queries.messages import screen_rows
from storage.queries.messages.screen_rows import ButtonAction
from tests.county import NOW
from tests.handlers.rights.jurisdiction import Jurisdiction

ZONE = ZoneInfo("Asia/Shanghai")
NUMBERS = count(1)
BOT = {"id": 1, "is_bot": True, "first_name": "销号", "username": "xiaohao_bot"}
WRITTEN = """SELECT (SELECT count(*) FROM audit), (SELECT group_concat(instance || in_hand || state) FROM draft),
    (SELECT group_concat(id || asked) FROM job), (SELECT count(*) FROM outbox WHERE chat_id <> ?)"""
"""What a turn can leave behind: a record with its audit, a form, long work, something told to somebody else."""
NEWEST = "(SELECT coalesce(max(id), 0) FROM outbox), (SELECT coalesce(max(id), 0) FROM job)"
SAID = "SELECT payload FROM outbox WHERE id > ? AND chat_id = ? ORDER BY id"


@dataclass
class Seen:
    """What came of it: the words and labels that who acted saw, all of it raw, and whether anything was written."""

    words: str
    shown: str
    changed: bool
    recorded: bool
    """That is, with its audit."""
    asked: list[dict[str, Any]]
    """For what long work was asked."""


def press(at: Jurisdiction, role: str, action: str, details: dict[str, Any]) -> Seen:
    token = screen_rows.add_screen(
        at.session, at.person[role] or at.person["officer"], at.chat[role], [ButtonAction(action, details)], NOW
    )
    return tap(at, role, f"{token}.0")


def tap(at: Jurisdiction, role: str, data: str) -> Seen:
    query = {"id": "1", "from": _sender(at, role), "chat_instance": "1", "data": data}
    return _take(at, role, {"callback_query": query | {"message": _message(at, role) | {"from": BOT}}})


def write(at: Jurisdiction, role: str, text: str) -> Seen:
    return send(at, role, {"text": text})


def send(at: Jurisdiction, role: str, what: dict[str, Any]) -> Seen:
    return _take(at, role, {"message": _message(at, role) | {"from": _sender(at, role)} | what})


def type_inline(at: Jurisdiction, role: str, words: str) -> Seen:
    """`@bot words` in the private chat with the bot."""
    query = {"id": "1", "from": _sender(at, role), "query": words, "offset": "", "chat_type": "sender"}
    return _take(at, role, {"inline_query": query})


def say_in_group(at: Jurisdiction, role: str, chat: int, words: str) -> Seen:
    """Spoken to the bot in a group; what it says there."""
    text = f"@xiaohao_bot {words}"
    told = {"message_id": 1, "date": int(NOW.timestamp()), "chat": {"id": chat, "type": "supergroup", "title": "群"}}
    mention = [{"type": "mention", "offset": 0, "length": len("@xiaohao_bot")}]
    return _outside(at, chat, {"message": told | {"from": _sender(at, role), "text": text, "entities": mention}})


def bring_into_group(at: Jurisdiction, role: str, chat: int) -> Seen:
    """What is said there; what is asked in private counts as something changed."""
    was, now = ({"user": BOT, "status": status} for status in ("left", "member"))
    told = {"chat": {"id": chat, "type": "supergroup", "title": "群"}, "from": _sender(at, role)}
    changed = {"date": int(NOW.timestamp()), "old_chat_member": was, "new_chat_member": now}
    return _outside(at, chat, {"my_chat_member": told | changed})


def _sender(at: Jurisdiction, role: str) -> dict[str, Any]:
    return {"id": at.chat[role], "is_bot": False, "first_name": "某人"}


def _message(at: Jurisdiction, role: str) -> dict[str, Any]:
    return {"message_id": 1, "date": int(NOW.timestamp()), "chat": {"id": at.chat[role], "type": "private"}}


def _take(at: Jurisdiction, role: str, told: dict[str, Any]) -> Seen:
    with _watched(at.session, at.chat[role]) as seen:
        incoming = inbound.read(_update(told), ZONE)
        assert incoming is not None
        dispatch.answer(_context(at), incoming)
    return seen


def _outside(at: Jurisdiction, chat: int, told: dict[str, Any]) -> Seen:
    with _watched(at.session, chat) as seen:
        group_updates.answer(_context(at), _update(told))
    return seen


def _context(at: Jurisdiction) -> UpdateContext:
    return UpdateContext(at.session, NOW, ZONE, f"{next(NUMBERS)}", next(NUMBERS), "xiaohao_bot")


def _update(told: dict[str, Any]) -> Update:
    update = Update.de_json({"update_id": 1, **told}, None)
    assert update is not None
    return update


@contextmanager
def _watched(session: Session, chat: int) -> Iterator[Seen]:
    """In plain SQL: this is done thousands of times."""
    seen = Seen("", "", changed=False, recorded=False, asked=[])
    session.flush()
    plain = session.connection().exec_driver_sql
    *before, said, jobs = plain(f"{WRITTEN}, {NEWEST}", (chat,)).one()
    yield seen
    session.flush()
    *after, _, last = plain(f"{WRITTEN}, {NEWEST}", (chat,)).one()
    payloads = [json.loads(one) for (one,) in plain(SAID, (said, chat))]
    seen.words = "\n".join(words for payload in payloads for words in _read(payload))
    seen.shown = json.dumps(payloads, ensure_ascii=False)
    seen.changed, seen.recorded = after != before, after[0] != before[0]
    if last != jobs:
        seen.asked = [json.loads(one) for (one,) in plain("SELECT asked FROM job WHERE id > ?", (jobs,))]


def _read(payload: dict[str, Any]) -> Iterator[str]:
    yield payload.get("text", "(file)")
    for row in payload.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from (button["text"] for button in row)


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Whatever happens inside did not happen; in plain SQL, and nothing is remembered of it."""
    session.flush()
    plain = session.connection().exec_driver_sql
    plain("SAVEPOINT cell")
    try:
        yield
    finally:
        session.expunge_all()
        plain("ROLLBACK TO cell")
        plain("RELEASE cell")

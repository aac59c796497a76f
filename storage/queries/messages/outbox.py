"""The outbox: what was decided in a turn and still has to reach the messenger."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, text
from sqlmodel import Session, col, select

from storage.outbox_payload import OutboxPayload
from storage.queries.messages.known_chats import is_known
from storage.tables import Outbox

WAITING = text("state IN ('new', 'sending')")
"""Literally as the partial index says it: SQLite does not use that index for a bound parameter."""


@dataclass(frozen=True)
class WaitingCall:
    """One waiting call to the messenger. `awaited`: a reply to a known person, which goes first."""

    id: int
    chat_id: int
    method: str
    payload: OutboxPayload
    nudge: bool
    lasting: bool
    tries: int
    created_at: datetime
    key: str
    without: str
    not_before: datetime | None
    awaited: bool


def put(
    session: Session,
    key: str,
    chat_id: int,
    method: str,
    payload: OutboxPayload,
    now: datetime,
    *,
    nudge: bool = False,
    lasting: bool = False,
    not_before: datetime | None = None,
) -> None:
    session.add(
        Outbox(
            key=key,
            chat_id=chat_id,
            method=method,
            payload=payload,
            nudge=nudge,
            lasting=lasting,
            not_before=not_before,
            created_at=now,
        )
    )


def said_first(session: Session, key: str, chat_id: int) -> str | None:
    """The first message to a chat under a turn's key; None where there is none, or where it was erased by now."""
    under = (col(Outbox.key) >= f"{key}:", col(Outbox.key) < f"{key};", col(Outbox.chat_id) == chat_id)
    payload = session.exec(select(Outbox.payload).where(*under).order_by(col(Outbox.id)).limit(1)).first()
    return payload.get("text") if payload else None


def under(key_start: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition that a key begins so, as a range of the index."""
    return col(Outbox.key) >= key_start, col(Outbox.key) < key_start + "\uffff"


def count_more(session: Session, key: str) -> bool:
    """Whether something was said under this key; then one more who would have been told the same is counted there."""
    row = session.exec(select(Outbox).where(col(Outbox.key) == key)).first()
    if row is not None:
        row.payload = {**row.payload, "unanswered": row.payload.get("unanswered", 0) + 1}
    return row is not None


def is_under_way(session: Session, key_start: str) -> bool:
    """Whether something was decided under keys that begin so, sent by now or not."""
    query = select(Outbox.id).where(*under(key_start)).limit(1)
    return session.exec(query).first() is not None


def withdraw(session: Session, key_start: str) -> None:
    """What still waits under keys that begin so is overtaken by something newer; in flight it cannot be stopped."""
    for row in session.exec(select(Outbox).where(WAITING, col(Outbox.key).startswith(key_start, autoescape=True))):
        row.state, row.error = "dead", "overtaken"


def waiting(session: Session, most: int = 200, besides: Collection[int] = ()) -> list[WaitingCall]:
    """The head of each chat's queue: replies before nudges, strangers last, oldest first; also of what was put off.

    However long one chat's queue is, or however many nudges wait, a reply to another chat is found. `besides` are the
    chats that have a call in flight, or whose head waits: such a chat waits as a whole.
    """
    heads = select(func.min(Outbox.id)).where(WAITING).group_by(col(Outbox.chat_id))
    rank = case((~is_known(col(Outbox.chat_id)), 2), (col(Outbox.nudge), 1), else_=0)
    rows = session.exec(
        select(Outbox, rank)
        .where(col(Outbox.id).in_(heads), col(Outbox.chat_id).not_in(besides))
        .order_by(rank, col(Outbox.id))
        .limit(most)
    )
    return [_call(row, awaited=place == 0) for row, place in rows]


def _call(row: Outbox, *, awaited: bool = False) -> WaitingCall:
    facts = row.model_dump(include={field.name for field in fields(WaitingCall)})
    return WaitingCall(**facts, awaited=awaited)


def begin(session: Session, call_id: int) -> None:
    session.get_one(Outbox, call_id).state = "sending"


def finish(session: Session, call_id: int, state: str, error: str | None = None) -> None:
    """Sets `sent`, `unsure` (fate unknown), `failed` (refused for good) or `dead` (withdrawn); empties a secret."""
    row = session.get_one(Outbox, call_id)
    row.state, row.error = state, error
    if "secret" in row.payload:
        row.payload = {"chat_id": row.chat_id}


def fail(session: Session, call_id: int, error: str) -> bool:
    """It was refused for good; False where it was withdrawn while it was in flight, so that nobody misses it."""
    if session.get_one(Outbox, call_id).state == "dead":
        return False
    finish(session, call_id, "failed", error)
    return True


def say_without(session: Session, call_id: int, thing: str, error: str) -> None:
    """It was refused as it is: once more, without this."""
    row = session.get_one(Outbox, call_id)
    if row.state != "dead":  # withdrawn while it was in flight
        row.state, row.error, row.without = "new", error, f"{row.without} {thing}".strip()


def arrived(session: Session, call_id: int, message_id: int) -> None:
    """Keeps the id of the sent message, so that a later edit finds it."""
    row = session.get_one(Outbox, call_id)
    if row.method == "sendMessage":
        row.payload = {**row.payload, "message_id": message_id}


def message_of(session: Session, key: str) -> tuple[bool, int | None]:
    """Whether anything was said under this key, and which message it became, once it has arrived."""
    payload = session.exec(select(Outbox.payload).where(col(Outbox.key) == key)).first()
    return payload is not None, (payload or {}).get("message_id")


def postpone(session: Session, call_id: int, until: datetime, error: str) -> None:
    row = session.get_one(Outbox, call_id)
    if row.state != "dead":  # withdrawn while it was in flight
        row.state, row.not_before, row.tries, row.error = "new", until, row.tries + 1, error


def settle_after_crash(session: Session) -> list[WaitingCall]:
    """The nudges and files that a crash interrupted: of unknown fate, never sent again. (A reply is still `new`.)"""
    rows = session.exec(select(Outbox).where(WAITING, col(Outbox.state) == "sending")).all()
    for row in rows:
        row.state = "unsure"
    return [_call(row) for row in rows]


def drop_chat(session: Session, chat_id: int, error: str) -> None:
    """Nothing more can reach this chat: what waits for it is given up."""
    rows = session.exec(select(Outbox).where(col(Outbox.chat_id) == chat_id, WAITING))
    for row in rows:
        row.state, row.error = "dead", error


def send_instead(session: Session, call_id: int) -> None:
    """The message to change is gone or too old: the same words go out as a new one."""
    row = session.get_one(Outbox, call_id)
    if row.state == "dead":  # withdrawn while it was in flight
        return
    row.method, row.state = "sendMessage", "new"
    payload = row.payload.copy()
    payload.pop("message_id", None)
    row.payload = payload

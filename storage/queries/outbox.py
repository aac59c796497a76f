"""The outbox: what was decided in a turn and still has to reach the messenger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from storage.tables import Outbox

WAITING = text("state IN ('new', 'sending')")
"""Literally as the partial index says it: SQLite does not use that index for a bound parameter."""


@dataclass(frozen=True)
class Call:
    """One waiting call to the messenger."""

    id: int
    chat_id: int
    method: str
    payload: dict[str, Any]
    nudge: bool
    lasting: bool
    tries: int


def put(
    session: Session,
    key: str,
    chat_id: int,
    method: str,
    payload: dict[str, Any],
    now: datetime,
    *,
    nudge: bool = False,
    lasting: bool = False,
) -> None:
    session.add(
        Outbox(key=key, chat_id=chat_id, method=method, payload=payload, nudge=nudge, lasting=lasting, created_at=now)
    )


def waiting(session: Session, now: datetime, most: int = 200) -> list[Call]:
    """The head of each chat's queue: replies before nudges, oldest first. A chat whose head waits, waits as a whole."""
    rows = session.exec(select(Outbox).where(WAITING).order_by(col(Outbox.id)).limit(most * 4))
    heads: dict[int, Outbox] = {}
    for row in rows:
        heads.setdefault(row.chat_id, row)
    ready = [row for row in heads.values() if row.not_before is None or row.not_before <= now]
    ready.sort(key=lambda row: (row.nudge, row.id))
    return [
        Call(row.id, row.chat_id, row.method, row.payload, row.nudge, row.lasting, row.tries) for row in ready[:most]
    ]


def next_moment(session: Session) -> datetime | None:
    """When the earliest postponed call may be tried again."""
    return session.exec(
        select(Outbox.not_before)
        .where(WAITING, col(Outbox.state) == "new", col(Outbox.not_before).is_not(None))
        .order_by(col(Outbox.not_before))
        .limit(1)
    ).first()


def begin(session: Session, call_id: int) -> None:
    session.get_one(Outbox, call_id).state = "sending"


def finish(session: Session, call_id: int, state: str, error: str | None = None) -> None:
    """`sent`, `unsure` (nobody knows) or `dead` (it was refused for good)."""
    row = session.get_one(Outbox, call_id)
    row.state, row.error = state, error


def postpone(session: Session, call_id: int, until: datetime, error: str) -> None:
    row = session.get_one(Outbox, call_id)
    row.state, row.not_before, row.tries, row.error = "new", until, row.tries + 1, error


def settle_after_crash(session: Session) -> int:
    """What a crash interrupted: a reply may repeat, a nudge or file of unknown fate is never sent again."""
    rows = session.exec(select(Outbox).where(WAITING, col(Outbox.state) == "sending")).all()
    for row in rows:
        row.state = "unsure" if row.lasting else "new"
    return len(rows)


def drop_chat(session: Session, chat_id: int, error: str) -> None:
    """Nothing more can reach this chat: what waits for it is given up."""
    rows = session.exec(select(Outbox).where(col(Outbox.chat_id) == chat_id, WAITING))
    for row in rows:
        row.state, row.error = "dead", error


def send_instead(session: Session, call_id: int) -> None:
    """The message to change is gone or too old: the same words go out as a new one."""
    row = session.get_one(Outbox, call_id)
    row.method, row.state = "sendMessage", "new"
    row.payload = {name: value for name, value in row.payload.items() if name != "message_id"}

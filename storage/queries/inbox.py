"""The inbox: raw updates on disk before they are confirmed, each taken up until it is done or parked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.tables import Inbox


def keep(session: Session, bot_id: int, updates: Sequence[tuple[int, int, str]], now: datetime) -> None:
    """Stores (update id, lane, raw JSON) rows; one that is there already stays as it is."""
    rows = [
        {
            "bot_id": bot_id,
            "update_id": update_id,
            "lane": lane,
            "raw": raw,
            "state": "new",
            "tries": 0,
            "received_at": now,
        }
        for update_id, lane, raw in updates
    ]
    if not rows:
        return
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement: Any = dialect.insert(Inbox)
    session.connection().execute(statement.on_conflict_do_nothing(), rows)


def waiting_after(session: Session, inbox_id: int) -> list[Inbox]:
    """New rows above an id, in the order of their arrival."""
    rows = session.exec(select(Inbox).where(text("state = 'new'"), col(Inbox.id) > inbox_id).order_by(col(Inbox.id)))
    return list(rows)


def take(session: Session, inbox_id: int) -> Inbox | None:
    """The row, unless it has been dealt with before."""
    row = session.get_one(Inbox, inbox_id)
    return row if row.state == "new" else None


def park(session: Session, inbox_id: int, error: str) -> None:
    """Sets an update aside that cannot be processed; its lane goes on."""
    row = session.get_one(Inbox, inbox_id)
    row.state, row.error = "parked", error


def count_try(session: Session, inbox_id: int) -> int:
    row = session.get_one(Inbox, inbox_id)
    row.tries += 1
    return row.tries


def parked_on(session: Session, since: datetime) -> int:
    return len(
        session.exec(select(Inbox.id).where(col(Inbox.state) == "parked", col(Inbox.received_at) >= since)).all()
    )

"""The inbox: raw updates on disk before they are confirmed, each taken up until it is done or parked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.tables import Inbox


def keep(session: Session, bot_id: int, updates: Sequence[tuple[int, int, str]], now: datetime) -> int:
    """Stores (update id, lane, raw JSON) rows; one that is there already stays as it is. Returns how many were new."""
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
        return 0
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement: Any = dialect.insert(Inbox)
    return session.connection().execute(statement.on_conflict_do_nothing(), rows).rowcount


def waiting_after(session: Session, inbox_id: int) -> list[Inbox]:
    """New rows above an id, in the order of their arrival."""
    rows = session.exec(select(Inbox).where(text("state = 'new'"), col(Inbox.id) > inbox_id).order_by(col(Inbox.id)))
    return list(rows)


def take(session: Session, inbox_id: int) -> Inbox | None:
    """The row, unless it has been dealt with before."""
    row = session.get_one(Inbox, inbox_id)
    return row if row.state == "new" else None


def forget(session: Session, inbox_id: int) -> None:
    """Leaves nothing of an update, or its bare row while that is the newest: SQLite would give its id again."""
    row = session.get(Inbox, inbox_id)
    if row is not None and row.id == session.exec(select(func.max(Inbox.id))).one():
        row.raw = ""
    elif row is not None:
        session.delete(row)
        session.flush()


def park(session: Session, inbox_id: int, day: date) -> str:
    """Sets an update aside that cannot be processed; its lane goes on. Returns the number that people are told."""
    prefix = f"E-{day:%Y%m%d}-"
    before = session.exec(select(func.count()).select_from(Inbox).where(col(Inbox.error).startswith(prefix))).one()
    row = session.get_one(Inbox, inbox_id)
    row.state, row.error = "parked", f"{prefix}{before + 1:02d}"
    return row.error

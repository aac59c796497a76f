"""What people wrote and were told, as it went over the wire, is kept for 30 days; then only that it was there."""

from datetime import datetime, timedelta

from sqlalchemy import String, cast, delete, update
from sqlmodel import Session, col, select

from storage.tables import Inbox, Outbox, Screen

KEPT_FOR = timedelta(days=30)
ERASED = ""


def erase_old(session: Session, now: datetime, most: int) -> bool:
    """Erases at most so many old updates and as many old messages; True where more are left.

    What still waits to be done or sent keeps its words. Buttons that have expired go whole.
    """
    before = now - KEPT_FOR
    updates = session.exec(
        select(Inbox.id)
        .where(col(Inbox.received_at) < before, col(Inbox.raw) != ERASED, col(Inbox.state) != "new")
        .limit(most)
    ).all()
    messages = session.exec(
        select(Outbox.id)
        .where(col(Outbox.created_at) < before, cast(col(Outbox.payload), String) != "{}")
        .where(col(Outbox.state).in_(("sent", "unsure", "failed", "dead")))
        .limit(most)
    ).all()
    session.execute(update(Inbox).where(col(Inbox.id).in_(updates)).values(raw=ERASED))
    session.execute(update(Outbox).where(col(Outbox.id).in_(messages)).values(payload={}))
    session.execute(delete(Screen).where(col(Screen.expires_at) < now))
    return most in (len(updates), len(messages))

"""Updates that failed too often and were set aside under a number."""

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import Inbox


def newest(session: Session) -> list[Inbox]:
    return list(session.exec(select(Inbox).where(col(Inbox.state) == "parked").order_by(col(Inbox.id).desc())))


def try_again(session: Session, inbox_id: int, by: ChangedBy) -> bool:
    """As a new row at the end of its lane; False where it is not set aside any more.

    It keeps the words of the update, under an id that the messenger never gives.
    """
    row = _closed(session, inbox_id, by, "update.retry")
    if row is not None:
        facts = row.model_dump(exclude={"id", "state", "error", "tries"})
        session.add(Inbox(**{**facts, "update_id": -row.id}))
    return row is not None


def dismiss(session: Session, inbox_id: int, by: ChangedBy) -> bool:
    return _closed(session, inbox_id, by, "update.dismiss") is not None


def _closed(session: Session, inbox_id: int, by: ChangedBy, action: str) -> Inbox | None:
    row = session.get(Inbox, inbox_id)
    if row is None or row.state != "parked":
        return None
    row.state = "done"
    session.flush()
    audit_rows.note(session, by, action, "inbox", row.id, after={"number": row.error})
    return row

"""Which deadlines units have done, by their own word; a filing that counts by itself will say more."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import DeadlineDone


def done_in(session: Session, campaign_id: int, units: Collection[int] | None = None) -> set[tuple[str, int]]:
    """(key of the occurrence, unit) of everything done, by all units or by some."""
    query = select(DeadlineDone.key, DeadlineDone.unit_id).where(col(DeadlineDone.campaign_id) == campaign_id)
    return set(session.exec(query if units is None else query.where(col(DeadlineDone.unit_id).in_(units))).all())


def done_by(session: Session, campaign_id: int, key: str, unit_id: int) -> DeadlineDone | None:
    return session.exec(
        select(DeadlineDone).where(
            col(DeadlineDone.campaign_id) == campaign_id,
            col(DeadlineDone.key) == key,
            col(DeadlineDone.unit_id) == unit_id,
        )
    ).first()


def mark_done(session: Session, campaign_id: int, key: str, due: date | None, by: ChangedBy) -> DeadlineDone:
    """For the unit in which the person acts; a second time changes nothing."""
    present = done_by(session, campaign_id, key, by.unit_id)
    if present is not None:
        return present
    row = DeadlineDone(campaign_id=campaign_id, key=key, due=due, unit_id=by.unit_id, person_id=by.person_id, at=by.at)
    session.add(row)
    session.flush()
    audit_rows.note(session, by, "deadline.done", "deadline_done", row.id, after=row.model_dump(mode="json"))
    return row


def take_back(session: Session, row: DeadlineDone, by: ChangedBy) -> None:
    """It is open again; the audit keeps that it was marked, and by whom."""
    audit_rows.note(session, by, "deadline.taken_back", "deadline_done", row.id, before=row.model_dump(mode="json"))
    session.delete(row)
    session.flush()

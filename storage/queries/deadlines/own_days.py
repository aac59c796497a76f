"""The days that units set themselves where a plan names none (方案未规定)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import OwnDay

Day = date | int
"""A date, or a day of the month."""


def of_campaign(session: Session, campaign_id: int, units: Collection[int] | None = None) -> Sequence[OwnDay]:
    """Of all units, or of some."""
    query = select(OwnDay).where(col(OwnDay.campaign_id) == campaign_id)
    return session.exec(query if units is None else query.where(col(OwnDay.unit_id).in_(units))).all()


def own_day(session: Session, campaign_id: int, unit_id: int, deadline: str) -> OwnDay | None:
    return session.get(OwnDay, (campaign_id, unit_id, deadline))


def set_day(session: Session, campaign_id: int, deadline: str, day: Day, instance: str, by: ChangedBy) -> OwnDay:
    """For the unit in which the person acts. `at` stays when it was first set: a change does not begin it anew."""
    row = own_day(session, campaign_id, by.unit_id, deadline)
    before = row.model_dump(mode="json") if row else None
    if row is None:
        row = OwnDay(
            campaign_id=campaign_id,
            unit_id=by.unit_id,
            deadline=deadline,
            instance=instance,
            person_id=by.person_id,
            at=by.at,
        )
    row.due, row.day_of_month = (day, None) if isinstance(day, date) else (None, day)
    row.instance, row.person_id = instance, by.person_id
    session.add(row)
    session.flush()
    audit_rows.note(session, by, "own_day.set", "campaign", campaign_id, before, row.model_dump(mode="json"))
    return row


def take_back(session: Session, row: OwnDay, by: ChangedBy) -> None:
    """The plan's word holds again; the audit keeps what was set, and by whom."""
    audit_rows.note(session, by, "own_day.taken_back", "campaign", row.campaign_id, before=row.model_dump(mode="json"))
    session.delete(row)
    session.flush()

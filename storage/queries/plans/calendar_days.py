"""Days that an administrator declared worked or off, before the published calendar."""

from datetime import date

from sqlmodel import Session, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import CalendarDay


def declared(session: Session) -> dict[date, bool]:
    """Day → whether it is worked."""
    return {row.day: row.worked for row in session.exec(select(CalendarDay))}


def declare(session: Session, day: date, worked: bool, by: ChangedBy) -> None:
    row = session.get(CalendarDay, day)
    before = {"worked": row.worked} if row else None
    if row is None:
        row = CalendarDay(day=day, worked=worked, person_id=by.person_id, at=by.at)
    row.worked, row.person_id, row.at = worked, by.person_id, by.at
    session.add(row)
    session.flush()
    audit_rows.note(
        session, by, "calendar.declare", "calendar_day", None, before, {"day": day.isoformat(), "worked": worked}
    )

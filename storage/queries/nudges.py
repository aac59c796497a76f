"""Which steps of which deadlines have been said to whom: a row is the claim, so each is said once."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.tables import Nudge


def said(session: Session, person_id: int) -> dict[str, set[date]]:
    """Subject → the step days that this person has been told of."""
    steps: dict[str, set[date]] = {}
    for row in session.exec(select(Nudge).where(col(Nudge.person_id) == person_id)):
        steps.setdefault(row.subject, set()).add(row.step_day)
    return steps


def claim(session: Session, person_id: int, steps: Iterable[tuple[str, date]], now: datetime) -> None:
    """Writes down that these (subject, step day) are being said; a second claim fails in the database."""
    session.add_all(Nudge(person_id=person_id, subject=subject, step_day=day, said_at=now) for subject, day in steps)
    session.flush()

"""Claims of nudges: one row per person, subject and day, so that each reminder is said once."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.queries.messages import outbox
from storage.tables import Nudge, Outbox

AHEAD = "ahead:"
"""What the subjects of claims begin with that were made on a day which has not come yet."""
_IS_ASIDE = col(Nudge.subject).startswith(AHEAD)


def said(session: Session, person_id: int) -> dict[str, set[date]]:
    """Subject → the days whose reminder this person has been told of."""
    days: dict[str, set[date]] = {}
    for row in session.exec(select(Nudge).where(col(Nudge.person_id) == person_id)):
        days.setdefault(row.subject, set()).add(row.step_day)
    return days


def claim(session: Session, person_id: int, reminders: Iterable[tuple[str, date]], now: datetime) -> None:
    """Writes down that these (subject, day) are being said; a second claim fails in the database."""
    session.add_all(
        Nudge(person_id=person_id, subject=subject, step_day=day, said_at=now) for subject, day in reminders
    )
    session.flush()


def set_aside(session: Session, moment: datetime) -> int:
    """What was claimed after a moment that has not come yet counts no more; it can be said again. Returns how many.

    The clock ran ahead then, or it runs behind now: `restore` takes back what belongs to the past after all.
    """
    for row in session.exec(select(Outbox).where(*outbox.under("digest:"), col(Outbox.created_at) >= moment)):
        row.key = f"{AHEAD}{row.id}:{row.key}"
    aside = {(row.person_id, row.subject, row.step_day): row for row in session.exec(select(Nudge).where(_IS_ASIDE))}
    claims = session.exec(select(Nudge).where(col(Nudge.said_at) >= moment, ~_IS_ASIDE)).all()
    for claim in claims:
        if (older := aside.get((claim.person_id, AHEAD + claim.subject, claim.step_day))) is not None:
            session.delete(older)
            session.flush()
        claim.subject = AHEAD + claim.subject
    session.flush()
    return len(claims)


def restore(session: Session, moment: datetime) -> None:
    """What was set aside and was said before a moment counts again, unless it was claimed anew meanwhile."""
    for row in session.exec(select(Nudge).where(_IS_ASIDE, col(Nudge.said_at) < moment)).all():
        subject = row.subject.removeprefix(AHEAD)
        if row.step_day in said(session, row.person_id).get(subject, ()):
            session.delete(row)
        else:
            row.subject = subject
        session.flush()

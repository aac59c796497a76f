"""The audit is not what was sealed: the administrators at the top are told once, and see it until it is put right."""

from datetime import date, datetime

from handlers.turn import screens
from locales import N_
from storage.database import Session
from storage.queries.audit import audit_sealing
from storage.queries.messages import outbox
from storage.queries.organisation import units
from storage.queries.people import people

BROKEN = N_(
    "⚠️ The audit does not continue from where it was sealed last; somebody may have changed the database by hand. "
    "Everything goes on working and what is done from now on is kept too. Please have whoever looks after the "
    "machine run “xiaohao audit verify”: it names the first row that differs and says what to do."
)


def tell(session: Session, now: datetime, today: date) -> None:
    """Once for where the chain stands: not at each tick, and not again after a start."""
    top = units.root_unit(session)
    if top is None or is_raised(session):
        return
    for admin in people.people_with_role(session, "admin", top.id, today):
        screens.send(session, admin, [BROKEN], f"{_key(session)}{admin.person_id}", now, nudge=True)


def is_raised(session: Session) -> bool:
    """As long as nothing was sealed since."""
    return outbox.is_under_way(session, _key(session))


def _key(session: Session) -> str:
    return f"audit broken at {audit_sealing.last_sealed(session)}>"

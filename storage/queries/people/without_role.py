"""People who never held a role here and whose data is kept all the same: former contacts, and invited who never came.

As with people who left, only what is over can be erased: a contact who was removed, an invitation withdrawn or refused.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.people import person_erasure
from storage.tables import Audit, AuditPersonal, Entity, EntityContact, EntityPlace, Invitation, Unit

OVER = ("withdrawn", "refused")


@dataclass(frozen=True)
class Outsider:
    """`kind`: contact or invited; `place` is the enterprise or the unit, `path` the unit's."""

    kind: str
    id: int
    name: str
    place: str
    path: str


def gone(session: Session, scope: Scope, today: date) -> list[Outsider]:
    """Contacts before invited people, the newest first."""
    return [*_contacts(session, scope, today), *_invited(session, scope)]


def one_gone(session: Session, kind: str, number: int, scope: Scope, today: date) -> Outsider | None:
    if kind == "contact":
        outsiders = _contacts(session, scope, today, col(EntityContact.id) == number)
    else:
        outsiders = _invited(session, scope, col(Invitation.id) == number)
    return next(iter(outsiders), None)


def erase(session: Session, outsider: Outsider, by: ChangedBy) -> None:
    if outsider.kind == "contact":
        person_erasure.erase_contact(session, session.get_one(EntityContact, outsider.id), by)
        return
    invitation = session.get_one(Invitation, outsider.id)
    about = select(Audit.id).where(col(Audit.noun) == "invitation", col(Audit.record_id) == invitation.id)
    session.execute(delete(AuditPersonal).where(col(AuditPersonal.audit_id).in_(about)))
    invitation.name = invitation.post = invitation.phone = ""
    session.flush()
    audit_rows.note(session, by, "invitation.erase", "invitation", invitation.id)


def _contacts(session: Session, scope: Scope, today: date, *conditions: Any) -> list[Outsider]:
    rows = session.exec(
        select(EntityContact.id, EntityContact.name, Entity.name, Unit.path)
        .join(Entity, col(Entity.id) == col(EntityContact.entity_id))
        .join(EntityPlace, col(EntityPlace.entity_id) == col(Entity.id))
        .join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
        .where(col(EntityContact.valid_to) < today, *holding(EntityPlace, today), below(*scope), *conditions)
        .where(col(EntityContact.name).not_like(person_erasure.erased_contact(0)[:-1] + "%"))
        .where(col(EntityContact.name).not_like(person_erasure.erased_name(0)[:-1] + "%"))
        .order_by(col(EntityContact.valid_to).desc(), col(EntityContact.id).desc())
    )
    return [Outsider("contact", *row) for row in rows]


def _invited(session: Session, scope: Scope, *conditions: Any) -> list[Outsider]:
    rows = session.exec(
        select(Invitation.id, Invitation.name, Unit.name, Unit.path)
        .join(Unit, col(Unit.id) == col(Invitation.unit_id))
        .where(col(Invitation.state).in_(OVER), col(Invitation.used_by).is_(None), col(Invitation.name) != "")
        .where(below(*scope), *conditions)
        .order_by(col(Invitation.id).desc())
    )
    return [Outsider("invited", *row) for row in rows]

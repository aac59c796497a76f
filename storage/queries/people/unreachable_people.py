"""Who does not hear from us: people who blocked the bot, and people who were invited and never came."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import Account, Invitation, Membership, Person, Unit


@dataclass(frozen=True)
class UnreachedPerson:
    name: str
    unit: str
    invited_at: datetime | None = None


def blocked_below(session: Session, scope: Scope, today: date) -> list[UnreachedPerson]:
    """In the order of the tree; a person with roles in several units is listed with each."""
    rows = session.exec(
        select(Person.name, Unit.name, Unit.path)
        .join(Account, col(Account.person_id) == col(Person.id))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Membership.unit_id))
        .where(col(Account.reachable).is_(False), below(*scope), *held_on(today))
        .order_by(col(Unit.path), col(Person.name))
    )
    return list(dict.fromkeys(UnreachedPerson(name, unit) for name, unit, _ in rows))


def never_came(session: Session, scope: Scope) -> list[UnreachedPerson]:
    """Invitations that nobody has taken up, the oldest first."""
    rows = session.exec(
        select(Invitation, Unit)
        .join(Unit)
        .where(col(Invitation.state) == "open", col(Invitation.used_by).is_(None), below(*scope))
        .order_by(col(Invitation.created_at))
    )
    return [UnreachedPerson(row.name, unit.name, row.created_at) for row, unit in rows]

"""Invitations: one use, with an end, known by the hash of their token alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.queries.ground.unit_paths import Scope, below
from storage.tables import Entity, Invitation, LinkTry, Person, Unit

TRIES_COUNT_FOR = timedelta(hours=1)
PRINTED = "first administrator"
"""The `external_ref` of the one link that `run` has printed."""


@dataclass(frozen=True)
class Invited:
    """An invitation with the names of its unit, entity, inviter and newcomer, and its state."""

    id: int
    role: str
    unit_id: int | None
    unit: str
    path: str
    entity_id: int | None
    entity: str
    name: str
    post: str
    state: str
    expires_at: datetime
    inviter_id: int | None
    inviter: str
    newcomer_id: int | None
    newcomer: str
    newcomer_post: str
    phone: str
    valid_from: date | None
    valid_to: date | None
    """The days of the role, where a workbook says them."""

    def is_over(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today

    def can_be_taken(self, person_id: int | None, now: datetime) -> bool:
        """By somebody new; or taken up again by the one who has begun."""
        mine = self.newcomer_id is None or self.newcomer_id == person_id
        return self.state == "open" and self.expires_at > now and mine


def add(
    session: Session,
    token_hash: str,
    role: str,
    unit_id: int | None,
    now: datetime,
    expires_at: datetime,
    inviter_id: int | None = None,
    entity_id: int | None = None,
) -> int:
    row = Invitation(
        token_hash=token_hash,
        role=role,
        unit_id=unit_id,
        entity_id=entity_id,
        created_by=inviter_id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return row.id


def renew(session: Session, invitation_id: int, token_hash: str, expires_at: datetime, inviter_id: int) -> None:
    """Another link for the same invitation; the one before stops working."""
    row = session.get_one(Invitation, invitation_id)
    row.token_hash, row.expires_at = token_hash, expires_at
    row.created_by = row.created_by or inviter_id
    row.used_by = row.used_at = None
    session.flush()


def by_hash(session: Session, token_hash: str) -> Invited | None:
    return next(iter(_invited(session, col(Invitation.token_hash) == token_hash)), None)


def invitation(session: Session, invitation_id: int) -> Invited | None:
    return next(iter(_invited(session, col(Invitation.id) == invitation_id)), None)


def begun_by(session: Session, person_id: int) -> Invited | None:
    """What this person has taken up and is not decided yet, the newest."""
    mine = _invited(session, col(Invitation.used_by) == person_id, col(Invitation.state).in_(("open", "waiting")))
    return next(iter(mine), None)


def listed(session: Session, scope: Scope, now: datetime) -> list[Invited]:
    """Those of a scope that wait for a word, can still be used, or are for a named person (of a workbook)."""
    usable = or_(col(Invitation.expires_at) > now, col(Invitation.name) != "")
    alive = or_(col(Invitation.state) == "waiting", and_(col(Invitation.state) == "open", usable))
    return _invited(session, alive, below(*scope))


def _invited(session: Session, *conditions: Any) -> list[Invited]:
    inviter, newcomer = aliased(Person), aliased(Person)
    rows: Sequence[Any] = session.exec(
        select(Invitation, Unit, Entity.name, inviter.name, newcomer)  # type: ignore[call-overload]
        .outerjoin(Unit, col(Unit.id) == col(Invitation.unit_id))
        .outerjoin(Entity, col(Entity.id) == col(Invitation.entity_id))
        .outerjoin(inviter, inviter.id == Invitation.created_by)
        .outerjoin(newcomer, newcomer.id == Invitation.used_by)
        .where(*conditions)
        .order_by(col(Invitation.state).desc(), col(Invitation.id).desc())
    ).all()
    return [
        Invited(
            id=row.id,
            role=row.role,
            unit_id=row.unit_id,
            unit=unit.name if unit else "",
            path=unit.path if unit else "/",
            entity_id=row.entity_id,
            entity=entity or "",
            name=row.name,
            post=row.post,
            state=row.state,
            expires_at=row.expires_at,
            inviter_id=row.created_by,
            inviter=invited_by or "",
            newcomer_id=row.used_by,
            newcomer=came.name if came else "",
            newcomer_post=came.post if came else "",
            phone=row.phone,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row, unit, entity, invited_by, came in rows
    ]


def take(session: Session, invitation_id: int, person_id: int, now: datetime) -> bool:
    """Gives the link to a newcomer; False where another person took it in the meantime."""
    free = (
        update(Invitation)
        .where(
            col(Invitation.id) == invitation_id,
            col(Invitation.state) == "open",
            col(Invitation.expires_at) > now,
            or_(col(Invitation.used_by).is_(None), col(Invitation.used_by) == person_id),
        )
        .values(used_by=person_id, used_at=now)
    )
    return bool(session.execute(free).rowcount == 1)  # type: ignore[attr-defined]


def settle(session: Session, invitation_id: int, state: str, decided_by: int | None = None) -> None:
    """`waiting` for a word, or `accepted`, `refused`, `withdrawn` by somebody."""
    row = session.get_one(Invitation, invitation_id)
    row.state, row.decided_by = state, decided_by
    session.flush()


def place(session: Session, invitation_id: int, unit_id: int) -> None:
    """The first administrator's, which came before any unit."""
    session.get_one(Invitation, invitation_id).unit_id = unit_id
    session.flush()


def print_first(session: Session, invitation_id: int) -> None:
    """This is the link that `run` shows now; the one it showed before stops working, even half-way through its form."""
    for row in session.exec(select(Invitation).where(col(Invitation.external_ref) == PRINTED)):
        row.external_ref, row.state = None, "withdrawn"
    session.flush()
    session.get_one(Invitation, invitation_id).external_ref = PRINTED
    session.flush()


def withdraw_first(session: Session) -> None:
    """Withdraws every open link for a first administrator, once one has joined."""
    session.execute(
        update(Invitation)
        .where(col(Invitation.unit_id).is_(None), col(Invitation.state).in_(("open", "waiting")))
        .values(state="withdrawn")
    )


def wrong_tries(session: Session, external_id: int, now: datetime) -> int:
    """How many wrong links this account has sent within the hour."""
    recent = col(LinkTry.at) > now - TRIES_COUNT_FOR
    counted = select(func.count()).select_from(LinkTry).where(col(LinkTry.external_id) == external_id, recent)
    return session.exec(counted).one()


def note_wrong_try(session: Session, external_id: int, now: datetime) -> None:
    session.execute(delete(LinkTry).where(col(LinkTry.at) <= now - TRIES_COUNT_FOR))
    session.add(LinkTry(external_id=external_id, at=now))

"""Invitations: one use, with an end, known by the hash of their token."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.tables import Invitation


def add(session: Session, token_hash: str, role: str, unit_id: int, now: datetime, expires_at: datetime) -> None:
    session.add(Invitation(token_hash=token_hash, role=role, unit_id=unit_id, created_at=now, expires_at=expires_at))


def open_one(session: Session, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation of a token, if it can still be used."""
    return session.exec(
        select(Invitation).where(
            col(Invitation.token_hash) == token_hash,
            col(Invitation.used_by).is_(None),
            col(Invitation.expires_at) > now,
        )
    ).first()

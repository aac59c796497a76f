"""Drafts: forms being filled in, one in hand per person, others beside it. Every answer is committed at once."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from forms.state import State
from storage.json_values import JsonObject
from storage.tables import Draft


def in_hand(session: Session, person_id: int) -> Draft | None:
    return session.exec(select(Draft).where(col(Draft.person_id) == person_id, col(Draft.in_hand))).first()


def drafts_of(session: Session, person_id: int) -> list[Draft]:
    """All of a person's drafts, the newest first."""
    return list(
        session.exec(select(Draft).where(col(Draft.person_id) == person_id).order_by(col(Draft.updated_at).desc()))
    )


def draft(session: Session, instance: str) -> Draft | None:
    return session.get(Draft, instance)


def begin(
    session: Session,
    person_id: int,
    state: State,
    campaign_version_id: int | None,
    about: JsonObject,
    now: datetime,
) -> Draft:
    """A new draft, in hand; the one before waits beside it. `about` says which record it is about, if any."""
    set_aside(session, person_id)
    row = Draft(
        instance=state.instance,
        person_id=person_id,
        form=state.form,
        form_version=state.version,
        campaign_version_id=campaign_version_id,
        about=about,
        state=state.to_json(),
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row


def keep(session: Session, row: Draft, state: State, now: datetime) -> None:
    row.state, row.form_version, row.updated_at = state.to_json(), state.version, now
    session.flush()


def take_in_hand(session: Session, row: Draft) -> None:
    set_aside(session, row.person_id)
    row.in_hand = True
    session.flush()


def set_aside(session: Session, person_id: int) -> None:
    session.execute(update(Draft).where(col(Draft.person_id) == person_id, col(Draft.in_hand)).values(in_hand=False))


def drop(session: Session, row: Draft) -> None:
    session.delete(row)
    session.flush()

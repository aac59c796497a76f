"""The audit: every change writes who, in which unit and role, what before and after, in the same transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.tables import Audit


@dataclass(frozen=True)
class By:
    """Who changes something: the person in a role, by which update, when."""

    at: datetime
    person_id: int
    unit_id: int
    role: str
    update_id: int | None = None


def note(
    session: Session,
    by: By,
    action: str,
    noun: str,
    record_id: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    session.add(
        Audit(
            at=by.at,
            person_id=by.person_id,
            unit_id=by.unit_id,
            role=by.role,
            update_id=by.update_id,
            action=action,
            noun=noun,
            record_id=record_id,
            before=before,
            after=after,
            salt=secrets.token_hex(16),
        )
    )

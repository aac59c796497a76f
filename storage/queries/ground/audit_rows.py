"""The audit: every change writes who, in which unit and role, what before and after, in the same transaction.

audit.note(session, by, "person.move", "person", 12, before={"unit_id": 3}, after={"unit_id": 4})
audit.note(session, by, "person.rename", "person", 12, personal=Personal({"name": ["李示例", "李样例"]}, person_id=12))
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from sqlmodel import Session

from storage.json_values import Facts
from storage.queries.ground import bulk_rows
from storage.tables import Audit, AuditPersonal


@dataclass(frozen=True)
class ChangedBy:
    """Who changes something: the person in a role, by which update, when."""

    at: datetime
    person_id: int
    unit_id: int
    role: str
    update_id: int | None = None


@dataclass(frozen=True)
class Operator:
    """The author of changes made on the command line: no person and no role, only the moment."""

    at: datetime
    person_id: None = None
    unit_id: None = None
    role: Literal["operator"] = "operator"
    update_id: None = None


@dataclass(frozen=True)
class PersonalData:
    """Names, posts and phones that a change is about, and whose they are: kept beside the row, to be erased one day."""

    data: Facts
    person_id: int | None = None
    entity_id: int | None = None


def note(
    session: Session,
    by: ChangedBy | Operator,
    action: str,
    noun: str,
    record_id: int | None,
    before: Facts | None = None,
    after: Facts | None = None,
    personal: PersonalData | None = None,
) -> None:
    """One change, one row. Names and phones of people go into `personal`, never into before and after."""
    row = Audit(
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
        salt=_salt(),
    )
    session.add(row)
    if personal is not None:
        salt = _salt()
        row.personal_digest = digest_of(personal, salt)
        session.flush()
        session.add(AuditPersonal(audit_id=row.id, salt=salt, **vars(personal)))


@dataclass(frozen=True)
class AuditedChange:
    """One of many changes that are written at once, as an import does."""

    action: str
    noun: str
    record_id: int | None
    before: Facts | None = None
    after: Facts | None = None
    personal: PersonalData | None = None


def note_many(session: Session, by: ChangedBy | Operator, changes: Sequence[AuditedChange]) -> None:
    """Like `note`, in two statements however many changes there are."""
    common = {name: getattr(by, name) for name in ("at", "person_id", "unit_id", "role", "update_id")}
    rows, beside = [], []
    for change in changes:
        salt = _salt() if change.personal else ""
        digest = digest_of(change.personal, salt) if change.personal else None
        facts = {name: value for name, value in vars(change).items() if name != "personal"}
        rows.append({**common, **facts, "salt": _salt(), "personal_digest": digest})
        beside.append(salt)
    if not any(beside):
        bulk_rows.add(session, Audit, rows)
        return
    ids = bulk_rows.add_with_ids(session, Audit, rows)
    kept = [
        {"audit_id": audit_id, "salt": salt, **vars(change.personal)}
        for audit_id, change, salt in zip(ids, changes, beside, strict=True)
        if change.personal
    ]
    bulk_rows.add(session, AuditPersonal, kept)


def digest_of(personal: PersonalData, salt: str) -> str:
    """What stays in the audit row when the personal data is gone; without the salt nobody can guess a phone from it."""
    return hashlib.sha256(canonical([salt, personal.data, personal.person_id, personal.entity_id])).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON, the same before it was stored and after."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _salt() -> str:
    return secrets.token_hex(16)

"""What moves over time about an entity: each change holds from a day on, the history stays, the audit tells both."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from storage.json_values import Facts
from storage.queries.ground.audit_rows import ChangedBy, PersonalData
from storage.queries.ground.dated_rows import end_before, holding, holds, put_among
from storage.queries.register import search_index
from storage.queries.register.register_entity_rows import note
from storage.search.comparable import code_key
from storage.tables import (
    EntityContact,
    EntityLevel,
    EntityOfficer,
    EntityPlace,
    EntityTag,
    Licence,
    Membership,
)


def move(session: Session, entity_id: int, unit_id: int, day: date, reason: str, by: ChangedBy, instance: str) -> None:
    """Into another territory. Its officer stays behind, its own contacts (企业联系人) come along."""
    before = _held(session, EntityPlace, entity_id, day)
    put_among(
        session,
        _rows(session, EntityPlace, entity_id),
        EntityPlace(entity_id=entity_id, unit_id=unit_id, valid_from=day),
    )
    end_before(session, _rows(session, EntityOfficer, entity_id), day)
    for row in _rows(session, Membership, entity_id):
        if holds(row, day) and row.unit_id != unit_id:
            row.unit_id = unit_id  # the role is bound to the enterprise; the unit is only where that lies
    was = {"unit_id": before.unit_id} if before else None
    values = {"unit_id": unit_id, "day": day.isoformat(), "reason": reason}
    note(session, by, "move", entity_id, was, values, instance)


@dataclass(frozen=True)
class Level:
    """A level under a scheme, and why."""

    scheme: str
    level: str
    reason: str = ""
    published_on: date | None = None


def set_level(session: Session, entity_id: int, level: Level, day: date, by: ChangedBy, instance: str = "") -> None:
    """Never two levels of one scheme on one day; those of other schemes stay as they are."""
    rows = [row for row in _rows(session, EntityLevel, entity_id) if row.scheme == level.scheme]
    before = next((row for row in rows if holds(row, day)), None)
    was = {"scheme": before.scheme, "level": before.level} if before else None
    put_among(session, rows, EntityLevel(entity_id=entity_id, valid_from=day, **vars(level)))
    values = {"scheme": level.scheme, "level": level.level, "reason": level.reason, "day": day.isoformat()}
    if level.published_on:
        values["published_on"] = level.published_on.isoformat()
    note(session, by, "level", entity_id, was, values, instance)


def set_tags(session: Session, entity_id: int, tags: Sequence[str], day: date, by: ChangedBy, instance: str) -> None:
    """Just these from a day on; each tag has its own days."""
    rows = _rows(session, EntityTag, entity_id)
    present = {row.tag for row in rows if holds(row, day)}
    if present == set(tags):
        return
    end_before(session, [row for row in rows if row.tag not in tags], day)
    for tag in tags:
        if tag not in present:
            same = [row for row in rows if row.tag == tag]
            put_among(session, same, EntityTag(entity_id=entity_id, tag=tag, valid_from=day))
    after = {"tags": sorted(tags), "day": day.isoformat()}
    note(session, by, "tags", entity_id, {"tags": sorted(present)}, after, instance)


def set_officer(session: Session, entity_id: int, person_id: int, day: date, by: ChangedBy, instance: str) -> None:
    before = _held(session, EntityOfficer, entity_id, day)
    rows = _rows(session, EntityOfficer, entity_id)
    put_among(session, rows, EntityOfficer(entity_id=entity_id, person_id=person_id, valid_from=day))
    was = {"officer_id": before.person_id} if before else None
    note(session, by, "officer", entity_id, was, {"officer_id": person_id, "day": day.isoformat()}, instance)


@dataclass(frozen=True)
class NewContact:
    name: str
    post: str
    phone: str


def add_contact(session: Session, entity_id: int, contact: NewContact, day: date, by: ChangedBy, instance: str) -> None:
    row = EntityContact(entity_id=entity_id, **asdict(contact), valid_from=day)
    session.add(row)
    session.flush()
    personal = PersonalData({"after": asdict(contact)}, entity_id=entity_id)
    note(session, by, "contact", entity_id, None, {"contact_id": row.id}, instance, personal)


def end_contact(session: Session, contact_id: int, entity_id: int, today: date, by: ChangedBy) -> str | None:
    """Ends a contact and returns its name; None where it had ended before."""
    row = session.get(EntityContact, contact_id)
    if row is None or row.entity_id != entity_id or not holds(row, today):
        return None
    name = row.name
    personal = PersonalData({"before": {"name": name, "post": row.post, "phone": row.phone}}, entity_id=entity_id)
    note(session, by, "contact_end", entity_id, {"contact_id": contact_id}, None, personal=personal)
    end_before(session, [row], today)
    return name


@dataclass(frozen=True)
class NewLicence:
    kind: str
    number: str
    issued_on: date | None = None
    valid_until: date | None = None


def put_licence(session: Session, entity_id: int, licence: NewLicence, by: ChangedBy, instance: str) -> bool:
    """A new one, or new days for the one of this number; True where it is new."""
    key = code_key(licence.number)
    same = (col(Licence.entity_id) == entity_id, col(Licence.number_key) == key)
    row = session.exec(select(Licence).where(*same)).first()
    is_new = row is None
    row = row or Licence(entity_id=entity_id, number=licence.number, number_key=key, kind=licence.kind)
    was = None if is_new else _licence(row)
    row.kind, row.number = licence.kind, licence.number
    row.issued_on, row.valid_until = licence.issued_on, licence.valid_until
    session.add(row)
    search_index.index(session, [entity_id])
    note(session, by, "licence", entity_id, was, _licence(row), instance)
    return is_new


def _licence(row: Licence) -> Facts:
    days = {"issued_on": row.issued_on, "valid_until": row.valid_until}
    values = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"kind": row.kind, "number": row.number, **values}


def _rows(session: Session, table: Any, entity_id: int) -> list[Any]:
    return list(session.exec(select(table).where(col(table.entity_id) == entity_id)))


def _held(session: Session, table: Any, entity_id: int, day: date) -> Any:
    return session.exec(select(table).where(col(table.entity_id) == entity_id, *holding(table, day)).limit(1)).first()

"""Looking through the audit: who did what to which record, newest first, inside the asker's scope."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from records.all_nouns import all_nouns
from storage.json_values import Facts
from storage.queries.ground.record_by_number import called
from storage.queries.ground.unit_paths import Scope, below, is_below, is_top
from storage.tables import (
    Audit,
    AuditPersonal,
    Campaign,
    Entity,
    Inspection,
    Person,
    RiskItem,
    Unit,
)
from storage.tables.noun_tables import table_of

NAMED: dict[str, Any] = {"entity": Entity.name, "unit": Unit.name, "person": Person.name, "campaign": Campaign.title}
"""By the noun of an audit row: how what has no number is called on screen."""

NAMES_OF: dict[str, Any] = {
    "below": Unit.name,
    "campaign_id": Campaign.title,
    "entity_id": Entity.name,
    "inspection_id": Inspection.number,
    "into": Unit.name,
    "merged_into": Entity.name,
    "officer_id": Person.name,
    "person_id": Person.name,
    "stands_in_for": Person.name,
    "to": Unit.name,
    "unit": Unit.name,
    "unit_id": Unit.name,
}
"""What a field of a change refers to."""
NAMES_OF_SEVERAL: dict[str, Any] = {
    "colleagues": Person.name,
    "people": Person.name,
    "risk_items": RiskItem.number,
    "units": Unit.name,
}
"""Where it holds a list. (`people` that is no list is how many went.)"""


@dataclass(frozen=True)
class AuditQuery:
    """What is looked for; what is None does not matter."""

    noun: str | None = None
    record_id: int | None = None
    person_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    action: str | None = None
    before: int | None = None
    """Rows older than this one: the next page."""


CONDITIONS: dict[str, Callable[[Any], Any]] = {
    "noun": lambda noun: col(Audit.noun) == noun,
    "record_id": lambda record_id: col(Audit.record_id) == record_id,
    "person_id": lambda person_id: col(Audit.person_id) == person_id,
    "since": lambda since: col(Audit.at) >= since,
    "until": lambda until: col(Audit.at) < until,
    "action": lambda action: col(Audit.action) == action,
    "before": lambda row: col(Audit.id) < row,
}


@dataclass(frozen=True)
class AuditLine:
    audit_id: int
    at: datetime
    person_id: int | None
    person: str
    """Empty for the command line and the program itself."""
    unit: str
    role: str | None
    action: str
    noun: str
    record_id: int | None
    record: str
    """The record's number or name; empty where it has none."""


@dataclass(frozen=True)
class AuditDetails:
    line: AuditLine
    before: Facts
    after: Facts
    personal: Facts | None
    erased: bool


def find(session: Session, wanted: AuditQuery, scope: Scope, most: int) -> list[AuditLine]:
    """At most so many rows, the newest first; rows of the command line are shown at the very top only."""
    inside = col(Audit.unit_id).in_(select(Unit.id).where(below(*scope)))
    conditions: list[Any] = [or_(inside, col(Audit.unit_id).is_(None)) if _holds_the_top(scope) else inside]
    filters = {name: value for name, value in vars(wanted).items() if value is not None}
    conditions += [CONDITIONS[name](value) for name, value in filters.items()]
    rows = session.exec(select(Audit).where(*conditions).order_by(col(Audit.id).desc()).limit(most)).all()
    return _lines(session, rows)


def details(session: Session, audit_id: int, scope: Scope) -> AuditDetails | None:
    """One row with what it changed; None where it lies outside of the scope."""
    row = session.get(Audit, audit_id)
    if row is None:
        return None
    unit = session.get(Unit, row.unit_id) if row.unit_id is not None else None
    if not (is_below(unit.path, *scope) if unit else _holds_the_top(scope)):
        return None
    personal = session.get(AuditPersonal, audit_id)
    erased = row.personal_digest is not None and personal is None
    data = personal.data if personal else None
    return AuditDetails(
        _lines(session, [row])[0], _readable(session, row.before), _readable(session, row.after), data, erased
    )


def _holds_the_top(scope: Scope) -> bool:
    return any(map(is_top, scope))


def _readable(session: Session, facts: Facts | None) -> Facts:
    """Facts with the names that their ids stand for."""
    values = dict(facts or {})
    for field, column in NAMES_OF.items():
        if isinstance(row_id := values.get(field), int):
            values[field] = _named(session, column.class_.id, column, [row_id]).get(row_id, row_id)
    for field, column in NAMES_OF_SEVERAL.items():
        if isinstance(row_ids := values.get(field), list):
            names = _named(session, column.class_.id, column, row_ids)
            values[field] = [names.get(row_id, row_id) for row_id in row_ids]
    return values


def _numbered() -> dict[str, Any]:
    """By noun: the column with the numbers of its records."""
    return {key: table_of(noun).number for key, noun in all_nouns().items()}


def record(session: Session, number: str, scope: Scope) -> tuple[str, int] | None:
    """(noun, id) of a record by a number as people type it; the first to which anything was done in the scope."""
    for meant in called(session, number):
        if find(session, AuditQuery(noun=meant.noun.key, record_id=meant.id), scope, 1):
            return meant.noun.key, meant.id
    return None


def people_named(session: Session, words: str, scope: Scope, most: int) -> list[Person]:
    """People who did something in the scope, by a part of their name; also those who have left."""
    acted = select(Audit.person_id).where(col(Audit.unit_id).in_(select(Unit.id).where(below(*scope))))
    named = select(Person).where(col(Person.name).icontains(words, autoescape=True), col(Person.id).in_(acted))
    return list(session.exec(named.order_by(col(Person.name)).limit(most)))


def _lines(session: Session, rows: Sequence[Audit]) -> list[AuditLine]:
    people = _named(session, Person.id, Person.name, [row.person_id for row in rows])
    units = _named(session, Unit.id, Unit.name, [row.unit_id for row in rows])
    records = _record_names(session, rows)
    return [
        AuditLine(
            row.id,
            row.at,
            row.person_id,
            people.get(row.person_id, ""),
            units.get(row.unit_id, ""),
            row.role,
            row.action,
            row.noun,
            row.record_id,
            records.get((row.noun, row.record_id), ""),
        )
        for row in rows
    ]


def _record_names(session: Session, rows: Sequence[Audit]) -> dict[tuple[str, int | None], str]:
    named: dict[tuple[str, int | None], str] = {}
    for noun, column in (_numbered() | NAMED).items():
        ids = [row.record_id for row in rows if row.noun == noun]
        names = _named(session, column.class_.id, column, ids)
        named |= {(noun, record_id): name for record_id, name in names.items()}
    return named


def _named(session: Session, key: Any, name: Any, ids: Sequence[int | None]) -> dict[int | None, str]:
    wanted = {number for number in ids if number is not None}
    return dict(session.exec(select(key, name).where(col(key).in_(wanted))).all()) if wanted else {}

"""Who works where: joining, leaving, moving, another role, standing in; and the lists of people that are shown."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.json_values import Facts
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy, Operator
from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import Account, Invitation, Membership, Person, Unit


@dataclass(frozen=True)
class Member:
    """One role of one person, as a list shows it."""

    membership_id: int
    person_id: int
    name: str
    post: str
    phone: str
    role: str
    unit_id: int
    unit: str
    path: str
    entity_id: int | None
    stands_in_for: int | None
    valid_from: date
    valid_to: date | None
    reachable: bool


def join(
    session: Session,
    person_id: int,
    role: str,
    unit_id: int,
    today: date,
    by: ChangedBy | Operator,
    *,
    entity_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> int:
    """A role from today on and for good, or from its `first` day to its `last`; one held already is not given twice."""
    first = first or today
    held = session.exec(
        select(Membership.id).where(
            col(Membership.person_id) == person_id,
            col(Membership.role) == role,
            col(Membership.unit_id) == unit_id,
            col(Membership.entity_id) == entity_id if entity_id else col(Membership.entity_id).is_(None),
            col(Membership.stands_in_for).is_(None),
            *held_on(max(first, today)),
        )
    ).first()
    if held is not None:
        return held
    row = Membership(
        person_id=person_id, unit_id=unit_id, role=role, entity_id=entity_id, valid_from=first, valid_to=last
    )
    return _added(session, row, "person.join", by)


def stand_in(session: Session, absent: Membership, person_id: int, first: date, last: date, by: ChangedBy) -> int:
    """The role of a colleague on leave, from a day to a day."""
    row = Membership(
        person_id=person_id,
        unit_id=absent.unit_id,
        role=absent.role,
        stands_in_for=absent.person_id,
        valid_from=first,
        valid_to=last,
    )
    return _added(session, row, "person.stand_in", by)


def end(session: Session, row: Membership, today: date, by: ChangedBy, action: str = "person.leave") -> None:
    """The role stops at once: yesterday was its last day, and one that began today has never been.

    Standing in for this person ends with it, as far as it is the same role.
    """
    before = {"membership": row.id, **facts(row)}
    after: Facts = {"taken_back": True}
    if row.valid_from < today:
        row.valid_to = today - timedelta(days=1)
        after = {"valid_to": row.valid_to.isoformat()}
    else:
        session.delete(row)
    session.flush()
    audit_rows.note(session, by, action, "person", row.person_id, before, after)
    for deputy in _deputies(session, row, today):
        end(session, deputy, today, by, "person.stand_in_over")


def change(session: Session, row: Membership, today: date, by: ChangedBy, **to: Any) -> int:
    """Another unit (`unit_id=`) or role (`role=`) from today on; what was until yesterday stays as it was."""
    action = "person.move" if "unit_id" in to else "person.change_role"
    before = facts(row)
    wanted = {"unit_id": row.unit_id, "role": row.role, **to}
    for deputy in _deputies(session, row, today):
        end(session, deputy, today, by, "person.stand_in_over")
    if row.valid_from < today:
        row.valid_to = today - timedelta(days=1)
        row = Membership(person_id=row.person_id, valid_from=today, **wanted)
        session.add(row)
    else:
        row.unit_id, row.role = wanted["unit_id"], wanted["role"]
    session.flush()
    audit_rows.note(session, by, action, "person", row.person_id, before, facts(row))
    return row.id


def _deputies(session: Session, row: Membership, today: date) -> list[Membership]:
    if row.stands_in_for is not None:
        return []
    standing_in = select(Membership).where(
        col(Membership.stands_in_for) == row.person_id,
        col(Membership.unit_id) == row.unit_id,
        col(Membership.role) == row.role,
        col(Membership.valid_to) >= today,
    )
    return list(session.exec(standing_in))


def _added(session: Session, row: Membership, action: str, by: ChangedBy | Operator) -> int:
    session.add(row)
    session.flush()
    audit_rows.note(session, by, action, "person", row.person_id, after={"membership": row.id, **facts(row)})
    return row.id


def facts(row: Membership) -> Facts:
    known = {
        "role": row.role,
        "unit_id": row.unit_id,
        "entity_id": row.entity_id,
        "stands_in_for": row.stands_in_for,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def describe(session: Session, person_id: int, name: str, post: str, phone: str, by: ChangedBy) -> None:
    """What a person is called, their post and phone; personal, so it lies beside the audit row."""
    person = session.get_one(Person, person_id)
    wanted = {"name": name, "post": post, "phone": phone}
    changed = {key: [getattr(person, key), value] for key, value in wanted.items() if getattr(person, key) != value}
    if not changed:
        return
    person.name, person.post, person.phone = name, post, phone
    session.flush()
    audit_rows.note(
        session,
        by,
        "person.describe",
        "person",
        person_id,
        personal=audit_rows.PersonalData(changed, person_id=person_id),
    )


def person(session: Session, person_id: int) -> Person:
    return session.get_one(Person, person_id)


def membership(session: Session, membership_id: int) -> Membership | None:
    return session.get(Membership, membership_id)


def ever_worked(session: Session, person_id: int) -> bool:
    """Whether this person has been let in, now or before, be it for less than a day."""
    held = select(Membership.id).where(col(Membership.person_id) == person_id)
    let_in = select(Invitation.id).where(col(Invitation.used_by) == person_id, col(Invitation.state) == "accepted")
    return any(session.exec(query.limit(1)).first() is not None for query in (held, let_in))


def begins(session: Session, person_id: int, today: date) -> date | None:
    """The first day of the earliest role that begins after a day; None where there is none."""
    coming = (col(Membership.person_id) == person_id, col(Membership.valid_from) > today)
    return session.exec(select(func.min(Membership.valid_from)).where(*coming)).one()


def of_person(session: Session, person_id: int, today: date) -> list[Member]:
    """The roles of a person, with those that begin later."""
    still = (col(Membership.valid_to).is_(None)) | (col(Membership.valid_to) >= today)
    return _members(session, col(Membership.person_id) == person_id, still)


def deputies(session: Session, person_id: int, today: date) -> list[Member]:
    """Who stands in for a person, today or later."""
    return _members(session, col(Membership.stands_in_for) == person_id, col(Membership.valid_to) >= today)


def works_in(session: Session, person_id: int, scope: Scope, today: date) -> bool:
    """Somewhere in a scope, other than for an enterprise."""
    inside = (col(Membership.person_id) == person_id, col(Membership.role) != "enterprise", below(*scope))
    return bool(_members(session, *inside, *held_on(today), most=1))


def of_unit(session: Session, unit_id: int, today: date) -> list[Member]:
    """The people of just this unit, enterprise contacts apart."""
    return _members(session, col(Membership.unit_id) == unit_id, col(Membership.role) != "enterprise", *held_on(today))


def of_entity(session: Session, entity_id: int, today: date) -> list[Member]:
    return _members(session, col(Membership.entity_id) == entity_id, *held_on(today))


def named(session: Session, words: str, scope: Scope, today: date, most: int | None = None) -> list[Member]:
    """People of a scope by a part of their name, each once."""
    wanted = "".join(words.split())
    members = _members(
        session,
        col(Person.name).icontains(wanted, autoescape=True),
        below(*scope),
        *held_on(today),
        most=4 * most if most else None,
    )
    return list({member.person_id: member for member in reversed(members)}.values())[::-1][:most]


def head_count(session: Session, path: str, today: date) -> int:
    """How many people work in a scope, enterprise contacts apart."""
    counted = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(Unit, col(Unit.id) == col(Membership.unit_id))
        .where(below(path), col(Membership.role) != "enterprise", *held_on(today))
    )
    return session.exec(counted).one()


def _members(session: Session, *conditions: Any, most: int | None = None) -> list[Member]:
    rows = session.exec(
        select(Membership, Person, Unit, Account)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Unit, col(Unit.id) == col(Membership.unit_id))
        .outerjoin(Account, col(Account.person_id) == col(Person.id))
        .where(*conditions)
        .order_by(col(Membership.id))
        .limit(most)
    )
    return [
        Member(
            membership_id=row.id,
            person_id=who.id,
            name=who.name,
            post=who.post,
            phone=who.phone,
            role=row.role,
            unit_id=row.unit_id,
            unit=unit.name,
            path=unit.path,
            entity_id=row.entity_id,
            stands_in_for=row.stands_in_for,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reachable=account is not None and account.reachable,
        )
        for row, who, unit, account in rows
    ]

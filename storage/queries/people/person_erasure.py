"""Erasing a person's data on request: who it was is forgotten, what was recorded stays, and the audit's chain holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, not_, or_, update
from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy, Operator
from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.messages.retention import ERASED
from storage.queries.people import record_erasure
from storage.tables import (
    Account,
    Audit,
    AuditPersonal,
    Draft,
    EntityContact,
    Inbox,
    Invitation,
    Membership,
    Outbox,
    Person,
    Screen,
    Unit,
)


def erased_name(person_id: int) -> str:
    """Stored in the name's place, in the language of the official tables; the number tells two of them apart."""
    return f"已删除的人员 #{person_id}"


def holds_a_role(session: Session, person_id: int, today: date) -> bool:
    held = select(Membership.id).where(col(Membership.person_id) == person_id, *held_on(today)).limit(1)
    return session.exec(held).first() is not None


@dataclass(frozen=True)
class FormerMember:
    """A person whose roles have all ended, with the unit of the last one."""

    person_id: int
    name: str
    unit: str
    path: str


def who_left(session: Session, scope: Scope, today: date) -> list[FormerMember]:
    """People whose roles all lay in a scope and have all ended, not erased yet; the latest to leave first."""
    still = select(Membership.person_id).where(
        or_(col(Membership.valid_to).is_(None), col(Membership.valid_to) >= today)
    )
    rows = session.exec(
        _former(scope)
        .where(col(Person.id).not_in(still))
        .order_by(func.max(Membership.valid_to).desc(), col(Person.id))
    )
    return [FormerMember(*row) for row in rows]


def former(session: Session, person_id: int, scope: Scope) -> FormerMember | None:
    row = session.exec(_former(scope).where(col(Person.id) == person_id)).first()
    return FormerMember(*row) if row else None


def _former(scope: Scope) -> Any:
    """(id, name, a unit, its path) of people not erased, none of whose roles ever lay outside of a scope."""
    elsewhere = select(Membership.person_id).join(Unit).where(not_(below(*scope)))
    return (
        select(Person.id, Person.name, func.max(Unit.name), func.max(Unit.path))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Membership.unit_id))
        .where(col(Person.erased_at).is_(None), below(*scope), col(Person.id).not_in(elsewhere))
        .group_by(col(Person.id), col(Person.name))
    )


def erase_person(session: Session, person_id: int, by: ChangedBy | Operator) -> None:
    """Name, post, phone and account; drafts, screens and raw messages; what lies beside audit rows; contact entries;
    answers of records that are a person or a telephone number.
    """
    person = session.get_one(Person, person_id)
    chats = session.exec(select(Account.external_id).where(col(Account.person_id) == person.id)).all()
    _erase_contacts(session, person)
    _erase_messages(session, chats)
    for table in (AuditPersonal, Account, Draft, Screen):
        session.execute(delete(table).where(col(table.person_id) == person.id))
    _erase_invitations(session, person.id)
    record_erasure.erase_in_answers(session, person.id, person.phone, erased_name(person.id))
    person.name, person.post, person.phone = erased_name(person.id), "", ""
    person.erased_at = by.at
    session.flush()
    audit_rows.note(session, by, "person.erase", "person", person.id)


def _erase_invitations(session: Session, person_id: int) -> None:
    """What workbooks said of this person before they joined: there, and beside the audit rows about it."""
    theirs = select(Invitation.id).where(col(Invitation.used_by) == person_id)
    about = select(Audit.id).where(col(Audit.noun) == "invitation", col(Audit.record_id).in_(theirs))
    session.execute(delete(AuditPersonal).where(col(AuditPersonal.audit_id).in_(about)))
    invited = update(Invitation).where(col(Invitation.used_by) == person_id)
    session.execute(invited.values(name="", post="", phone=""))


def erase_contact(session: Session, contact: EntityContact, by: ChangedBy | Operator) -> None:
    """Whom to call at an enterprise, where that person never joined: here, and beside the audit rows about it."""
    about = select(AuditPersonal).where(col(AuditPersonal.entity_id) == contact.entity_id)
    for row in session.exec(about):
        if _mentions(row, contact.name, contact.phone):
            session.delete(row)
    record_erasure.erase_phone_in_answers(session, contact.phone)
    contact.name, contact.post, contact.phone = erased_contact(contact.id), "", ""
    session.flush()
    audit_rows.note(session, by, "entity.contact_erase", "entity", contact.entity_id, after={"contact_id": contact.id})


def erased_contact(contact_id: int) -> str:
    return f"已删除的联系人 #{contact_id}"


def _erase_contacts(session: Session, person: Person) -> None:
    """The same person as the contact of an enterprise: in the register, and beside the audit rows about it."""
    entities = session.exec(
        select(Membership.entity_id).where(
            col(Membership.person_id) == person.id, col(Membership.entity_id).is_not(None)
        )
    ).all()
    same = [col(EntityContact.name) == person.name]
    if person.phone:
        same.append(col(EntityContact.phone) == person.phone)
    contacts = select(EntityContact).where(col(EntityContact.entity_id).in_(entities), or_(*same))
    for contact in session.exec(contacts):
        contact.name, contact.post, contact.phone = erased_name(person.id), "", ""
    for row in session.exec(select(AuditPersonal).where(col(AuditPersonal.entity_id).in_(entities))):
        if _mentions(row, person.name, person.phone):
            session.delete(row)
    session.flush()


def _mentions(row: AuditPersonal, *words: str) -> bool:
    written = audit_rows.canonical(row.data).decode()
    return any(word and word in written for word in words)


UNFINISHED = ("new", "sending", "failed", "unsure")


def _erase_messages(session: Session, chats: Sequence[int]) -> None:
    """What they wrote and were told; nothing more is sent to them."""
    session.execute(update(Inbox).where(col(Inbox.lane).in_(chats), col(Inbox.state) != "new").values(raw=ERASED))
    waiting = update(Outbox).where(col(Outbox.chat_id).in_(chats), col(Outbox.state).in_(UNFINISHED))
    session.execute(waiting.values(state="dead", error="erased"))
    session.execute(update(Outbox).where(col(Outbox.chat_id).in_(chats)).values(payload={}))

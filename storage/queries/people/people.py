"""People: who is behind an account, in which roles, and who is to be told of something."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import distinct, func
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.database import house_language
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import ids_in
from storage.tables import Account, Membership, Person, Unit


@dataclass(frozen=True)
class Role:
    """What a person is, where: `officer` in 南宾所. An enterprise contact's role is bound to one entity.

    Whoever stands in for a colleague holds that colleague's role `until` a day.
    """

    role: str
    unit_id: int
    unit_name: str
    path: str
    entity_id: int | None = None
    stands_in_for: int | None = None
    until: date | None = None
    membership_id: int = 0


@dataclass(frozen=True)
class Actor:
    """The person acting in this turn, with the roles in force today."""

    person_id: int
    name: str
    language: str
    chat_id: int
    last_message_id: int
    roles: tuple[Role, ...]

    @property
    def home(self) -> Role | None:
        """The role that the person is greeted in."""
        return self.roles[0] if self.roles else None


_units_of_them = func.count(distinct(col(Membership.unit_id)))


def actor_by_account(session: Session, external_id: int, today: date, channel: str = "telegram") -> Actor | None:
    account_and_person = session.exec(
        select(Account, Person)
        .join(Person)
        .where(col(Account.channel) == channel, col(Account.external_id) == external_id)
    ).first()
    if account_and_person is None:
        return None
    account, person = account_and_person
    return Actor(
        person_id=account.person_id,
        name=person.name,
        language=person.language or house_language(session),
        chat_id=account.external_id,
        last_message_id=account.last_message_id,
        roles=roles_of(session, account.person_id, today),
    )


def roles_of(session: Session, person_id: int, today: date) -> tuple[Role, ...]:
    rows = session.exec(
        select(Membership, Unit)
        .join(Unit)
        .where(col(Membership.person_id) == person_id, *held_on(today))
        .order_by(col(Membership.id))
    )
    return tuple(
        Role(row.role, row.unit_id, unit.name, unit.path, row.entity_id, row.stands_in_for, row.valid_to, row.id)
        for row, unit in rows
    )


@dataclass(frozen=True)
class Contact:
    """A person with a reachable account: where and in which language to send."""

    person_id: int
    name: str
    chat_id: int
    language: str
    last_message_id: int


def contact(session: Session, person_id: int) -> Contact | None:
    return next(iter(_contacts(session, col(Person.id) == person_id)), None)


def people_with_role(session: Session, role: str, unit_id: int, today: date) -> list[Contact]:
    """The people who hold a role in just this unit, by name."""
    condition = col(Person.id).in_(
        select(Membership.person_id).where(
            col(Membership.role) == role, col(Membership.unit_id) == unit_id, *held_on(today)
        )
    )
    return _contacts(session, condition)


def holders_by_unit(session: Session, role: str, unit_ids: Collection[int], today: date) -> dict[int, list[Contact]]:
    """Unit → the people who hold a role in just that unit, by name; units without anybody are left out."""
    held = (col(Membership.role) == role, *held_on(today))
    return _contacts_by(session, col(Membership.unit_id), unit_ids, *held)


def contacts_by_entity(session: Session, entity_ids: Collection[int], today: date) -> dict[int, list[Contact]]:
    """Entity → its enterprise contacts, by name; entities without any are left out."""
    return _contacts_by(session, col(Membership.entity_id), entity_ids, *held_on(today))


def contacts_by_id(session: Session, person_ids: Collection[int]) -> dict[int, list[Contact]]:
    """Person → where they can be told something; who cannot be reached is left out."""
    contacts: dict[int, list[Contact]] = {}
    for chunk in chunks(person_ids):
        for contact in _contacts(session, col(Person.id).in_(chunk)):
            contacts.setdefault(contact.person_id, []).append(contact)
    return contacts


def units_served(session: Session, person_ids: Collection[int], today: date) -> dict[int, set[int]]:
    """Person → the units of which they are officers today; who is none is left out."""
    officers: dict[int, set[int]] = {}
    for chunk in chunks(person_ids):
        held = select(Membership.person_id, Membership.unit_id).where(
            col(Membership.role) == "officer", col(Membership.person_id).in_(chunk), *held_on(today)
        )
        for person_id, unit_id in session.exec(held):
            officers.setdefault(person_id, set()).add(unit_id)
    return officers


def in_several_units(session: Session, today: date) -> set[int]:
    """The people who hold roles in more than one unit; an enterprise contact's is the enterprise's."""
    held = select(Membership.person_id).where(col(Membership.role) != "enterprise", *held_on(today))
    return set(session.exec(held.group_by(col(Membership.person_id)).having(_units_of_them > 1)))


def leaders_above(session: Session, unit_id: int, today: date) -> list[Contact]:
    """Leaders of the unit itself and of every unit above it."""
    return _holders_above(session, "leader", unit_id, today)


def administrators_above(session: Session, unit_id: int, today: date) -> list[Contact]:
    """Administrators of the unit itself and of every unit above it."""
    return _holders_above(session, "admin", unit_id, today)


def _holders_above(session: Session, role: str, unit_id: int, today: date) -> list[Contact]:
    above = ids_in(session.get_one(Unit, unit_id).path)
    condition = col(Person.id).in_(
        select(Membership.person_id).where(
            col(Membership.role) == role, col(Membership.unit_id).in_(above), *held_on(today)
        )
    )
    return _contacts(session, condition)


def contacts_of_entity(session: Session, entity_id: int, today: date) -> list[Contact]:
    condition = col(Person.id).in_(
        select(Membership.person_id).where(col(Membership.entity_id) == entity_id, *held_on(today))
    )
    return _contacts(session, condition)


def colleagues(session: Session, unit_id: int, besides: int, today: date) -> list[Contact]:
    """Officers of the same unit, without the person who asks."""
    return [person for person in people_with_role(session, "officer", unit_id, today) if person.person_id != besides]


def _contacts(session: Session, condition: Any) -> list[Contact]:
    query = select(*_CONTACT).join_from(Account, Person).where(condition, col(Account.reachable))
    house = house_language(session)
    return [_contact(house, *row) for row in session.exec(query.order_by(col(Person.name)))]


def _contacts_by(session: Session, key: Any, values: Collection[int], *conditions: Any) -> dict[int, list[Contact]]:
    """By a column of the memberships that meet the conditions and have one of its `values`; each person once."""
    by_value: dict[int, dict[Contact, None]] = {}
    house = house_language(session)
    for chunk in chunks(values):
        query = select(key, *_CONTACT).join_from(Account, Person).join(Membership, _held_by_them)
        rows = session.exec(query.where(key.in_(chunk), col(Account.reachable), *conditions).order_by(col(Person.name)))
        for value, *row in rows:
            by_value.setdefault(value, {})[_contact(house, *row)] = None
    return {value: list(contacts) for value, contacts in by_value.items()}


_CONTACT: Any = (Account.person_id, Person.name, Account.external_id, Person.language, Account.last_message_id)
_held_by_them = col(Membership.person_id) == col(Person.id)


def _contact(house: str, person_id: int, name: str, chat_id: int, language: str | None, last_message: int) -> Contact:
    return Contact(person_id, name, chat_id, language or house, last_message)


def mark_unreachable(session: Session, chat_id: int) -> None:
    _set_reachable(session, chat_id, False)


def mark_reachable(session: Session, chat_id: int) -> None:
    _set_reachable(session, chat_id, True)


def _set_reachable(session: Session, chat_id: int, reachable: bool) -> None:
    account = account_of(session, chat_id)
    if account and account.reachable != reachable:
        account.reachable = reachable


def account_of(session: Session, chat_id: int) -> Account | None:
    return session.exec(select(Account).where(col(Account.external_id) == chat_id)).first()


def note_last_message(session: Session, chat_id: int, message_id: int) -> None:
    """Remembers the newest message of a chat, so that a screen is edited only while it is the last one."""
    account = account_of(session, chat_id)
    if account and message_id > account.last_message_id:
        account.last_message_id = message_id


def stand_ins(session: Session, today: date) -> dict[int, list[Contact]]:
    """Person on leave → who stands in for them today."""
    pairs = session.exec(
        select(Membership.stands_in_for, Membership.person_id)
        .where(col(Membership.stands_in_for).is_not(None), *held_on(today))
        .distinct()
    ).all()
    contacts = {
        deputy.person_id: deputy for deputy in _contacts(session, col(Person.id).in_({person for _, person in pairs}))
    }
    by_absent: dict[int, list[Contact]] = {}
    for absent, person in pairs:
        if absent is not None and person in contacts:
            by_absent.setdefault(absent, []).append(contacts[person])
    return by_absent


def enrol(
    session: Session, name: str, external_id: int, role: str, unit_id: int, today: date, entity_id: int | None = None
) -> int:
    """A new person with an account and one role; returns the person's id."""
    person_id = add_person(session, name, external_id)
    session.add(Membership(person_id=person_id, unit_id=unit_id, role=role, entity_id=entity_id, valid_from=today))
    session.flush()
    return person_id


def add_person(session: Session, name: str, external_id: int) -> int:
    """Adds a person with an account and no role; returns the person's id."""
    person = Person(name=name)
    session.add(person)
    session.flush()
    session.add(Account(person_id=person.id, external_id=external_id))
    session.flush()
    return person.id


def language_of(session: Session, chat_id: int) -> str:
    """What a chat is spoken to in; with strangers and in groups the language of the house."""
    chosen = select(Person.language).join(Account).where(col(Account.external_id) == chat_id)
    return session.exec(chosen).first() or house_language(session)


def choose_language(session: Session, person_id: int, language: str, by: ChangedBy) -> None:
    person = session.get_one(Person, person_id)
    if person.language != language:
        before, after = {"language": person.language}, {"language": language}
        person.language = language
        audit_rows.note(session, by, "person.language", "person", person_id, before, after)


def nobody(session: Session) -> bool:
    """Whether no membership was ever written: a fresh installation."""
    return session.exec(select(Membership.id).limit(1)).first() is None

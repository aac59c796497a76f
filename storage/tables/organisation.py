"""Units, the people in them, their roles and their invitations."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, Signs, TelegramId, not_blank, one_of, valid_range


class Unit(SQLModel, table=True):
    """A node of the organisation tree; `path` is the ids from the root, `/1/4/`, so that a scope is one prefix."""

    __table_args__ = (not_blank("name"),)
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    kind: str
    path: str = Field(default="", index=True, sa_type=Signs)
    closed_on: date | None = None
    """The last day of a unit that was merged into another one or dissolved; its records stay its own."""
    merged_into: int | None = Field(default=None, foreign_key="unit.id")
    work_from: str | None = None
    """Working hours, “09:00”; where a unit has none, those of the unit above it, then the plan's."""
    work_to: str | None = None


class UnitPlace(SQLModel, table=True):
    """Which unit stood under which other one, and when."""

    __tablename__ = "unit_place"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    parent_id: int = Field(foreign_key="unit.id", index=True)
    valid_from: date = Field(index=True)
    valid_to: date | None = None


class UnitAlias(SQLModel, table=True):
    """Another name of a unit, as it stood in somebody's workbook: told once, remembered."""

    __tablename__ = "unit_alias"
    __table_args__ = (not_blank("name"),)
    name: str = Field(primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class GroupChat(SQLModel, table=True):
    """A group that gets a unit's aggregate figures, once an administrator has bound it and confirmed in private."""

    __tablename__ = "group_chat"
    __table_args__ = (one_of("state", "asked", "bound", "left"),)
    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    title: str = ""
    state: str = "asked"
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    """Who asked for it, and then bound it."""
    at: datetime = Field(sa_type=Moment)


class Person(SQLModel, table=True):
    __table_args__ = (not_blank("name"),)
    id: int = Field(default=None, primary_key=True)
    name: str
    post: str = ""
    phone: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    language: str | None = None
    """None: none was chosen, the person is spoken to in the language of the house."""
    erased_at: datetime | None = Field(default=None, sa_type=Moment)
    """Name, post and phone were erased on request; what the person recorded stays."""


class Account(SQLModel, table=True):
    """How a person is reached: a channel and the id there. `last_message_id` tells whether a screen is the last one."""

    __table_args__ = (UniqueConstraint("channel", "external_id"),)
    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str = "telegram"
    external_id: int = Field(sa_type=TelegramId)
    reachable: bool = True
    last_message_id: int = 0


class Membership(SQLModel, table=True):
    """A person's role in a unit; an enterprise contact is bound to one entity.

    A stand-in has the role of a colleague on leave, from a day to a day.
    """

    __table_args__ = (
        one_of("role", "officer", "leader", "admin", "enterprise"),
        CheckConstraint("(role = 'enterprise') = (entity_id IS NOT NULL)", name="enterprise_has_entity"),
        valid_range(),
    )
    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: str
    entity_id: int | None = Field(default=None, foreign_key="entity.id", index=True)
    stands_in_for: int | None = Field(default=None, foreign_key="person.id")
    valid_from: date
    valid_to: date | None = None


class Invitation(SQLModel, table=True):
    """A one-use link; only the hash of its token is kept.

    `open` until somebody has taken it up (`used_by`) and said who they are, then `waiting` for the inviter's word. One
    that nobody invited by (made on the command line) needs no word. Where people were imported, `name`, `post`, `phone`
    and the days of the role are what the workbook says.
    """

    __table_args__ = (
        one_of("role", "officer", "leader", "admin", "enterprise"),
        one_of("state", "open", "waiting", "accepted", "refused", "withdrawn"),
        valid_range(),
    )
    id: int = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    role: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    """None for the very first administrator, who comes before any unit."""
    entity_id: int | None = Field(default=None, foreign_key="entity.id")
    name: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    post: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    phone: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    valid_from: date | None = None
    valid_to: date | None = None
    external_ref: str | None = Field(default=None, unique=True)
    state: str = Field(default="open", sa_column_kwargs={"server_default": "open"})
    created_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_by: int | None = Field(default=None, foreign_key="person.id")
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: int | None = Field(default=None, foreign_key="person.id")


class LinkTry(SQLModel, table=True):
    """A wrong invitation link that an account sent: after a few of them it has to pause."""

    __tablename__ = "link_try"
    id: int = Field(default=None, primary_key=True)
    external_id: int = Field(sa_type=BigInteger, index=True)
    at: datetime = Field(sa_type=Moment)

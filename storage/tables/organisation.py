"""Units, the people in them, their roles and their invitations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, not_blank, one_of, valid_range


class Unit(SQLModel, table=True):
    """A node of the organisation tree; `path` is the ids from the root, `/1/4/`, so that a scope is one prefix."""

    __table_args__ = (not_blank("name"),)
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    kind: str
    path: str = Field(default="", index=True)


class UnitPlace(SQLModel, table=True):
    """Which unit stood under which other one, and when."""

    __tablename__ = "unit_place"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    parent_id: int = Field(foreign_key="unit.id")
    valid_from: date
    valid_to: date | None = None


class Person(SQLModel, table=True):
    __table_args__ = (not_blank("name"),)
    id: int = Field(default=None, primary_key=True)
    name: str
    post: str = ""
    language: str = "zh_Hans_CN"


class Account(SQLModel, table=True):
    """How a person is reached: a channel and the id there. `last_message_id` tells whether a screen is the last one."""

    __table_args__ = (UniqueConstraint("channel", "external_id"),)
    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str = "telegram"
    external_id: int
    reachable: bool = True
    last_message_id: int = 0


class Membership(SQLModel, table=True):
    """A person's role in a unit; an enterprise contact is bound to one entity."""

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
    valid_from: date
    valid_to: date | None = None


class Invitation(SQLModel, table=True):
    """A one-use link; only the hash of its token is kept."""

    __table_args__ = (one_of("role", "officer", "leader", "admin", "enterprise"),)
    id: int = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    role: str
    unit_id: int = Field(foreign_key="unit.id")
    entity_id: int | None = Field(default=None, foreign_key="entity.id")
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_by: int | None = Field(default=None, foreign_key="person.id")

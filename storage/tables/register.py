"""The register of supervised entities (监管对象), with everything that moves over time in dated rows."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import not_blank, one_of, valid_range


class Entity(SQLModel, table=True):
    """Whom a campaign supervises; which kinds there are is the packs' business (药店, 网吧, 加油站).

    `grade` is the institution's own (三级医院, 诊所, 村卫生室), never the supervision level (C12).
    """

    __table_args__ = (
        not_blank("kind"),
        one_of("status", "active", "suspended", "closed", "merged"),
        not_blank("name"),
        CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="merged_into"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="place"),
        Index("ix_entity_latitude_longitude", "latitude", "longitude"),
    )
    id: int = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    kind: str
    credit_code: str | None = Field(default=None, unique=True)
    address: str = ""
    grade: str | None = None
    ways: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    """经营方式: wholesale, retail, online."""
    device_classes: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    """管理类别: 1, 2, 3."""
    latitude: float | None = None
    longitude: float | None = None
    provisional: bool = False
    status: str = "active"
    closed_on: date | None = None
    merged_into: int | None = Field(default=None, foreign_key="entity.id")
    external_ref: str | None = Field(default=None, unique=True)


class EntityPlace(SQLModel, table=True):
    """Whose territory an entity lies in."""

    __tablename__ = "entity_place"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    valid_from: date
    valid_to: date | None = None


class EntityPause(SQLModel, table=True):
    """When an entity was out of business (停业, 注销); on every other day it was in business."""

    __tablename__ = "entity_pause"
    __table_args__ = (one_of("status", "suspended", "closed"), valid_range())
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    status: str
    reason: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    valid_from: date
    valid_to: date | None = None


class EntityLevel(SQLModel, table=True):
    """Supervision level under a scheme (三级制, 四级制), set anew every year and published."""

    __tablename__ = "entity_level"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    scheme: str
    level: str
    reason: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    valid_from: date
    valid_to: date | None = None
    published_on: date | None = None


class EntityTag(SQLModel, table=True):
    __tablename__ = "entity_tag"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    tag: str
    valid_from: date
    valid_to: date | None = None


class EntityOfficer(SQLModel, table=True):
    """The officer who is responsible for an entity (监管责任人)."""

    __tablename__ = "entity_officer"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    valid_from: date
    valid_to: date | None = None


class EntityContact(SQLModel, table=True):
    """Whom to call at an entity; personal data, so it is never written into the audit's own rows."""

    __tablename__ = "entity_contact"
    __table_args__ = (valid_range(), not_blank("name"))
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    name: str
    post: str = ""
    phone: str = ""
    valid_from: date
    valid_to: date | None = None


class Licence(SQLModel, table=True):
    """A licence or filing (许可证、备案凭证) of an entity; `number_key` is its number as it is searched for."""

    __table_args__ = (UniqueConstraint("entity_id", "number_key"), not_blank("number"))
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    kind: str
    number: str
    number_key: str = Field(index=True)
    issued_on: date | None = None
    valid_until: date | None = None
    external_ref: str | None = Field(default=None, unique=True)

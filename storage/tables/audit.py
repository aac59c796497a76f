"""The append-only audit and its seals."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.json_values import FactsColumn
from storage.tables.columns import Moment


class Audit(SQLModel, table=True):
    """Who changed what, when, in which unit and role; append-only (triggers refuse changes).

    `personal_digest` stands for names and phones that lie beside it, so that those can be erased and the chain holds.
    """

    __table_args__ = (Index("ix_audit_record", "noun", "record_id"),)
    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    role: str | None = None
    action: str
    noun: str
    record_id: int | None = None
    before: FactsColumn | None = Field(default=None, sa_type=JSON)
    after: FactsColumn | None = Field(default=None, sa_type=JSON)
    update_id: int | None = None
    personal_digest: str | None = None
    salt: str


class AuditPersonal(SQLModel, table=True):
    """The personal data of an audit row, before and after; erased on request, with the salt that its digest needs."""

    __tablename__ = "audit_personal"
    audit_id: int = Field(foreign_key="audit.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    entity_id: int | None = Field(default=None, foreign_key="entity.id", index=True)
    data: FactsColumn = Field(sa_type=JSON)
    salt: str


class AuditSeal(SQLModel, table=True):
    """The chained digest of an audit row, written afterwards by the one sealer."""

    __tablename__ = "audit_seal"
    audit_id: int = Field(foreign_key="audit.id", primary_key=True)
    digest: str

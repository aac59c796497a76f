"""The records of all small nouns, in one table: what they have in common are columns, the rest are answers."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.json_values import JsonColumn
from storage.tables.columns import Moment, not_blank


class SmallRecord(SQLModel, table=True):
    """A record of a small noun (会商 …); `instance` is the form's id, so a second 提交 finds the first record."""

    __tablename__ = "small_record"
    __table_args__ = (
        not_blank("noun"),
        not_blank("subject"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_has_reason"),
        UniqueConstraint("noun", "external_ref"),
    )
    id: int = Field(default=None, primary_key=True)
    noun: str
    number: str = Field(unique=True)
    instance: str = Field(unique=True)
    entity_id: int | None = Field(default=None, foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    subject: str
    day: date
    due: date | None = None
    answers: JsonColumn = Field(sa_type=JSON)
    form_version: int
    recorded_by: int = Field(foreign_key="person.id", index=True)
    recorded_at: datetime = Field(sa_type=Moment)
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = None
    external_ref: str | None = None

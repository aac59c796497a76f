"""What every table has whose records are entered by the form of a declared noun, in chat or by workbook."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel

from storage.json_values import JsonColumn
from storage.tables.columns import Moment


class EnteredRecord(SQLModel):
    """`instance` is the form's id, so a second 提交 finds the first record.

    A table adds columns named like questions of the form; answers without a column lie in `answers`.
    """

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    instance: str = Field(unique=True)
    entity_id: int | None = Field(default=None, foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    answers: JsonColumn = Field(sa_type=JSON)
    form_version: int
    recorded_by: int = Field(foreign_key="person.id", index=True)
    recorded_at: datetime = Field(sa_type=Moment)
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = None
    external_ref: str | None = None


def void_has_reason() -> CheckConstraint:
    return CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_has_reason")

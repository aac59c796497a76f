"""What was said about deadlines and what units said they had done."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, not_blank


class Nudge(SQLModel, table=True):
    """A step of a deadline that has been said to a person: the row is the claim, so it is said once."""

    __table_args__ = (UniqueConstraint("person_id", "subject", "step_day"),)
    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    subject: str
    step_day: date
    said_at: datetime = Field(sa_type=Moment)


class DeadlineDone(SQLModel, table=True):
    """A unit's word that it has done what a deadline asks for. `key` says which time: `statistics:2023Q1`."""

    __tablename__ = "deadline_done"
    __table_args__ = (UniqueConstraint("campaign_id", "unit_id", "key"), not_blank("key"))
    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    key: str
    due: date | None = None
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)

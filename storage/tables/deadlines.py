"""What was said about deadlines and what units said they had done."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, not_blank


class Nudge(SQLModel, table=True):
    """A reminder of a day that has been said to a person: the row is the claim, so it is said once."""

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


class OwnDay(SQLModel, table=True):
    """The day that a unit set itself where a plan names none (方案未规定): a date, or for a deadline that recurs

    a day of the month that follows each time. `at` is when it was first set: what fell due before is not owed by it.
    """

    __tablename__ = "own_day"
    __table_args__ = (
        CheckConstraint("(due IS NULL) <> (day_of_month IS NULL)", name="one_of_both"),
        CheckConstraint("day_of_month BETWEEN 1 AND 31", name="day_of_month"),
    )
    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    deadline: str = Field(primary_key=True)
    due: date | None = None
    day_of_month: int | None = None
    instance: str = Field(unique=True)
    """Of the form that set it last."""
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class CampaignEvent(SQLModel, table=True):
    """Something that a plan counts days from: a filing verified as conforming, a lead received, with its subject."""

    __tablename__ = "campaign_event"
    __table_args__ = (not_blank("subject"), CheckConstraint("due IS NULL OR due >= day", name="due_after_day"))
    id: int = Field(default=None, primary_key=True)
    instance: str = Field(unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    event: str
    day: date
    subject: str
    due: date | None = None
    """Where somebody else sets the day, case by case: the day that was set."""
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)

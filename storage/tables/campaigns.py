"""Campaigns, the versions of their packs, and how administrators read them."""

from datetime import date, datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.json_values import FactsColumn
from storage.tables.columns import Moment, one_of


class Campaign(SQLModel, table=True):
    __table_args__ = (one_of("state", "running", "ended"),)
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str
    year: int
    state: str = "running"


class CampaignVersion(SQLModel, table=True):
    """The pack as JSON, as it was in force from a day on; drafts and records keep the version they began with."""

    __tablename__ = "campaign_version"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)
    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    number: int = 1
    pack: FactsColumn = Field(sa_type=JSON)
    effective_from: date


class CalendarDay(SQLModel, table=True):
    """A day that an administrator declared worked or off, whatever the published calendar says."""

    __tablename__ = "calendar_day"
    day: date = Field(primary_key=True)
    worked: bool
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class CampaignReading(SQLModel, table=True):
    """How an administrator reads an unclear place of a plan; no option where there was nothing to choose."""

    __tablename__ = "campaign_reading"
    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    note: str = Field(primary_key=True)
    option: str | None = None
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class CampaignUnit(SQLModel, table=True):
    """Which of our units a pack's key means."""

    __tablename__ = "campaign_unit"
    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    pack_key: str = Field(primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)

"""What officers record: visits, findings, risk items, their corrections and attachments."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from storage.json_values import FactsColumn
from storage.tables.columns import Moment, not_blank, one_of


class Counter(SQLModel, table=True):
    """The last printed number of a noun in a year: 检查-2025-0093."""

    noun: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Inspection(SQLModel, table=True):
    """One visit to one entity on one day. `instance` is the form's id, so a second 提交 finds the first record."""

    __table_args__ = (
        not_blank("outcome"),
        CheckConstraint("people BETWEEN 1 AND 99", name="people"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_has_reason"),
        Index("ix_inspection_figures", "unit_id", "day", "entity_id"),
        {"info": {"noun": "inspection"}},
    )
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    instance: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    kind: str
    day: date
    people: int
    outcome: str
    note: str = ""
    answers: FactsColumn = Field(sa_type=JSON)
    form_version: int
    recorded_by: int = Field(foreign_key="person.id", index=True)
    recorded_at: datetime = Field(sa_type=Moment)
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = None
    external_ref: str | None = Field(default=None, unique=True)


class InspectionCampaign(SQLModel, table=True):
    """The campaigns that a visit counts in, fixed at 提交."""

    __tablename__ = "inspection_campaign"
    inspection_id: int = Field(foreign_key="inspection.id", primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)


class InspectionTag(SQLModel, table=True):
    """The focus tags (重点) that a visit counts in, fixed at 提交."""

    __tablename__ = "inspection_tag"
    inspection_id: int = Field(foreign_key="inspection.id", primary_key=True)
    tag: str = Field(primary_key=True)


class InspectionPerson(SQLModel, table=True):
    """A named colleague on a visit, beside the one who recorded it."""

    __tablename__ = "inspection_person"
    inspection_id: int = Field(foreign_key="inspection.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)


class Finding(SQLModel, table=True):
    """A checklist item found 不符合 on a visit, with the item's words as they stood in the pack.

    A correction that takes it back marks it `cleared`: risk items and old buttons still speak of the row.
    """

    __table_args__ = (UniqueConstraint("inspection_id", "item"),)
    id: int = Field(default=None, primary_key=True)
    inspection_id: int = Field(foreign_key="inspection.id", index=True)
    item: str
    words: str
    note: str = ""
    cleared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class RiskItem(SQLModel, table=True):
    """A found fault, from 建档 to 销号. `state` is where it stands today; its events say where it stood on any day."""

    __tablename__ = "risk_item"
    __table_args__ = (
        one_of("state", "open", "rectified", "closed", "void"),
        not_blank("description"),
        Index("ix_risk_item_unit_state", "unit_id", "state"),
        {"info": {"noun": "risk_item"}},
    )
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    instance: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    """Who answers for it today."""
    opened_in: int | None = Field(default=None, foreign_key="unit.id", index=True)
    """The unit that opened it, where that one was merged since; on days before, it is counted there."""
    description: str
    source: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """监督检查, 投诉举报 …: where it came from, as a key of the plan, or in the workbook's own words."""
    opened_on: date
    due: date
    officer_id: int = Field(foreign_key="person.id", index=True)
    state: str = "open"
    finding_id: int | None = Field(default=None, foreign_key="finding.id", unique=True)
    inspection_id: int | None = Field(default=None, foreign_key="inspection.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    revision: int = 0
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)
    external_ref: str | None = Field(default=None, unique=True)


class RiskEvent(SQLModel, table=True):
    """One step in a risk item's life. `due` is the new due day of an extension."""

    __tablename__ = "risk_event"
    __table_args__ = (one_of("kind", "opened", "rectified", "closed", "returned", "extended", "voided"),)
    id: int = Field(default=None, primary_key=True)
    risk_item_id: int = Field(foreign_key="risk_item.id", index=True)
    kind: str
    day: date
    note: str = ""
    due: date | None = None
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    instance: str = Field(unique=True)


class Attachment(SQLModel, table=True):
    """A photo or file of a record, or of a step of its life; the bytes lie in the data folder under their SHA-256."""

    __table_args__ = (
        Index("ix_attachment_record", "noun", "record_id"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )
    id: int = Field(default=None, primary_key=True)
    noun: str
    record_id: int
    sha256: str
    name: str = ""
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)


class Correction(SQLModel, table=True):
    """更正 and 作废: what changed (old → new) and why; nothing is ever deleted."""

    __table_args__ = (not_blank("reason"),)
    id: int = Field(default=None, primary_key=True)
    noun: str
    record_id: int = Field(index=True)
    reason: str
    changes: FactsColumn = Field(sa_type=JSON)
    instance: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)

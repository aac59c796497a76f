"""Cases, referrals and licence actions: what an office brings along from last year, and what later tables count."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, not_blank, one_of


class EnforcementCase(SQLModel, table=True):
    """A case (案件) against an entity: counted from the day of filing, its money from the day of decision (C9).

    Money is in 分.
    """

    __tablename__ = "enforcement_case"
    __table_args__ = (
        not_blank("cause"),
        one_of("procedure", "general", "simple"),
        CheckConstraint("decided_on IS NULL OR decided_on >= filed_on", name="decided_after_filed"),
        CheckConstraint("entity_fine >= 0 AND confiscated >= 0 AND people_fine >= 0", name="money"),
        CheckConstraint("punished_people >= 0", name="punished_people"),
        {"info": {"noun": "enforcement_case"}},
    )
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    cause: str
    procedure: str = "general"
    filed_on: date = Field(index=True)
    decided_on: date | None = None
    closed_on: date | None = None
    decision_number: str = ""
    entity_fine: int = 0
    confiscated: int = 0
    punished_people: int = 0
    people_fine: int = 0
    suspended: bool = False
    revoked: bool = False
    blacklisted: bool = False
    note: str = ""
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)
    external_ref: str | None = Field(default=None, unique=True)


class Referral(SQLModel, table=True):
    """Something handed to another authority (移送公安、卫生健康、通信管理…), and what came of it."""

    __table_args__ = (not_blank("authority"), not_blank("subject"), {"info": {"noun": "referral"}})
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="enforcement_case.id")
    authority: str
    subject: str
    day: date = Field(index=True)
    answered_on: date | None = None
    result: str = ""
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)
    external_ref: str | None = Field(default=None, unique=True)


class LicenceAction(SQLModel, table=True):
    """What was done to a licence or filing: granted, changed, given up, withdrawn, revoked, announced void."""

    __tablename__ = "licence_action"
    __table_args__ = (not_blank("kind"), {"info": {"noun": "licence_action"}})
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    licence_id: int | None = Field(default=None, foreign_key="licence.id")
    licence_number: str = ""
    kind: str
    day: date = Field(index=True)
    reason: str = ""
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)
    external_ref: str | None = Field(default=None, unique=True)

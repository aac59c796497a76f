"""Every table, in the words of DESIGN.md section 4a. SQLModel tables do not validate: the schema's own CHECKs do.

Things that move over time (a unit's parent, a membership, an entity's place, level and tags, a pack's version)
carry `valid_from` and `valid_to` (days, both included; an open end is NULL). Moments are UTC, days are the pack's.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Index, UniqueConstraint, false, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Every constraint has a name, or SQLite's batch migrations could not change it later.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime in, an aware UTC datetime out; SQLite alone would return it naive."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


def one_of(column: str, *words: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def not_blank(column: str) -> CheckConstraint:
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_not_blank")


def valid_range() -> CheckConstraint:
    return CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_range")


# --- people and units ------------------------------------------------------------------------------------


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


# --- campaigns -------------------------------------------------------------------------------------------


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
    pack: dict[str, Any] = Field(sa_type=JSON)
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


# --- the register ----------------------------------------------------------------------------------------


class Entity(SQLModel, table=True):
    """Whom a campaign supervises; which kinds there are is the packs' business (药店, 网吧, 加油站)."""

    __table_args__ = (
        not_blank("kind"),
        one_of("status", "active", "closed"),
        not_blank("name"),
    )
    id: int = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    kind: str
    credit_code: str | None = Field(default=None, unique=True)
    address: str = ""
    grade: str | None = None
    provisional: bool = False
    status: str = "active"
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


class EntityLevel(SQLModel, table=True):
    """Supervision level under a scheme (三级制, 四级制), set anew every year."""

    __tablename__ = "entity_level"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    scheme: str
    level: str
    valid_from: date
    valid_to: date | None = None


class EntityTag(SQLModel, table=True):
    __tablename__ = "entity_tag"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    tag: str
    valid_from: date
    valid_to: date | None = None


# --- records ---------------------------------------------------------------------------------------------


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
    answers: dict[str, Any] = Field(sa_type=JSON)
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
    )
    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    instance: str = Field(unique=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    description: str
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
    """A photo or file of a record; the bytes lie in the data folder under their SHA-256."""

    __table_args__ = (
        one_of("noun", "inspection", "risk_item", "risk_event"),
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
    changes: dict[str, Any] = Field(sa_type=JSON)
    instance: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


# --- conversation ----------------------------------------------------------------------------------------


class Draft(SQLModel, table=True):
    """A form being filled in. One per person is in hand; others wait beside it."""

    __table_args__ = (
        Index(
            "uq_draft_in_hand",
            "person_id",
            unique=True,
            sqlite_where=text("in_hand"),
            postgresql_where=text("in_hand"),
        ),
    )
    instance: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    form: str
    form_version: int
    campaign_version_id: int = Field(foreign_key="campaign_version.id")
    about: dict[str, Any] = Field(sa_type=JSON)
    state: str
    in_hand: bool = True
    updated_at: datetime = Field(sa_type=Moment)


class Screen(SQLModel, table=True):
    """A message with buttons: `token.index` in a button's data names the action here."""

    token: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    chat_id: int
    buttons: list[Any] = Field(sa_type=JSON)
    expires_at: datetime = Field(sa_type=Moment)


class Inbox(SQLModel, table=True):
    """A raw update, on disk before it is confirmed to the messenger."""

    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        one_of("state", "new", "done", "parked"),
        Index("ix_inbox_new", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    )
    id: int = Field(default=None, primary_key=True)
    bot_id: int
    update_id: int
    lane: int
    raw: str
    state: str = "new"
    tries: int = 0
    error: str | None = None
    received_at: datetime = Field(sa_type=Moment)


class Outbox(SQLModel, table=True):
    """A call to the messenger, written in the turn that decided it and sent after its commit.

    `lasting` calls (nudges, files) are tried at most once when their fate is unknown: `unsure`, never resent.
    """

    __table_args__ = (
        one_of("state", "new", "sending", "sent", "unsure", "dead"),
        Index(
            "ix_outbox_waiting",
            "chat_id",
            "id",
            sqlite_where=text("state IN ('new', 'sending')"),
            postgresql_where=text("state IN ('new', 'sending')"),
        ),
    )
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    chat_id: int
    method: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    nudge: bool = False
    lasting: bool = False
    state: str = "new"
    tries: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Moment)
    error: str | None = None
    created_at: datetime = Field(sa_type=Moment)


class Job(SQLModel, table=True):
    """Long work asked for in a turn and done outside it: a report file to make and send."""

    __table_args__ = (one_of("state", "new", "done", "failed"),)
    id: int = Field(default=None, primary_key=True)
    kind: str
    asked: dict[str, Any] = Field(sa_type=JSON)
    person_id: int = Field(foreign_key="person.id")
    chat_id: int
    state: str = Field(default="new", index=True)
    tries: int = 0
    created_at: datetime = Field(sa_type=Moment)


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


class Audit(SQLModel, table=True):
    """Who changed what, when, in which unit and role; append-only (triggers refuse changes)."""

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    role: str | None = None
    action: str
    noun: str
    record_id: int | None = None
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    update_id: int | None = None
    salt: str


class AuditSeal(SQLModel, table=True):
    """The chained digest of an audit row, written afterwards by the one sealer."""

    __tablename__ = "audit_seal"
    audit_id: int = Field(foreign_key="audit.id", primary_key=True)
    digest: str

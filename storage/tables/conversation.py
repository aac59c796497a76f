"""Drafts, screens, what came in and what goes out, and long work."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.json_values import JsonColumn
from storage.outbox_payload import PayloadColumn
from storage.tables.columns import Moment, TelegramId, one_of


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
    campaign_version_id: int | None = Field(default=None, foreign_key="campaign_version.id")
    """None for an administrator's forms, which belong to no plan."""
    about: JsonColumn = Field(sa_type=JSON)
    state: str
    in_hand: bool = True
    updated_at: datetime = Field(sa_type=Moment)


class Screen(SQLModel, table=True):
    """A message with buttons: `token.index` in a button's data names the action here."""

    token: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    chat_id: int = Field(sa_type=TelegramId)
    buttons: list[Any] = Field(sa_type=JSON)
    expires_at: datetime = Field(sa_type=Moment)


class Inbox(SQLModel, table=True):
    """A raw update, on disk before it is confirmed to the messenger."""

    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        one_of("state", "new", "done", "parked"),
        Index("ix_inbox_new", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
        Index(
            "ix_inbox_parked", "id", sqlite_where=text("state = 'parked'"), postgresql_where=text("state = 'parked'")
        ),
    )
    id: int = Field(default=None, primary_key=True)
    bot_id: int = Field(sa_type=TelegramId)
    update_id: int = Field(sa_type=TelegramId)
    lane: int = Field(sa_type=TelegramId)
    raw: str
    state: str = "new"
    tries: int = 0
    error: str | None = None
    received_at: datetime = Field(sa_type=Moment)


class Outbox(SQLModel, table=True):
    """A call to the messenger, written in the turn that decided it and sent after its commit.

    `lasting` calls (nudges, files) are tried at most once when their fate is unknown: `unsure`, never resent.
    `failed` was refused for good, and waits with the unsure ones for an administrator. `dead` needs nobody: overtaken,
    its chat out of reach, or seen to.
    """

    __table_args__ = (
        one_of("state", "new", "sending", "sent", "unsure", "failed", "dead"),
        Index(
            "ix_outbox_waiting",
            "chat_id",
            "id",
            sqlite_where=text("state IN ('new', 'sending')"),
            postgresql_where=text("state IN ('new', 'sending')"),
        ),
        Index(
            "ix_outbox_to_look_at",
            "id",
            sqlite_where=text("state IN ('failed', 'unsure')"),
            postgresql_where=text("state IN ('failed', 'unsure')"),
        ),
    )
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    chat_id: int = Field(sa_type=TelegramId)
    method: str
    payload: PayloadColumn = Field(sa_type=JSON)
    nudge: bool = False
    lasting: bool = False
    state: str = "new"
    tries: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Moment)
    without: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What was given up after refusals (`bot/run/plainer_messages`), words with blanks between; the payload stays."""
    error: str | None = None
    created_at: datetime = Field(sa_type=Moment)


class Job(SQLModel, table=True):
    """Long work asked for in a turn and done outside it: a report file to make and send."""

    __table_args__ = (one_of("state", "new", "done", "failed"),)
    id: int = Field(default=None, primary_key=True)
    kind: str
    asked: JsonColumn = Field(sa_type=JSON)
    person_id: int = Field(foreign_key="person.id")
    chat_id: int = Field(sa_type=TelegramId)
    state: str = Field(default="new", index=True)
    tries: int = 0
    created_at: datetime = Field(sa_type=Moment)

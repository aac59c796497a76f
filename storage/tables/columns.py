"""What columns of several tables share: moments, checks, ranges of validity."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

# Every constraint has a name, or SQLite's batch migrations could not change it later.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


TelegramId = BigInteger().with_variant(Integer(), "sqlite")
"""An id that Telegram gave: longer than 32 bits, as SQLite's INTEGER is anyway."""
Signs = String().with_variant(String(collation="C"), "postgresql")
"""Text that is asked for by what it begins with, as a range: in the order of its signs, as on SQLite."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime in, an aware UTC datetime out; SQLite alone would return it naive."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


def one_of(column: str, *words: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def not_blank(column: str) -> CheckConstraint:
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_not_blank")


def valid_range() -> CheckConstraint:
    return CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_range")

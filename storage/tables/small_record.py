"""The records of all small nouns, in one table: what they have in common are columns, the rest are answers."""

from datetime import date

from sqlalchemy import UniqueConstraint

from storage.tables.columns import not_blank
from storage.tables.entered_record import EnteredRecord, void_has_reason


class SmallRecord(EnteredRecord, table=True):
    """A record of a small noun (会商 …)."""

    __tablename__ = "small_record"
    __table_args__ = (
        not_blank("noun"),
        not_blank("subject"),
        void_has_reason(),
        UniqueConstraint("noun", "external_ref"),
    )
    noun: str
    subject: str
    day: date
    due: date | None = None

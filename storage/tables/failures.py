"""Work of the tick that fails again and again, until it is well."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment


class Failure(SQLModel, table=True):
    """One piece of work that fails, named by its path (`storage/attempts`); the row goes when it is well again."""

    path: str = Field(primary_key=True)
    number: str
    """What people and the log call it: F-20250620-3fa1c2."""
    error: str
    """The kind of exception, without its words: they may quote what people wrote."""
    times: int = 1
    since: datetime = Field(sa_type=Moment)
    last_at: datetime = Field(sa_type=Moment)

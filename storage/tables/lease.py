"""Which process serves this database."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment


class Lease(SQLModel, table=True):
    """The one row, as long as a process holds it. Moments are the holder's own clock's, which may be wrong."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
    id: int = Field(default=1, primary_key=True)
    holder: str
    """A new word for each process: whoever finds another one there has lost the lease."""
    host: str
    pid: int
    lock: str
    """The lock file of the holder's data folder, which names the holder; empty where there is none."""
    since: datetime = Field(sa_type=Moment)
    until: datetime = Field(sa_type=Moment)
    beat: int = 0
    """Counts how often it was renewed: whoever watches it for a while knows whether the holder lives."""

"""What goes with an update from the door to whoever answers it: transaction, time, and the keys it is kept under."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from storage.database import Session


@dataclass(frozen=True)
class UpdateContext:
    """`session` is the caller's transaction, `zone` decides what day it is.

    `key` names the row in the inbox, for what is written once only; `update_id` is the messenger's own number, for the
    audit.
    """

    session: Session
    now: datetime
    zone: ZoneInfo
    key: str
    update_id: int
    bot_name: str = ""
    """The bot's name in the messenger, for links that lead to it."""

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

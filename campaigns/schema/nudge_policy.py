"""When people are reminded: the days before a due day, the hours, the digest, and when the leader hears of it."""

from datetime import time
from typing import Annotated

from pydantic import Field

from campaigns.schema.part import Part


class NudgePolicy(Part):
    """Counted in working days everywhere. The defaults apply to a pack that has none of its own."""

    days_before: tuple[Annotated[int, Field(ge=0)], ...] = (10, 5, 3, 1, 0)
    """So many working days before the due day, 0 being the day itself; after it, every working day."""
    from_time: time = time(9, 0)
    until_time: time = time(17, 30)
    digest_at: time = time(9, 0)
    digest_days: int = Field(default=14, ge=0)
    """A digest lists what falls due within so many calendar days, and everything overdue."""
    escalate_after: int | None = Field(default=3, ge=1)
    """The leader is told after so many working days overdue; None: never."""

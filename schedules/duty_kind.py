"""A kind of duty: where duties of one sort come from. Each file of `schedules/catalog/` holds one, as `KIND`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from days.calendar import WorkingDays
from schedules.duty import Owed, Sight
from storage.attempts import AllAtOnce
from storage.database import Session
from storage.queries.plans.campaigns import RunningCampaign


@dataclass(frozen=True)
class DutyRequest:
    """What is owed in a campaign on a day: by everybody, or what somebody with this `sight` may be told of."""

    session: Session
    running: RunningCampaign
    today: date
    calendar: WorkingDays
    sight: Sight | None = None
    ended: bool = False
    """The campaign runs no more: only what was found in it is still owed."""
    loose: bool = False
    """Risk items that count in no campaign are asked for as well."""

    @property
    def campaign_id(self) -> int:
        return self.running.campaign_id

    @property
    def campaigns_of_items(self) -> tuple[int | None, ...]:
        return (self.campaign_id, None) if self.loose else (self.campaign_id,)


@dataclass(frozen=True)
class DutyKind:
    """`owed` lists what is unfinished. It is read in parts, by unit or by record: what cannot be read of one is kept
    from nobody else (`storage/attempts.py`).
    """

    key: str
    place: int
    """Its place among the kinds, where lists follow the kinds."""
    owed: Callable[[DutyRequest, AllAtOnce], Iterable[Owed]]
    outlives_campaign: bool = False
    """Owed until it is done, also when the campaign has ended."""

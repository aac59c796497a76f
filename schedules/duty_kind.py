"""A kind of duty: where duties of one sort come from. Each file of `schedules/catalog/` holds one, as `KIND`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from days.calendar import WorkingDays
from schedules.duty import Owed, Sight
from schedules.people_of_units import PeopleOfUnits
from storage.attempts import AllAtOnce
from storage.database import Session
from storage.queries.organisation import succession
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

    @cached_property
    def answering(self) -> Mapping[str, int]:
        """Key of a line of the plan → the unit that answers for it today; whoever was merged has none."""
        return succession.answering(self.session, self.campaign_id, self.today)

    @cached_property
    def people(self) -> PeopleOfUnits:
        return PeopleOfUnits(self.session, self.today)


@dataclass(frozen=True)
class DutyKind:
    """`owed` lists what is unfinished. It is read in parts, by unit or by record: what cannot be read of one is kept
    from nobody else (`storage/attempts.py`).
    """

    key: str
    order: int
    """Where it stands among the kinds, where lists follow the kinds."""
    owed: Callable[[DutyRequest, AllAtOnce], Iterable[Owed]]
    outlives_campaign: bool = False
    """Owed until it is done, also when the campaign has ended."""

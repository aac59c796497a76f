"""What one person owes, sees to or hears of, over all running campaigns: 我的待办, 期限 and the home screen show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from schedules.duties import owed_in
from schedules.duty import Duty, Owed, Sight
from schedules.duty_kind import DutyRequest
from schedules.nudge_days import long_overdue
from storage.database import Session
from storage.queries.organisation import units
from storage.queries.people.people import Actor
from storage.queries.plans import campaigns
from storage.queries.plans.campaigns import RunningCampaign


@dataclass(frozen=True)
class PersonalDuty:
    duty: Duty
    own: bool
    """The person is told of it; else a unit below owes it, and the person leads it."""
    long_overdue: bool
    """For so long that leaders hear of it."""

    @property
    def to_do(self) -> bool:
        return self.own or self.long_overdue


def personal_duties(session: Session, actor: Actor, today: date, calendar: WorkingDays) -> Sequence[PersonalDuty]:
    """The duties that digests tell of, each once."""
    sight = sight_of(session, actor)
    several = len({role.unit_id for role in actor.roles if role.role != "enterprise"}) > 1
    duties: dict[str, PersonalDuty] = {}
    for campaign, request in _requests(session, today, calendar, sight):
        for owed in owed_in(request):
            own = owed.barred != actor.person_id and any(contact.person_id in sight.people for contact in owed.by)
            if own or any(contact.person_id in sight.people for contact in owed.leaders):
                duty = _as_told(owed.duty, campaign.pack, own, several)
                late = _is_long_overdue(owed, campaign, today, calendar)
                duties.setdefault(duty.key, PersonalDuty(duty, own, late))
    return list(duties.values())


def _requests(
    session: Session, today: date, calendar: WorkingDays, sight: Sight
) -> Iterator[tuple[RunningCampaign, DutyRequest]]:
    """As digests go through them: running campaigns, then what is left of ended ones."""
    running, loose = campaigns.running_ids(session), True
    for campaign_id in [*running, *campaigns.ended_ids(session)]:
        if (campaign := campaigns.in_force(session, campaign_id, today)) is not None:
            ended = campaign_id not in running
            yield campaign, DutyRequest(session, campaign, today, calendar, sight, ended, loose)
            loose = False


def _as_told(duty: Duty, pack: Pack, own: bool, several: bool) -> Duty:
    if not own:
        return duty.as_heard_by_leaders(pack)
    return duty.named_with_its_unit(pack) if several else duty


def sight_of(session: Session, actor: Actor) -> Sight:
    """Those stood in for are seen as oneself."""
    standing_in = {role.stands_in_for for role in actor.roles if role.stands_in_for is not None}
    own = {role.unit_id for role in actor.roles if role.role == "officer"}
    led = {unit_id for role in actor.roles if role.role == "leader" for unit_id in units.ids_below(session, role.path)}
    entities = {role.entity_id for role in actor.roles if role.entity_id is not None}
    return Sight({actor.person_id, *standing_in}, own | led, entities)


def _is_long_overdue(owed: Owed, campaign: RunningCampaign, today: date, calendar: WorkingDays) -> bool:
    day = long_overdue(owed.duty, campaign.pack.nudges, calendar)
    return day is not None and day <= today

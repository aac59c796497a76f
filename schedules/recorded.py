"""What the units of a campaign said themselves: what is done, their own days, what happened. Read from the database."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from schedules.deadline_dates import Happened
from schedules.own_day_rule import OwnDay
from schedules.unit_deadlines import Recorded
from storage.database import Session
from storage.queries.deadlines import deadlines_done
from storage.queries.deadlines import events as campaign_events
from storage.queries.deadlines import own_days as own_days_set
from storage.queries.organisation import succession, units
from storage.queries.plans.campaigns import RunningCampaign


def recorded_by_units(session: Session, running: RunningCampaign, only: Collection[str] | None = None) -> Recorded:
    """What the units of a campaign said themselves, by their keys in the pack; all or some of them."""
    keys = _keys(session, running.campaign_id)
    some = None if only is None else [unit_id for unit_id, key in keys.items() if key in only]
    zone = ZoneInfo(running.pack.zone)
    own_days: dict[str, dict[str, OwnDay]] = {}
    for own in own_days_set.of_campaign(session, running.campaign_id, some):
        since = own.at.astimezone(zone).date()
        if unit := keys.get(own.unit_id):
            own_days.setdefault(unit, {})[own.deadline] = OwnDay(since, own.due, own.day_of_month)
    events: dict[str, dict[str, list[Happened]]] = {}
    for row in campaign_events.of_campaign(session, running.campaign_id, some):
        happened = Happened(row.day, row.subject, row.due, key=f"event{row.id}")
        if unit := keys.get(row.unit_id):
            events.setdefault(unit, {}).setdefault(row.event, []).append(happened)
    done = deadlines_done.done_in(session, running.campaign_id, some)
    return Recorded({(key, keys[unit_id]) for key, unit_id in done if unit_id in keys}, own_days, events)


def _keys(session: Session, campaign_id: int) -> dict[int, str]:
    """Unit → its key in the pack; of a unit outside the plan that took over a line, the key of that line."""
    ours = units.campaign_unit_ids(session, campaign_id)
    outside = succession.from_outside(session, ours, date.max)
    return {unit_id: key for key, unit_id in ours.items()} | {heir.unit.id: key for key, heir in outside.items()}

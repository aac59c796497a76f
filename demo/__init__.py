"""Fills an empty, migrated database with a plan and invented examples: units, people, a register, and a plausible past.

    with db.transaction() as session:
        people = fill(session, load_pack("shizhu-2025"), now, history=True)

Everything comes from the pack and from chance seeded with its key, so that every run gives the same example.
"""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from demo.checking_units import stations
from demo.demo_people import DemoPerson, enrol, posts
from demo.demo_register import add_entities
from demo.dossiers import add_dossiers
from demo.history import invent_past
from demo.past import Past
from demo.plan_world import world_of
from demo.recording import record_past
from demo.team import Team
from demo.visit_pace import furthest_behind, paces
from demo.workload import workload
from storage.database import Session
from storage.queries.organisation import units
from storage.queries.plans.into_force import put_into_force

__all__ = ["DemoPerson", "fill"]


def fill(session: Session, pack: Pack, now: datetime, *, history: bool) -> list[DemoPerson]:
    """The people of the example, those to try first at the front."""
    today = now.astimezone(ZoneInfo(pack.zone)).date()
    since = min(pack.first_day, today)
    chance = Random(pack.key)
    campaign = put_into_force(session, pack, today).running
    unit_ids = units.campaign_unit_ids(session, campaign.campaign_id)
    territories, levels = add_entities(session, pack, unit_ids, since, chance)
    speed = paces(workload(pack), chance)
    nearest = territories[stations(pack)[0].key]
    contact_of = nearest.get(world_of(pack).contact_of, list(nearest.values())[-1])[0]
    filled = posts(pack, furthest_behind(speed), int(contact_of["value"]), today)
    enrolled, officers = enrol(session, pack, unit_ids, filled, since)
    add_dossiers(session, pack, territories, officers, levels, since, today)
    if history:
        teams = [Team(unit, unit_ids[unit], officers[unit], territories[unit]) for unit in territories]
        past = Past(pack, WorkingDays(), today, chance)
        record_past(session, campaign, invent_past(past, teams, speed, contact_of))
    return enrolled

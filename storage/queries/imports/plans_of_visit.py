"""The plans that an old visit counts in: those of its unit whose days it falls in, ended ones too."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from storage.queries.imports.import_context import ImportContext
from storage.queries.organisation import succession, units
from storage.queries.plans import campaigns
from storage.tables import Campaign


@dataclass(frozen=True)
class PlanOfVisit:
    campaign_id: int
    first: date
    last: date
    units: frozenset[int]


def counting(session: Session, context: ImportContext, unit_id: int, day: date) -> list[int]:
    if context.plans is None:
        context.plans = _plans(session, context.today)
    return [plan.campaign_id for plan in context.plans if unit_id in plan.units and plan.first <= day <= plan.last]


def _plans(session: Session, today: date) -> list[PlanOfVisit]:
    plan_of_visits = []
    for campaign_id in session.exec(select(Campaign.id)).all():
        running = campaigns.in_force(session, campaign_id, today)
        if running is not None:
            ours = units.campaign_unit_ids(session, campaign_id).values()
            part = frozenset({*ours, *succession.answering(session, campaign_id, today).values()})
            plan_of_visits.append(PlanOfVisit(campaign_id, running.pack.first_day, running.pack.last_day, part))
    return plan_of_visits

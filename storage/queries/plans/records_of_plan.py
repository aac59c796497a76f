"""How many records refer to each piece of a plan, shown before the plan is changed."""

from collections import Counter

from sqlmodel import Session, col, func, select

from storage.queries.organisation import units
from storage.tables import (
    CampaignEvent,
    CampaignVersion,
    DeadlineDone,
    Draft,
    Entity,
    Inspection,
    InspectionCampaign,
    InspectionTag,
    OwnDay,
    RiskItem,
)

Behind = dict[tuple[str, str], Counter[str]]
"""(part of the plan, key) → how many of what: {("focus.tags", "sterile"): {"visits": 12}}."""


def behind(session: Session, campaign_id: int) -> Behind:
    """Of records that count: void ones do not."""
    counts: Behind = {}
    for place, noun, count in (*_visits(session, campaign_id), *_deadlines(session, campaign_id)):
        counts.setdefault(place, Counter())[noun] += count
    items = select(func.count()).select_from(RiskItem)
    items = items.where(col(RiskItem.campaign_id) == campaign_id, col(RiskItem.state) != "void")
    counts["close_out", ""] = Counter(risk_items=session.exec(items).one())
    return counts


def open_drafts(session: Session, campaign_id: int) -> int:
    """Forms being filled in, each under the version of the plan that it began with."""
    pinned = select(func.count()).select_from(Draft).join(CampaignVersion)
    return session.exec(pinned.where(col(CampaignVersion.campaign_id) == campaign_id)).one()


Counted = list[tuple[tuple[str, str], str, int]]


def _visits(session: Session, campaign_id: int) -> Counted:
    """By focus tag; by unit, kind of check, outcome and kind of entity, whose checklist was gone through."""
    counted = [col(InspectionCampaign.campaign_id) == campaign_id, col(Inspection.voided_at).is_(None)]
    by_tag = (
        select(InspectionTag.tag, func.count())
        .join(Inspection, col(Inspection.id) == col(InspectionTag.inspection_id))
        .join(InspectionCampaign, col(InspectionCampaign.inspection_id) == col(Inspection.id))
        .where(*counted)
        .group_by(col(InspectionTag.tag))
    )
    counts: Counted = [(("focus.tags", tag), "visits", count) for tag, count in session.exec(by_tag)]
    facts = (Inspection.unit_id, Inspection.kind, Inspection.outcome, Entity.kind)
    by_facts = (
        select(*facts, func.count())  # type: ignore[call-overload]  # the stubs end at four columns
        .join(InspectionCampaign, col(InspectionCampaign.inspection_id) == col(Inspection.id))
        .join(Entity, col(Entity.id) == col(Inspection.entity_id))
        .where(*counted)
        .group_by(*facts)
    )
    keys = {unit_id: key for key, unit_id in units.campaign_unit_ids(session, campaign_id).items()}
    for unit_id, kind, outcome, entity_kind, count in session.exec(by_facts):
        places = (("inspection_kinds", kind), ("outcomes", outcome), ("entity_kinds", entity_kind))
        counts += [(place, "visits", count) for place in places]
        if unit_id in keys:
            counts.append((("units", keys[unit_id]), "visits", count))
    return counts


def _deadlines(session: Session, campaign_id: int) -> Counted:
    """What units said of the plan's deadlines and events."""
    done = select(DeadlineDone.key, func.count()).where(col(DeadlineDone.campaign_id) == campaign_id)
    own = select(OwnDay.deadline, func.count()).where(col(OwnDay.campaign_id) == campaign_id)
    events = select(CampaignEvent.event, func.count()).where(
        col(CampaignEvent.campaign_id) == campaign_id, col(CampaignEvent.voided_at).is_(None)
    )
    of_deadlines = [(key.partition(":")[0], "done", n) for key, n in session.exec(done.group_by(col(DeadlineDone.key)))]
    of_deadlines += [(key, "own_days", n) for key, n in session.exec(own.group_by(col(OwnDay.deadline)))]
    counted = [(("deadlines", key), noun, count) for key, noun, count in of_deadlines]
    for key, count in session.exec(events.group_by(col(CampaignEvent.event))):
        # a deadline without an event of its own is its own event
        counted += [(("events", key), "events", count), (("deadlines", key), "events", count)]
    return counted

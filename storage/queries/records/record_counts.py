"""Figures: measures over records inside a scope, as of a day. One place for each measure (REQUIREMENTS C8–C13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.queries.ground.unit_paths import below
from storage.tables import Entity, Inspection, InspectionCampaign, RiskEvent, RiskItem, Unit

EVERYWHERE = below("/")


def visits_by_unit(
    session: Session,
    campaign_id: int,
    first: date,
    last: date,
    inside: ColumnElement[bool] = EVERYWHERE,
    since: Mapping[int, date] | None = None,
) -> dict[tuple[int, str], int]:
    """家次: valid visits per (inspecting unit, kind of entity) on the days first … last.

    `inside` says which units; of some of them visits count only `since` a day.
    """
    too_early = [
        and_(col(Inspection.unit_id) == unit_id, col(Inspection.day) < day) for unit_id, day in (since or {}).items()
    ]
    counts_in_it = exists().where(
        col(InspectionCampaign.inspection_id) == col(Inspection.id), col(InspectionCampaign.campaign_id) == campaign_id
    )
    rows = session.exec(
        select(Inspection.unit_id, Entity.kind, func.count())
        .join(Entity, col(Entity.id) == col(Inspection.entity_id))
        .where(
            # Not as joins: SQLite would begin with every visit that ever counted in the campaign.
            col(Inspection.unit_id).in_(select(Unit.id).where(inside)),
            col(Inspection.day) >= first,
            col(Inspection.day) <= last,
            col(Inspection.voided_at).is_(None),
            *(not_(condition) for condition in too_early),
            counts_in_it,
        )
        .group_by(col(Inspection.unit_id), col(Entity.kind))
    )
    return {(unit_id, kind): count for unit_id, kind, count in rows}


@dataclass(frozen=True)
class RiskFigures:
    """Risk items of a unit: opened and closed within the days asked for, open and overdue at their end."""

    new: int
    closed: int
    open: int
    overdue: int


def risk_figures(
    session: Session, first: date, as_of: date, inside: ColumnElement[bool] = EVERYWHERE
) -> dict[int, RiskFigures]:
    """By the unit that opened them. Days decide, not where an item stands today: what comes later is unknown (C8).

    An item whose rectification waits for review is open and not overdue: 按期 is decided by the day of rectification.
    """
    last = aliased(RiskEvent)
    last_due = aliased(RiskEvent)
    is_open = col(last.kind) != "closed"
    counted = {
        "new": col(RiskItem.opened_on) >= first,
        "closed": and_(~is_open, col(last.day) >= first),
        "open": is_open,
        "overdue": and_(is_open, col(last.kind) != "rectified", col(last_due.due) < as_of),
    }
    opened_in = or_(
        col(RiskItem.opened_in) == col(Unit.id),
        and_(col(RiskItem.unit_id) == col(Unit.id), col(RiskItem.opened_in).is_(None)),
    )
    rows = session.execute(
        select(Unit.id, *(func.sum(case((condition, 1), else_=0)) for condition in counted.values()))
        .select_from(RiskItem)
        .join(Unit, opened_in)
        .join(last, col(last.id).in_(_last_events(as_of)) & (col(last.risk_item_id) == col(RiskItem.id)))
        .join(
            last_due,
            col(last_due.id).in_(_last_events(as_of, col(RiskEvent.due).is_not(None)))
            & (col(last_due.risk_item_id) == col(RiskItem.id)),
        )
        .where(inside, col(RiskItem.state) != "void", col(RiskItem.opened_on) <= as_of)
        .group_by(col(Unit.id))
    )
    return {unit_id: RiskFigures(*counts) for unit_id, *counts in rows}


def _last_events(as_of: date, *conditions: Any) -> Any:
    """The id of each item's last event that had happened by the end of a day."""
    return (
        select(func.max(RiskEvent.id))
        .where(col(RiskEvent.day) <= as_of, *conditions)
        .group_by(col(RiskEvent.risk_item_id))
    )

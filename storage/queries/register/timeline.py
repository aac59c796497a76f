"""What happened at an entity, merged from every kind of record, the newest first and page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Select, literal
from sqlmodel import Session, col

from storage.tables import (
    EnforcementCase,
    EntityLevel,
    EntityPause,
    Finding,
    Inspection,
    LicenceAction,
    Referral,
    RiskEvent,
    RiskItem,
)

NEVER = sql.cast(sql.null(), sql.Date)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: `noun` says what, `step` its kind or outcome, `words` what it was about.

    `until`: the last day of what lasted.
    """

    day: date
    noun: str
    id: int
    number: str
    step: str
    words: str
    until: date | None = None


def timeline(
    session: Session, entity_id: int, nouns: Sequence[str] = (), skip: int = 0, most: int = 10
) -> list[TimelineEntry]:
    """What happened at an entity, the newest first; of some nouns, or of all."""
    merged = sql.union_all(*_parts(entity_id)).subquery()
    wanted = merged.select().where(merged.c.noun.in_(nouns)) if nouns else merged.select()
    rows = session.execute(
        wanted.order_by(merged.c.day.desc(), merged.c.noun, merged.c.id.desc()).offset(skip).limit(most)
    )
    return [
        TimelineEntry(row.day, row.noun, row.id, row.number or "", row.step or "", row.words or "", row.until)
        for row in rows
    ]


def _parts(entity_id: int) -> list[Select[Any]]:
    first_fault = (
        sql.select(col(Finding.words))
        .where(col(Finding.inspection_id) == col(Inspection.id), ~col(Finding.cleared))
        .order_by(col(Finding.id))
        .limit(1)
        .scalar_subquery()
    )
    visit, step, item = Inspection, RiskEvent, RiskItem
    case, referral, action, level = EnforcementCase, Referral, LicenceAction, EntityLevel
    pause, nothing = EntityPause, literal("")
    parts = [
        _told(visit, "inspection", visit.id, visit.day, visit.number, visit.outcome, first_fault).where(
            col(visit.voided_at).is_(None)
        ),
        _told(item, "risk", item.id, step.day, item.number, step.kind, item.description).join(
            step, col(step.risk_item_id) == col(item.id)
        ),
        _told(case, "case", case.id, case.filed_on, case.number, literal("filed"), case.cause),
        _told(case, "case", case.id, case.decided_on, case.number, literal("decided"), case.cause).where(
            col(case.decided_on).is_not(None)
        ),
        _told(referral, "referral", referral.id, referral.day, referral.number, referral.authority, referral.subject),
        _told(action, "licence", action.id, action.day, action.number, action.kind, action.licence_number),
        _told(level, "level", level.id, level.valid_from, nothing, level.scheme, level.level),
        _told(pause, "pause", pause.id, pause.valid_from, nothing, pause.status, pause.reason, pause.valid_to),
    ]
    return [part.where(part.selected_columns.entity_id == entity_id) for part in parts]


def _told(
    table: Any, noun: str, row_id: Any, day: Any, number: Any, step: Any, words: Any, until: Any = NEVER
) -> Select[Any]:
    columns: tuple[Any, ...] = (
        literal(noun).label("noun"),
        row_id.label("id"),
        day.label("day"),
        number.label("number"),
        step.label("step"),
        words.label("words"),
        until.label("until"),
        table.entity_id.label("entity_id"),
    )
    return sql.select(*columns).select_from(table)

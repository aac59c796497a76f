"""停业、注销、恢复: the days on which an entity was out of business; on every other day it was in business.

`Entity.status` and `closed_on` say the same of today, for finding it quickly; what is asked of a day asks here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.dated_rows import A_DAY, holding, holds
from storage.queries.register.register_entity_rows import note
from storage.tables import Entity, EntityPause

ACTIVE = "active"


@dataclass
class Pause:
    """From a day to a day, both included; an open end is None."""

    status: str
    reason: str
    valid_from: date
    valid_to: date | None = None


# --- pure ------------------------------------------------------------------------------------------------


def pauses_in(rows: Iterable[Any]) -> list[Pause]:
    """The rows of one entity as they were, the earliest first."""
    pauses = (Pause(row.status, row.reason, row.valid_from, row.valid_to) for row in rows)
    return sorted(pauses, key=lambda pause: pause.valid_from)


def pause_on(pauses: Iterable[Pause], day: date) -> Pause | None:
    return next((pause for pause in pauses if holds(pause, day)), None)


def status_on(pauses: Iterable[Pause], day: date) -> str:
    pause = pause_on(pauses, day)
    return pause.status if pause else ACTIVE


def fitted_in(pauses: Sequence[Pause], status: str, day: date, reason: str) -> list[Pause]:
    """From a day until what comes next: a later change that is on record stays, whenever this one is told."""
    later = [pause for pause in pauses if pause.valid_from > day]
    covering = pause_on(pauses, day)
    if covering is not None:
        last = covering.valid_to
    elif later and later[0].status == status:
        last = later[0].valid_to  # it began earlier than was known
    else:
        last = later[0].valid_from - A_DAY if later else None
    return _put(pauses, Pause(status, reason, day, last))


def paused_since(pauses: Sequence[Pause], status: str, day: date, today: date) -> list[Pause]:
    """What a workbook says of today: this status, since that day. What it says differently overtakes the rest."""
    now = pause_on(pauses, today)
    same = now if now is not None and now.status == status else None
    others = [pause for pause in pauses if pause is not same]
    return _put(others, Pause(status, same.reason if same else "", day))


def _put(pauses: Sequence[Pause], new: Pause) -> list[Pause]:
    """Nothing else holds on its days."""
    after = [pause for pause in pauses if new.valid_to is not None and pause.valid_from > new.valid_to]
    before = [pause for pause in pauses if pause.valid_from < new.valid_from]
    cut = [
        replace(pause, valid_to=new.valid_from - A_DAY) if holds(pause, new.valid_from) else pause for pause in before
    ]
    return [*cut, *([new] if new.status != ACTIVE else []), *after]


# --- of one entity ---------------------------------------------------------------------------------------


def pauses_of(session: Session, entity_id: int) -> list[Pause]:
    return pauses_in(session.exec(select(EntityPause).where(col(EntityPause.entity_id) == entity_id)))


def set_status(
    session: Session, entity: Entity, status: str, day: date, today: date, reason: str, by: ChangedBy, instance: str
) -> None:
    """`status_on` that day was another one."""
    present = pauses_of(session, entity.id)
    before = {"status": status_on(present, day), "closed_on": _since(present, day)}
    pauses = fitted_in(present, status, day, reason)
    keep(session, {entity.id: pauses})
    now = pause_on(pauses, today)
    entity.status, entity.closed_on = (now.status, now.valid_from) if now else (ACTIVE, None)
    session.flush()
    note(
        session, by, "status", entity.id, before, {"status": status, "day": day.isoformat(), "reason": reason}, instance
    )


def _since(pauses: Iterable[Pause], day: date) -> str | None:
    pause = pause_on(pauses, day)
    return pause.valid_from.isoformat() if pause else None


def keep(session: Session, pauses: dict[int, list[Pause]]) -> None:
    """Just these, for each of the entities."""
    session.execute(delete(EntityPause).where(col(EntityPause.entity_id).in_(pauses)))
    session.add_all(
        EntityPause(entity_id=entity_id, **asdict(pause))
        for entity_id, listed_pauses in pauses.items()
        for pause in listed_pauses
    )
    session.flush()


def pass_on(session: Session, source: int, target: int) -> None:
    """Of an entity that is merged into another one: on days of which that one says nothing, it was out of business."""
    present = pauses_of(session, target)
    for pause in pauses_of(session, source):
        if not any(_overlap(pause, other) for other in present):
            present.append(pause)
    keep(session, {source: [], target: present})


def _overlap(this_pause: Pause, other: Pause) -> bool:
    first, last = sorted((this_pause, other), key=lambda pause: pause.valid_from)
    return first.valid_to is None or first.valid_to >= last.valid_from


# --- of many ---------------------------------------------------------------------------------------------


def in_business(day: date) -> Any:
    """The condition that an entity was in business on a day; one that was merged is counted with its heir."""
    out = exists().where(col(EntityPause.entity_id) == col(Entity.id), *holding(EntityPause, day))
    return (col(Entity.status) != "merged") & ~out

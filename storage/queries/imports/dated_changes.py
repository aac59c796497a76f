"""What holds from a day on instead of what did, for many things at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel

from storage.queries.ground import bulk_rows
from storage.queries.ground.bulk_rows import Row
from storage.queries.ground.dated_rows import A_DAY, Dated, holds


@dataclass(frozen=True)
class DatedChange:
    """From `day` on `wanted` holds instead of what did; `present` is all that was ever dated of this kind."""

    present: Sequence[Any]
    wanted: Row
    day: date


def held(present: Iterable[Dated], day: date) -> Any:
    return next((row for row in present if holds(row, day)), None)


def follow(session: Session, table: type[SQLModel], changes: Iterable[DatedChange]) -> None:
    """What holds on the day ends the day before; what began only then is rewritten; what follows later stays."""
    added: list[Row] = []
    changed: list[Row] = []
    for change in changes:
        before = held(change.present, change.day)
        if before is not None and before.valid_from == change.day:
            changed.append({**change.wanted, "id": before.id})
            continue
        if before is not None:
            changed.append({"id": before.id, "valid_to": change.day - A_DAY})
        later = [row.valid_from for row in change.present if row.valid_from > change.day]
        until = min(later) - A_DAY if later else None
        added.append({**change.wanted, "valid_from": change.day, "valid_to": until})
    bulk_rows.change(session, table, changed)
    bulk_rows.add(session, table, added)

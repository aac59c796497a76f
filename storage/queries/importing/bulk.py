"""Many rows in one statement: what an import needs of the database beside single records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, insert, update
from sqlmodel import Session, SQLModel

from storage.queries.dated import A_DAY, Dated, holds

Row = Mapping[str, Any]


def add(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(table_of(table)), list(rows))


def add_with_ids(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> list[int]:
    """The new ids, in the order of the rows."""
    if not rows:
        return []
    into = table_of(table)
    return list(session.scalars(insert(into).returning(into.c.id, sort_by_parameter_order=True), list(rows)))


def table_of(table: type[SQLModel]) -> Table:
    """Beneath the objects: half the time, where nobody needs any."""
    plain: Table = table.__table__  # type: ignore[attr-defined]
    return plain


def change(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Each row has its `id` and what becomes different."""
    if rows:
        session.execute(update(table), list(rows))


@dataclass(frozen=True)
class Step:
    """From `day` on `wanted` holds instead of what did; `present` is all that was ever dated of this kind."""

    present: Sequence[Any]
    wanted: Row
    day: date


def held(present: Iterable[Dated], day: date) -> Any:
    return next((row for row in present if holds(row, day)), None)


def follow(session: Session, table: type[SQLModel], steps: Iterable[Step]) -> None:
    """What holds on the day ends the day before; what began only then is rewritten; what follows later stays."""
    added: list[Row] = []
    changed: list[Row] = []
    for step in steps:
        before = held(step.present, step.day)
        if before is not None and before.valid_from == step.day:
            changed.append({**step.wanted, "id": before.id})
            continue
        if before is not None:
            changed.append({"id": before.id, "valid_to": step.day - A_DAY})
        later = [row.valid_from for row in step.present if row.valid_from > step.day]
        until = min(later) - A_DAY if later else None
        added.append({**step.wanted, "valid_from": step.day, "valid_to": until})
    change(session, table, changed)
    add(session, table, added)

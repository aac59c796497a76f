"""Rows that hold from a day to a day: which of them hold on one, and how a new one finds its place among them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

A_DAY = timedelta(days=1)


class Dated(Protocol):
    """Both days are included; an open end is None."""

    valid_from: date
    valid_to: date | None


def holding(table: type[Any], day: date) -> tuple[Any, ...]:
    """The conditions that a row of this table holds on a day."""
    return col(table.valid_from) <= day, lasts(table, day)


def lasts(table: type[Any], day: date) -> ColumnElement[bool]:
    """The condition that a row of this table holds on that day or will on a later one."""
    return or_(col(table.valid_to).is_(None), col(table.valid_to) >= day)


def holds(row: Dated, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


def put_among(session: Session, present: Iterable[Dated], new: Dated) -> None:
    """Adds a row that holds from its first day until the next one begins; the one before ends the day before.

    One that began on the very same day gives way: on no day do two of them hold.
    """
    present = list(present)
    later = [row.valid_from for row in present if row.valid_from > new.valid_from]
    new.valid_to = min(later) - A_DAY if later else None
    end_before(session, present, new.valid_from)
    session.add(new)
    session.flush()


def end_before(session: Session, present: Iterable[Dated], day: date) -> None:
    """What holds on a day ends the day before; what began only then was never so."""
    for row in present:
        if row.valid_from == day:
            session.delete(row)
        elif holds(row, day):
            row.valid_to = day - A_DAY
    session.flush()

"""Which memberships hold on a day."""

from datetime import date
from typing import Any

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.queries.ground.dated_rows import holding
from storage.tables import Membership, Unit

_its_unit = aliased(Unit)


def held_on(today: date) -> list[Any]:
    """The condition that a membership holds on a day; none does in a unit that is closed."""
    closed = exists().where(col(_its_unit.id) == col(Membership.unit_id), col(_its_unit.closed_on) < today)
    return [*holding(Membership, today), ~closed]

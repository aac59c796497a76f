"""Which records of a noun count: those that nobody voided."""

from typing import Any

from records.noun import Noun


def counting(noun: Noun, table: Any) -> list[Any]:
    """The conditions on the noun's table."""
    conditions = []
    for column, value in noun.uncounted.items():
        held = getattr(table, column)
        conditions.append(held.is_(None) if value is ... else held != value)
    return conditions

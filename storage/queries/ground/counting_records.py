"""Which rows of its table are records of a noun, and which of them count: those that nobody voided."""

from typing import Any

from records.noun import SHARED_TABLE, Noun


def of_noun(noun: Noun, table: Any) -> list[Any]:
    """The conditions on the noun's table."""
    return [table.noun == noun.key] if noun.table == SHARED_TABLE else []


def counting(noun: Noun, table: Any) -> list[Any]:
    """The same, for those that count."""
    conditions = of_noun(noun, table)
    for column, value in noun.uncounted.items():
        held = getattr(table, column)
        conditions.append(held.is_(None) if value is ... else held != value)
    return conditions

"""Which rows of its table are records of a noun, and which of them count: those that nobody voided."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlmodel import Session

from records.all_nouns import all_nouns
from records.noun import SHARED_TABLE, Noun
from storage.tables.noun_tables import table_of


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


def counted_at(session: Session, entity_id: int, which: Callable[[Noun, Any], list[Any]] = counting) -> dict[str, int]:
    """By noun in the order of lists: how many records there are at an entity, all of them or those that count."""
    counts = []
    for noun in all_nouns().values():
        table = table_of(noun)
        here = (table.entity_id == entity_id, *which(noun, table))
        counts.append(select(literal(noun.key), func.count()).select_from(table).where(*here))
    rows: Any = session.execute(union_all(*counts)).all()
    counted: dict[str, int] = dict(rows)
    return {key: counted[key] for key in all_nouns()}

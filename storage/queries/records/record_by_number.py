"""A record by its printed number, of whatever noun."""

from sqlmodel import Session, select

from records.all_nouns import all_nouns
from storage.tables.noun_tables import table_of


def by_number(session: Session, number: str) -> tuple[str, int, int | None] | None:
    """(noun, id, the entity's id) of 检查-2025-0093; None where there is no such record."""
    printed = number.partition("-")[0]
    for noun in all_nouns().values():
        table = table_of(noun)
        if noun.printed == printed:
            row = session.exec(select(table.id, table.entity_id).where(table.number == number)).first()
            return (noun.key, *row) if row else None
    return None

"""A record by its printed number, of whatever noun."""

import re

from sqlmodel import Session, select

from records.all_nouns import all_nouns
from records.noun import Noun
from storage.tables.noun_tables import table_of

PRINTED = re.compile(r"([^-]+)-[0-9]{4}-[0-9]{4,}")


def numbered_noun(number: str) -> Noun | None:
    """The noun of which 检查-2025-0093 is a number; None of what is no printed number, whether or not it is given."""
    match = PRINTED.fullmatch(number)
    return next((noun for noun in all_nouns().values() if match and noun.printed == match[1]), None)


def by_number(session: Session, noun: Noun, number: str) -> tuple[int, int | None] | None:
    """(id, the entity's id) of a record of the noun; None where there is no such record."""
    table = table_of(noun)
    row = session.exec(select(table.id, table.entity_id).where(table.number == number)).first()
    return (row[0], row[1]) if row else None

"""Records that are not done with, of whatever noun: what a merged unit leaves to its heir, a person to a colleague."""

from typing import Any

from sqlmodel import or_

from records.all_nouns import all_nouns
from records.noun import Noun
from storage.queries.ground.counting_records import counting
from storage.tables.noun_tables import table_of


def nouns_with_unfinished() -> list[Noun]:
    """Those that say which of their records are not done with."""
    return [noun for noun in all_nouns().values() if noun.unfinished is not None or noun.done_by]


def unfinished(noun: Noun) -> list[Any]:
    """The conditions on the noun's table."""
    table = table_of(noun)
    if noun.unfinished is not None:
        return [*counting(noun, table), getattr(table, noun.unfinished.column).in_(noun.unfinished.values)]
    column = table.__table__.columns.get(noun.done_by)
    answer = table.answers[noun.done_by].as_string() if column is None else column
    return [*counting(noun, table), table.due.is_not(None), or_(answer.is_(None), answer == "")]

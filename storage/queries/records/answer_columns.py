"""Which answers of a declared noun's form are columns of its table, and how they stand there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from records.noun import Noun
from storage.json_values import Facts
from storage.tables.entered_record import EnteredRecord
from storage.tables.noun_tables import table_of

FROM_ANSWER: Mapping[type, Callable[[Any], Any]] = {date: date.fromisoformat, int: int}
"""By the type of the column; anything else stands as it was answered."""
TO_ANSWER: Mapping[type, Callable[[Any], Any]] = {date: date.isoformat, int: str}


@dataclass(frozen=True)
class KeptAnswers:
    """What goes into the columns of the table, and the rest, ready for JSON."""

    columns: Facts
    rest: Facts


def answer_columns(noun: Noun) -> dict[str, type]:
    """By column that holds an answer: its Python type."""
    present = table_of(noun).__table__.columns
    own = [column for column in present if column.name not in EnteredRecord.model_fields]
    keys = {question.key for question in noun.entry.form.questions} if noun.entry is not None else set()
    return {column.name: column.type.python_type for column in own if column.name in keys}


def kept(noun: Noun, answers: Facts) -> KeptAnswers:
    """Splits the answers of a form; of an entity only its row is kept (`entity_id`)."""
    types = answer_columns(noun)
    columns = {key: _through(FROM_ANSWER, types[key], answer) for key, answer in answers.items() if key in types}
    rest = {key: answer for key, answer in answers.items() if key not in types and key != "entity"}
    return KeptAnswers(columns, rest)


def answers_of(noun: Noun, row: Any) -> Facts:
    """The answers as the form gave them, but for the entity."""
    types = answer_columns(noun)
    columns = {key: _through(TO_ANSWER, kind, getattr(row, key)) for key, kind in types.items()}
    return {**row.answers, **columns}


def _through(ways: Mapping[type, Callable[[Any], Any]], kind: type, value: Any) -> Any:
    return value if value is None or kind not in ways else ways[kind](value)

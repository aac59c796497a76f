"""The sheet of a noun that is entered by a form, in an entity's file: a row a record, a column a question."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from forms import engine
from forms.card import answers_in_words
from forms.question import Question
from locales import N_, Text
from records.noun import Noun
from reports.catalog.entity_file import Column, Line, Subject
from storage.database import Session
from storage.queries.records.answer_columns import answers_of
from storage.queries.register import dossier


def has_sheet(noun: Noun) -> bool:
    return noun.entry is not None and noun.entry.about_entity and not noun.entity_page


def sheet(noun: Noun) -> Subject:
    asked: Iterator[Column] = ((question.label or question.text, 16) for question in _shown(noun))
    return Subject(noun.word, ((N_("Number"), 15), *asked, (N_("Unit"), 9), (N_("Recorded by"), 8)))


def lines(session: Session, noun: Noun, entity_id: int) -> tuple[Line, ...]:
    """The newest first; a question without an answer leaves its cell empty."""
    records = dossier.records_of(session, noun, entity_id)
    return tuple(
        (record.row.number, *_answers(noun, record.row), record.unit, record.recorded_by) for record in records
    )


def _answers(noun: Noun, row: Any) -> Iterator[Text]:
    form = noun.form
    if form is None:
        raise ValueError(f"{noun.key} is entered by no form")
    state, _ = engine.start(form, row.instance, row.recorded_at.astimezone(UTC), answers=answers_of(noun, row))
    words: Mapping[str, Text] = answers_in_words(form, state)
    return (words.get(question.key, "") for question in _shown(noun))


def _shown(noun: Noun) -> list[Question]:
    questions = noun.form.questions if noun.form is not None else ()
    return [question for question in questions if question.key != "entity"]

"""People in the answers of records: what a form asked as a person or as a telephone number is erased with the person.

A name in a free text stays, as nobody can find it (docs/decisions/0009); figures and columns know people by id only.
"""

from typing import Any

from sqlmodel import Session, select

from forms.kinds.person import PersonOf
from forms.kinds.phone import Phone
from records.all_nouns import all_nouns
from records.noun import Noun
from storage.queries.ground.counting_records import of_noun
from storage.tables.noun_tables import table_of


def erase_in_answers(session: Session, person_id: int, phone: str, erased: str) -> None:
    """Puts `erased` in the place of the person's name, and nothing in the place of the phone, whatever noun it is."""
    for noun in all_nouns().values():
        for question in noun.form.questions if noun.form is not None else ():
            if isinstance(question.kind, PersonOf):
                chosen = {"value": str(person_id), "label": erased}
                answer = table_of(noun).answers[question.key]["value"].as_string()
                _put(session, noun, answer == str(person_id), question.key, chosen)
    erase_phone_in_answers(session, phone)


def erase_phone_in_answers(session: Session, phone: str) -> None:
    for noun in all_nouns().values():
        for question in noun.form.questions if phone and noun.form is not None else ():
            if isinstance(question.kind, Phone):
                column = table_of(noun).__table__.columns.get(question.key)
                answer = table_of(noun).answers[question.key].as_string() if column is None else column
                _put(session, noun, answer == phone, question.key, None)


def _put(session: Session, noun: Noun, holds: Any, key: str, answer: Any) -> None:
    table = table_of(noun)
    for row in session.exec(select(table).where(*of_noun(noun, table), holds)):
        if key in table.__table__.columns:
            setattr(row, key, answer)
        else:
            row.answers = {**row.answers, key: answer}

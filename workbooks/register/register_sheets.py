"""The sheets of the register's workbook: the eight of `register_columns`, and one for each small noun about an entity.

A small noun's columns are the questions of its form that are answered by words or a day, headed as on its card.
"""

from collections.abc import Iterator, Mapping

from forms.kinds.date import Day
from forms.kinds.entity import Entity
from forms.kinds.text import FreeText
from forms.question import Question
from locales import tr
from records.all_nouns import all_nouns
from records.noun import Noun
from workbooks.register.register_column import Kind, RegisterColumn, RegisterSheet
from workbooks.register.register_columns import CODE, ENTITY, EXTERNAL, SHEETS

UNIT = RegisterColumn("unit", "单位", "text", "空着：监管对象的所属单位。", "南宾所")
KINDS: Mapping[type, Kind] = {FreeText: "text", Day: "day"}


def register_sheets() -> dict[str, RegisterSheet]:
    """By key, in the order of the workbook, in which they are taken over too: each refers only to those before it."""
    return {**SHEETS, **{noun.key: _sheet(noun) for noun in imported_nouns()}}


def imported_nouns() -> Iterator[Noun]:
    """Small nouns whose records are about an entity: a row has to say about which."""
    for noun in all_nouns().values():
        if noun.small is not None and any(isinstance(one.kind, Entity) for one in noun.small.form.questions):
            yield noun


def _sheet(noun: Noun) -> RegisterSheet:
    questions = noun.small.form.questions if noun.small is not None else ()
    columns = [_column(question) for question in questions if type(question.kind) in KINDS]
    about = f"{noun.printed}：每行一条。"
    return RegisterSheet(noun.key, noun.printed, about, (ENTITY, CODE, *columns, UNIT, EXTERNAL))


def _column(question: Question) -> RegisterColumn:
    """What has to be there in chat has to be there in a row, but for the day: without one it is the import's."""
    required = not question.optional and question.key != "day"
    title = tr(question.label or question.text)
    return RegisterColumn(question.key, title, KINDS[type(question.kind)], required=required)

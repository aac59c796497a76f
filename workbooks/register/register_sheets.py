"""The sheets of the register's workbook: the eight of `register_columns`, and one for each declared noun with an entry.

Its columns are the questions of its form that a cell can answer, headed as on its card.
"""

from collections.abc import Iterator, Mapping

from forms.kinds.choice import Choice
from forms.kinds.choices import Choices
from forms.kinds.date import Day
from forms.kinds.entity import Entity
from forms.kinds.number import Number
from forms.kinds.text import FreeText
from forms.question import Question
from locales import tr
from records.all_nouns import all_nouns
from records.noun import ChatEntry, Noun
from workbooks.register.register_column import Kind, RegisterColumn, RegisterSheet
from workbooks.register.register_columns import CODE, ENTITY, EXTERNAL, SHEETS

UNIT = RegisterColumn("unit", "单位", "text", "空着：监管对象的所属单位。", "南宾所")
UNIT_ALONE = RegisterColumn("unit", "单位", "text", "单位的全称或简称。", "南宾所", required=True)
KINDS: Mapping[type, Kind] = {FreeText: "text", Day: "day", Choice: "choice", Choices: "choices", Number: "count"}


def register_sheets() -> dict[str, RegisterSheet]:
    """By key, in the order of the workbook, in which they are taken over too: each refers only to those before it."""
    return {**SHEETS, **{noun.key: _sheet(noun, entry) for noun, entry in imported_nouns()}}


def imported_nouns() -> Iterator[tuple[Noun, ChatEntry]]:
    """Those of which a row can say all that has to be said."""
    for noun in all_nouns().values():
        questions = noun.entry.form.questions if noun.entry is not None else ()
        asked = [question for question in questions if not isinstance(question.kind, Entity)]
        if noun.entry is not None and all(question.optional or _fits_cell(question) for question in asked):
            yield noun, noun.entry


def choices_of_nouns() -> dict[str, dict[str, str]]:
    """By the name that a column gives: the words of the options, each with its key."""
    return {
        _choices_name(noun, question): {tr(option.label): option.value for option in question.options}
        for noun, entry in imported_nouns()
        for question in entry.form.questions
        if question.options
    }


def _sheet(noun: Noun, entry: ChatEntry) -> RegisterSheet:
    columns = [_column(noun, question) for question in entry.form.questions if _fits_cell(question)]
    about = f"{noun.printed}：每行一条。"
    whose = (ENTITY, CODE) if entry.about_entity else (UNIT_ALONE,)
    unit = (UNIT,) if entry.about_entity else ()
    return RegisterSheet(noun.key, noun.printed, about, (*whose, *columns, *unit, EXTERNAL))


def _fits_cell(question: Question) -> bool:
    """A choice of what only the chat can offer does not, nor a number with decimals."""
    match question.kind:
        case Choice() | Choices():
            return bool(question.options)
        case Number(places=places):
            return places == 0
        case kind:
            return type(kind) in KINDS


def _column(noun: Noun, question: Question) -> RegisterColumn:
    """What has to be there in chat has to be there in a row."""
    return RegisterColumn(
        question.key,
        tr(question.label or question.text),
        KINDS[type(question.kind)],
        required=not question.optional and question.when is None,
        choices=_choices_name(noun, question) if question.options else "",
    )


def _choices_name(noun: Noun, question: Question) -> str:
    return f"{noun.key}.{question.key}"

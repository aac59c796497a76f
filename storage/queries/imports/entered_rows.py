"""Rows of declared nouns (会商 …): what was entered in a form, from a workbook; all of it by the noun's declaration."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from forms.kinds.date import Day
from forms.kinds.text import FreeText
from records.noun import SHARED_TABLE, ChatEntry, Noun
from storage.json_values import Facts
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine
from storage.queries.imports.record_rows import ImportedNoun, RecordRow
from storage.queries.records.answer_columns import answer_columns, kept
from storage.tables import Correction
from storage.tables.entered_record import EnteredRecord
from storage.tables.noun_tables import table_of


def imported(noun: Noun, entry: ChatEntry) -> ImportedNoun:
    """How its rows are taken; without a number of the office's own, one is known by the days and texts it must say."""
    questions = [question for question in entry.form.questions if question.key != "entity"]
    columns = answer_columns(noun)
    required = [question for question in questions if not question.optional and question.when is None]
    natural = [question.key for question in required if isinstance(question.kind, FreeText | Day)]

    def tell(line: ImportLine) -> dict[str, object]:
        said = {question.key: _answer(line[question.key]) for question in questions}
        facts = kept(noun, {key: answer for key, answer in said.items() if answer is not None})
        return {**facts.columns, "answers": dict(facts.rest)}

    return ImportedNoun(
        noun.key,
        table_of(noun),
        (*(key for key in natural if key in columns), *(() if entry.about_entity else ("unit_id",))),
        tell,
        _blank(noun, entry),
        about_entity=entry.about_entity,
        prepare=partial(_prepare, "day" not in [question.key for question in questions], noun),
        check=partial(_check, [question.key for question in questions if question.key not in columns]),
        changed_in_chat=_changed(noun),
    )


def _answer(value: Any) -> Any:
    """What a cell gave, as the form would have stored it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, int) else value


def _blank(noun: Noun, entry: ChatEntry) -> dict[str, object]:
    own = [column for column in table_of(noun).__table__.columns if column.name not in EnteredRecord.model_fields]
    shared = {"noun": noun.key} if noun.table == SHARED_TABLE else {}
    return {**{column.name: None for column in own if column.nullable}, **shared, "form_version": entry.form.version}


def _prepare(
    undated: bool, noun: Noun, _session: Session, context: ImportContext, records: Sequence[RecordRow]
) -> None:
    """Where the form asks for no day, a record is of the day on which it is taken in."""
    if not undated or not hasattr(table_of(noun), "day"):
        return
    for record in records:
        record.told["day"] = context.today if record.is_new else record.present.day


def _check(rest: Sequence[str], _context: ImportContext, record: RecordRow) -> None:
    """What a row does not say stays as it was, and is skipped in a new record; changes are told answer by answer."""
    if record.is_new:
        record.told["answers"] = {**dict.fromkeys(rest), **record.told["answers"]}
        return
    before: Facts = record.present.answers
    after = {**before, **record.told["answers"]}
    changes = [(key, before.get(key), after[key]) for key in after if before.get(key) != after[key]]
    record.told["answers"] = record.columns["answers"] = after
    if not changes:
        del record.columns["answers"]
    record.said = [change for change in record.said if change[0] != "answers"] + changes


def _changed(noun: Noun) -> Any:
    def changed(session: Session, ids: Sequence[int]) -> Collection[int]:
        of_these = (col(Correction.noun) == noun.key, col(Correction.record_id).in_(ids))
        return session.exec(select(Correction.record_id).where(*of_these)).all()

    return changed

"""Rows of small nouns (会商 …): what was entered in a form, from a workbook; all of it by the noun's declaration."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from records.noun import Noun, SmallNoun
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine
from storage.queries.imports.record_rows import ImportedNoun, RecordRow
from storage.tables import Correction, SmallRecord

COLUMNS = ("subject", "day", "due")
"""Answers that are columns of the shared table; the others are kept beside them, as from the form."""


def imported(noun: Noun, small: SmallNoun) -> ImportedNoun:
    questions = [question.key for question in small.form.questions if question.key != "entity"]

    def tell(line: ImportLine) -> dict[str, Any]:
        said = {key: line[key] for key in questions if line[key] is not None}
        answers = {key: value.isoformat() if isinstance(value, date) else value for key, value in said.items()}
        return {**{key: said[key] for key in COLUMNS if key in said}, "answers": answers}

    blank = {"noun": noun.key, "form_version": small.form.version, "due": None}
    return ImportedNoun(
        noun.key,
        SmallRecord,
        ("subject", "day"),
        tell,
        blank,
        prepare=_prepare,
        check=partial(_check, small),
        changed_in_chat=_changed(noun),
    )


def _prepare(_session: Session, context: ImportContext, records: Sequence[RecordRow]) -> None:
    """Without a day a record is of the day on which it is taken in; the entity is an answer as well."""
    for record in records:
        day = record.told.setdefault("day", record.present.day if record.present is not None else context.today)
        record.told["answers"]["day"] = day.isoformat()
        entity = record.entity
        chosen = {"value": str(entity.id), "label": entity.name, "kind": entity.kind, "tags": []}
        record.told["answers"]["entity"] = chosen


def _check(small: SmallNoun, _context: ImportContext, record: RecordRow) -> None:
    """What a row does not say stays as it was, and is skipped in a new record; changes are told answer by answer."""
    if record.present is None:
        skipped = dict.fromkeys(question.key for question in small.form.questions if question.optional)
        record.told["answers"] = {**skipped, **record.told["answers"]}
        return
    before: Mapping[str, Any] = record.present.answers
    after = {**before, **record.told["answers"], "entity": before.get("entity")}
    answers = [(key, before.get(key), after[key]) for key in after if before.get(key) != after[key]]
    record.told["answers"] = after
    record.columns["answers"] = after
    if not answers:
        del record.columns["answers"]
    columns = [change for change in record.said if change[0] not in ("answers", *COLUMNS)]
    record.said = [*columns, *answers]


def _changed(noun: Noun) -> Any:
    def changed(session: Session, ids: Sequence[int]) -> Collection[int]:
        of_these = (col(Correction.noun) == noun.key, col(Correction.record_id).in_(ids))
        return session.exec(select(Correction.record_id).where(*of_these)).all()

    return changed

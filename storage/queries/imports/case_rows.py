"""Rows of 案件 and 移送: cases, and what was handed to other authorities."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, InvalidRow
from storage.queries.imports.record_rows import ImportedNoun, RecordRow
from storage.tables import EnforcementCase, Referral

CASE_COLUMNS = (
    "cause", "procedure", "filed_on", "decided_on", "closed_on", "decision_number", "entity_fine", "confiscated",
    "punished_people", "people_fine", "suspended", "revoked", "blacklisted", "note",
)  # fmt: skip
REFERRAL_COLUMNS = ("authority", "subject", "day", "answered_on", "result")


def columns_of(line: ImportLine, columns: Sequence[str]) -> dict[str, object]:
    return {column: line[column] for column in columns if line[column] is not None}


def _check_case(_context: ImportContext, record: RecordRow) -> None:
    filed, decided, closed = (record.value(column) for column in ("filed_on", "decided_on", "closed_on"))
    if decided and decided < filed:
        raise InvalidRow(N_("The decision cannot come before the case was filed."))
    if closed and closed < filed:
        raise InvalidRow(N_("A case cannot be closed before it was filed."))


def _find_cases(session: Session, context: ImportContext, records: Sequence[RecordRow]) -> None:
    """The cases that referrals came from, by the number that the office gave them."""
    refs = {record.line["case_ref"] for record in records} - {None}
    query = select(EnforcementCase).where(col(EnforcementCase.external_ref).in_(refs)) if refs else None
    known = {row.external_ref: row for row in session.exec(query)} if query is not None else {}
    for record in records:
        case = known.get(record.line["case_ref"])
        if case is not None and case.unit_id in context.unit_refs:
            record.told["case_id"] = case.id


def _check_referral(_context: ImportContext, record: RecordRow) -> None:
    answered, day = record.value("answered_on"), record.value("day")
    if answered and answered < day:
        raise InvalidRow(N_("The answer cannot come before the referral."))


CASE = ImportedNoun(
    "enforcement_case",
    EnforcementCase,
    ("filed_on", "cause"),
    lambda line: columns_of(line, CASE_COLUMNS),
    {
        "procedure": "general", "decided_on": None, "closed_on": None, "decision_number": "", "entity_fine": 0,
        "confiscated": 0, "punished_people": 0, "people_fine": 0, "suspended": False, "revoked": False,
        "blacklisted": False, "note": "",
    },
    check=_check_case,
)  # fmt: skip
REFERRAL = ImportedNoun(
    "referral",
    Referral,
    ("day", "authority", "subject"),
    lambda line: columns_of(line, REFERRAL_COLUMNS),
    {"answered_on": None, "result": "", "case_id": None},
    prepare=_find_cases,
    check=_check_referral,
)

"""Rows of 检查: visits of earlier years, with their findings, colleagues, tags and the campaigns that they count in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.queries.ground import bulk_rows
from storage.queries.ground.dated_rows import holds
from storage.queries.imports.case_rows import columns_of
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine
from storage.queries.imports.named_officers import officer_called
from storage.queries.imports.plans_of_visit import counting
from storage.queries.imports.record_rows import ImportedNoun, RecordRow
from storage.tables import (
    Correction,
    EntityTag,
    Finding,
    Inspection,
    InspectionCampaign,
    InspectionPerson,
    InspectionTag,
)

USUAL_PEOPLE = 2
"""A visit is made by two at least; what the workbook does not count is taken for that."""
COLUMNS = ("kind", "day", "people", "outcome", "note")


def _tell(line: ImportLine) -> dict[str, object]:
    values = columns_of(line, COLUMNS)
    if "people" not in values and line["officers"]:
        values["people"] = max(len(line["officers"]), 1)
    answers = {key: _plain(line[key]) for key in ("officers", "interviewed") if line[key] is not None}
    return {**values, "answers": answers} if answers else values


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _prepare(session: Session, _context: ImportContext, records: Sequence[RecordRow]) -> None:
    """The tags that count: the row's own, else those that the entity had on the day."""
    ids = {record.entity.id for record in records if record.entity.id > 0}
    tags: dict[int, list[EntityTag]] = {}
    for tag in session.exec(select(EntityTag).where(col(EntityTag.entity_id).in_(ids))):
        tags.setdefault(tag.entity_id, []).append(tag)
    present = [record.id for record in records if record.id]
    kept: dict[int, set[str]] = {}
    for row in session.exec(select(InspectionTag).where(col(InspectionTag.inspection_id).in_(present))):
        kept.setdefault(row.inspection_id, set()).add(row.tag)
    names: dict[int, list[str]] = {}
    for finding in session.exec(select(Finding).where(col(Finding.inspection_id).in_(present), ~col(Finding.cleared))):
        names.setdefault(finding.inspection_id, []).append(finding.words)
    for record in records:
        own, day = record.line["tags"], record.line["day"]
        then = {tag.tag for tag in tags.get(record.entity.id, []) if day and holds(tag, day)}
        record.beside = {
            "tags": set(own) if own is not None else then,
            "tags_before": kept.get(record.id or 0, set()),
            "findings": [text.strip() for text in (record.line["findings"] or "").split("\n") if text.strip()],
            "findings_before": names.get(record.id or 0, []),
        }


def _check(_context: ImportContext, record: RecordRow) -> None:
    if record.is_new:
        return
    beside = record.beside
    if record.line["tags"] is not None and beside["tags"] != beside["tags_before"]:
        record.said.append(("tags", sorted(beside["tags_before"]), sorted(beside["tags"])))
    if beside["findings"] and beside["findings"] != beside["findings_before"]:
        record.said.append(("findings", beside["findings_before"], beside["findings"]))


def _write_parts(session: Session, context: ImportContext, records: Sequence[RecordRow]) -> None:
    said = {record.id: {column for column, *_ in record.said} for record in records}
    tags = [record for record in records if record.is_new or "tags" in said[record.id]]
    days = [record for record in records if record.is_new or {"day", "unit_id"} & said[record.id]]
    _clear(session, InspectionTag, [record for record in tags if not record.is_new])
    _clear(session, InspectionCampaign, [record for record in days if not record.is_new])
    bulk_rows.add(
        session, InspectionTag, [_of(record, tag=tag) for record in tags for tag in sorted(record.beside["tags"])]
    )
    plans = [
        (record, plan) for record in days for plan in counting(session, context, record.unit_id, record.value("day"))
    ]
    bulk_rows.add(session, InspectionCampaign, [_of(record, campaign_id=plan) for record, plan in plans])
    _write_findings(session, [record for record in records if record.is_new or "findings" in said[record.id]])
    people = [
        _of(record, person_id=person_id)
        for record in records
        if record.is_new
        for person_id in dict.fromkeys(_colleagues(session, context, record))
    ]
    bulk_rows.add(session, InspectionPerson, people)


def _colleagues(session: Session, context: ImportContext, record: RecordRow) -> list[int]:
    """Those officers who have joined already; the names of all stay with the record's answers."""
    officer_ids = (officer_called(session, context, name, record.unit_id)[0] for name in record.line["officers"] or ())
    return [officer_id for officer_id in officer_ids if officer_id is not None]


def _write_findings(session: Session, records: Sequence[RecordRow]) -> None:
    _clear(session, Finding, [record for record in records if not record.is_new])
    blank = {"note": "", "cleared": False}
    rows = [
        _of(record, item=f"import-{number}", words=text, **blank)
        for record in records
        for number, text in enumerate(record.beside["findings"], 1)
    ]
    bulk_rows.add(session, Finding, rows)


def _clear(session: Session, table: Any, records: Sequence[RecordRow]) -> None:
    if records:
        session.execute(delete(table).where(col(table.inspection_id).in_([record.id for record in records])))


def _of(record: RecordRow, **more: Any) -> dict[str, object]:
    return {"inspection_id": record.id, **more}


def _corrected(session: Session, ids: Sequence[int]) -> set[int]:
    query = select(Correction.record_id).where(Correction.noun == "inspection", col(Correction.record_id).in_(ids))
    return set(session.exec(query))


INSPECTION = ImportedNoun(
    "inspection",
    Inspection,
    ("day", "kind", "unit_id"),
    _tell,
    {
        "people": USUAL_PEOPLE, "note": "", "answers": {}, "form_version": 1, "voided_at": None, "void_reason": None,
    },
    _prepare,
    _check,
    _write_parts,
    _corrected,
)  # fmt: skip

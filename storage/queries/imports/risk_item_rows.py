"""Rows of 隐患: risk items with the steps that they have been through, each on its own day."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.ground import bulk_rows
from storage.queries.imports.case_rows import columns_of
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, InvalidRow
from storage.queries.imports.named_officers import officer_called
from storage.queries.imports.plans_of_visit import counting
from storage.queries.imports.record_rows import MADE_HERE, ImportedNoun, RecordRow, instance
from storage.tables import Inspection, RiskEvent, RiskItem

COLUMNS = ("description", "source", "opened_on", "due")
STATES = ("open", "rectified", "closed")


def _state(line: ImportLine) -> str:
    if line["closed_on"]:
        return "closed"
    return "rectified" if line["rectified_on"] else "open"


def _prepare(session: Session, context: ImportContext, records: Sequence[RecordRow]) -> None:
    refs = {record.line["inspection_ref"] for record in records} - {None}
    visits = select(Inspection).where(col(Inspection.external_ref).in_(refs)) if refs else None
    known = {row.external_ref: row.id for row in session.exec(visits)} if visits is not None else {}
    for record in records:
        officer, _ = officer_called(session, context, record.line["officer"], record.unit_id)
        if record.line["inspection_ref"] in known:
            record.told["inspection_id"] = known[record.line["inspection_ref"]]
        if officer is not None or record.is_new:
            record.told["officer_id"] = officer or context.recorder
        if record.is_new and record.line["opened_on"]:
            plans = counting(session, context, record.unit_id, record.line["opened_on"])
            record.told["campaign_id"] = plans[0] if plans else None


def _check(context: ImportContext, record: RecordRow) -> None:
    """The days must follow each other; a state further on than the record's own is a change."""
    line, opened = record.line, record.value("opened_on")
    days = [opened, *(line[step] for step in ("rectified_on", "closed_on") if line[step])]
    if days != sorted(days):
        raise InvalidRow(N_("The days are not in order: opened, rectified, closed."))
    if max(days) > context.today:
        raise InvalidRow(N_("A step cannot lie in the future."))
    before, after = ("", _state(line)) if record.is_new else (record.present.state, _state(line))
    if record.is_new:
        record.told["state"] = after
    elif before in STATES and STATES.index(after) > STATES.index(before):
        record.columns |= {"state": after, "revision": record.present.revision + 1}
        record.said.append(("state", before, after))
    record.beside = {"from": before}


def _write_parts(session: Session, context: ImportContext, records: Sequence[RecordRow]) -> None:
    rows = [step for record in records for step in _steps(context, record)]
    bulk_rows.add(session, RiskEvent, rows)


def _steps(context: ImportContext, record: RecordRow) -> list[dict[str, object]]:
    line = record.line
    rectified = line["rectified_on"] or line["closed_on"]
    steps = []
    if record.is_new:
        steps.append(_step(context, record, "opened", record.value("opened_on"), "", record.value("due")))
    elif any(column == "due" for column, *_ in record.said):
        steps.append(_step(context, record, "extended", context.today, "", record.value("due")))
    reached = record.value("state") if record.is_new else record.columns.get("state", record.beside["from"])
    before = record.beside["from"]
    if rectified and before in ("", "open") and reached in ("rectified", "closed"):
        steps.append(_step(context, record, "rectified", rectified, line["rectification"]))
    if line["closed_on"] and before != "closed" and reached == "closed":
        steps.append(_step(context, record, "closed", line["closed_on"], line["closed_by"]))
    return steps


def _step(
    context: ImportContext, record: RecordRow, kind: str, day: date, note: str | None, due: date | None = None
) -> dict[str, object]:
    """Who closed the item is kept in words: it was a colleague of that time, who may never join."""
    day_of = (day.isoformat(),) if kind == "extended" else ()
    return {
        "risk_item_id": record.id, "kind": kind, "day": day, "note": note or "", "due": due,
        "person_id": context.recorder, "at": context.by.at, "instance": instance(record, RISK_ITEM, kind, *day_of),
    }  # fmt: skip


def _taken_further(session: Session, ids: Sequence[int]) -> set[int]:
    query = select(RiskEvent.risk_item_id).where(col(RiskEvent.risk_item_id).in_(ids))
    return set(session.exec(query.where(col(RiskEvent.instance).not_like(f"{MADE_HERE}%"))))


RISK_ITEM = ImportedNoun(
    "risk_item",
    RiskItem,
    ("opened_on", "description"),
    lambda line: columns_of(line, COLUMNS),
    {"source": "", "finding_id": None, "inspection_id": None, "campaign_id": None, "revision": 0},
    _prepare,
    _check,
    _write_parts,
    _taken_further,
)

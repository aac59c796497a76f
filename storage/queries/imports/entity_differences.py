"""What a row of the register changes about an entity, pure: its row against the facts that are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from storage.queries.ground.dated_rows import holds
from storage.queries.imports.dated_changes import DatedChange, held
from storage.queries.imports.facts_before import EntityHistory
from storage.queries.imports.import_lines import ImportLine
from storage.queries.register.pauses import Pause, paused_since, pauses_in
from storage.search.comparable import code_key
from storage.tables import Entity, EntityContact, EntityLevel, EntityOfficer, EntityPlace, EntityTag

COLUMNS = (
    "name", "kind", "credit_code", "address", "grade", "ways", "device_classes",
    "latitude", "longitude", "status", "closed_on", "external_ref",
)  # fmt: skip
OF_STATUS = ("status", "closed_on")
OUT_OF_BUSINESS = ("suspended", "closed")
LICENCES = (
    ("licence_kind", "licence_number", "licence_issued_on", "licence_until"),
    ("filing_kind", "filing_number", "filed_on", ""),
)
USUAL_KIND = {"licence_number": "business_licence", "filing_number": "business_filing"}


@dataclass
class EntityChange:
    """What is to be written of one entity, and how it reads: (column, before, after)."""

    line: ImportLine
    id: int | None
    columns: dict[str, object] = field(default_factory=dict)
    dated: list[tuple[Any, DatedChange]] = field(default_factory=list)
    ended: list[Any] = field(default_factory=list)
    new_licences: list[dict[str, Any]] = field(default_factory=list)
    licences: list[dict[str, object]] = field(default_factory=list)
    pauses: list[Pause] | None = None
    """All of them, where the row changes anything about them."""
    said: list[tuple[str, Any, Any]] = field(default_factory=list)

    def put_dated(self, table: Any, column: str, before: Any, after: Any, dated: DatedChange) -> None:
        self.dated.append((table, dated))
        self.said.append((column, before, after))


def change_of(
    line: ImportLine,
    entity: Entity | None,
    facts: EntityHistory,
    unit_id: int | None,
    officer_id: int | None,
    scheme: str,
    today: date,
) -> EntityChange:
    change = EntityChange(line, entity.id if entity else None)
    for column, value in _plain_columns(line):
        before = getattr(entity, column) if entity else None
        if value != before and not (before is None and value in ("", [])):
            change.columns[column] = value
            change.said.append((column, before, value))
    if entity and entity.provisional:
        change.columns["provisional"] = False
        change.said.append(("provisional", True, False))
    _status(change, entity, facts, today)
    _place(change, facts, unit_id, today)
    _level(change, facts, scheme, today)
    _tags(change, facts, today)
    _officer(change, facts, officer_id, today)
    _contact(change, facts, today)
    _licences(change, facts)
    return change


def _plain_columns(line: ImportLine) -> Iterator[tuple[str, Any]]:
    for column in COLUMNS:
        if column not in OF_STATUS and (value := line[column]) is not None:
            yield column, list(value) if isinstance(value, tuple) else value


def _status(change: EntityChange, entity: Entity | None, facts: EntityHistory, today: date) -> None:
    """What holds today, and since when; a day alone says that it closed down, or since when it is suspended."""
    new_status, day, present = change.line["status"], change.line["closed_on"], pauses_in(facts.pauses)
    if new_status is None and day is None:
        return
    before = (entity.status, entity.closed_on) if entity else (None, None)
    status = new_status or (before[0] if before[0] in OUT_OF_BUSINESS else "closed")
    day = day if status in OUT_OF_BUSINESS else None
    if status == before[0] and day in (None, before[1]):
        return
    change.pauses = paused_since(present, status, day or today, today)
    for column, was, now in zip(OF_STATUS, before, (status, day), strict=True):
        if was != now:
            change.columns[column] = now
            change.said.append((column, was, now))


def _place(change: EntityChange, facts: EntityHistory, unit_id: int | None, today: date) -> None:
    before = held(facts.places, today)
    if unit_id is not None and (before is None or before.unit_id != unit_id):
        dated = DatedChange(facts.places, {"unit_id": unit_id}, today)
        change.put_dated(EntityPlace, "unit", before and before.unit_id, unit_id, dated)


def _level(change: EntityChange, facts: EntityHistory, default: str, today: date) -> None:
    """Levels of other schemes stay as they are."""
    line = change.line
    if (level := line["level"]) is None:
        return
    day, scheme = line["level_from"] or today, line["level_scheme"] or default
    of_scheme = [row for row in facts.levels if row.scheme == scheme]
    before = held(of_scheme, day)
    if before is None or before.level != level:
        wanted = {"scheme": scheme, "level": level}
        wanted |= {"reason": line["level_reason"] or "", "published_on": line["level_published_on"]}
        change.put_dated(EntityLevel, "level", before and before.level, level, DatedChange(of_scheme, wanted, day))


def _tags(change: EntityChange, facts: EntityHistory, today: date) -> None:
    """The row's tags are the entity's tags from that day on: others end the day before."""
    if (tags := change.line["tags"]) is None:
        return
    day, wanted = change.line["tags_from"] or today, set(tags)
    present = {row.tag: row for row in facts.tags if holds(row, day)}
    if wanted == set(present):
        return
    for tag in sorted(wanted - set(present)):
        rows = [row for row in facts.tags if row.tag == tag]
        change.dated.append((EntityTag, DatedChange(rows, {"tag": tag}, day)))
    change.ended += [(row, day) for tag, row in present.items() if tag not in wanted]
    change.said.append(("tags", sorted(present), sorted(wanted)))


def _officer(change: EntityChange, facts: EntityHistory, officer_id: int | None, today: date) -> None:
    before = held(facts.officers, today)
    if officer_id is not None and (before is None or before.person_id != officer_id):
        dated = DatedChange(facts.officers, {"person_id": officer_id}, today)
        change.put_dated(EntityOfficer, "officer", before and before.person_id, officer_id, dated)


def _contact(change: EntityChange, facts: EntityHistory, today: date) -> None:
    line, before = change.line, held(facts.contacts, today)
    contact = {"name": line["contact"], "post": line["contact_post"], "phone": line["phone"]}
    known = {key: getattr(before, key) for key in contact} if before else {"name": "", "post": "", "phone": ""}
    wanted = {key: value or known[key] for key, value in contact.items()}
    if not wanted["name"] and wanted["phone"]:
        wanted["name"] = line["name"] or ""  # a number alone is the enterprise's own
    if wanted != known and wanted["name"]:
        change.put_dated(
            EntityContact, "contact", before and before.name, wanted["name"], DatedChange(facts.contacts, wanted, today)
        )


def _licences(change: EntityChange, facts: EntityHistory) -> None:
    for kind, number, issued, until in LICENCES:
        if change.line[number]:
            facts_of_line = {
                "kind": change.line[kind],
                "issued_on": change.line[issued],
                "valid_until": change.line[until],
            }
            licence(change, facts.licences, change.line[number], facts_of_line, USUAL_KIND[number])


def licence(change: EntityChange, present: Sequence[Any], number: str, values: dict[str, object], usual: str) -> None:
    """A licence is known by its number; what the row does not say stays."""
    values = {key: value for key, value in values.items() if value is not None}
    key = code_key(number)
    before = next((row for row in present if row.number_key == key), None)
    if before is None:
        change.new_licences.append({"kind": usual, "number": number, "number_key": key} | values)
        change.said.append(("licence", None, number))
        return
    differ = {column: value for column, value in values.items() if getattr(before, column) != value}
    if differ:
        change.licences.append({"id": before.id, **differ})
        change.said += [(f"licence.{column}", getattr(before, column), value) for column, value in differ.items()]

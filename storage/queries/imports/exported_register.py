"""The register of a scope as rows of its workbook, a thousand entities at a time; taken in again, nothing changes."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.queries.ground.dated_rows import holding, holds, lasts
from storage.queries.ground.unit_paths import Scope, below, ids_in
from storage.queries.imports.dated_changes import held
from storage.queries.imports.entity_differences import COLUMNS
from storage.queries.imports.facts_before import EntityHistory, facts_of
from storage.queries.imports.import_context import UnitRef, open_units
from storage.tables import Entity, EntityPlace, Membership, Person, Unit

Row = dict[str, object]
CHUNK = 1000
FILINGS = ("business_filing", "production_filing", "online_filing", "platform_filing", "clinic_filing")


class ExportedRegister:
    """`ExportedRegister(session, scope, today).sheets()` → {"units": rows, "people": rows, "entities": rows}."""

    def __init__(self, session: Session, scope: Scope, today: date) -> None:
        self.session, self.scope, self.today = session, scope, today
        self.unit_refs = {unit_ref.id: unit_ref for unit_ref in open_units(session, scope)}
        names = [unit_ref.name for unit_ref in self.unit_refs.values()]
        self.several = {name for name in names if names.count(name) > 1}

    def sheets(self) -> dict[str, Iterable[Row]]:
        return {"units": self.units(), "people": self.people(), "entities": self.entities()}

    def units(self) -> Iterator[Row]:
        for unit_ref in sorted(self.unit_refs.values(), key=lambda unit_ref: ids_in(unit_ref.path)):
            above = self._above(unit_ref)
            yield {"name": unit_ref.name, "kind": unit_ref.kind, "parent": above and self._called(above)}

    def people(self) -> Iterator[Row]:
        rows = self.session.execute(
            select(Membership, Person, Entity.name, Entity.credit_code)
            .join(Person, col(Person.id) == col(Membership.person_id))
            .join(Unit, col(Unit.id) == col(Membership.unit_id))
            .outerjoin(Entity, col(Entity.id) == col(Membership.entity_id))
            .where(below(*self.scope), lasts(Membership, self.today), col(Membership.stands_in_for).is_(None))
            .order_by(col(Unit.path), col(Membership.id))
        )
        for row, person, entity, code in rows:
            if row.unit_id in self.unit_refs:
                yield {
                    "name": person.name, "unit": self._called(self.unit_refs[row.unit_id]), "role": row.role,
                    "post": person.post, "phone": person.phone, "entity": entity, "credit_code": code,
                    "valid_from": row.valid_from, "valid_to": row.valid_to,
                }  # fmt: skip

    def entities(self) -> Iterator[Row]:
        placed = (
            select(Entity.id)
            .join(EntityPlace, col(EntityPlace.entity_id) == col(Entity.id))
            .join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
            .where(below(*self.scope), col(Entity.status) != "merged", *holding(EntityPlace, self.today))
            .order_by(col(Unit.path), col(Entity.id))
        )
        names = dict(self.session.exec(select(Person.id, Person.name)).all())
        for ids in chunks(self.session.exec(placed).all(), CHUNK):
            facts = facts_of(self.session, ids)
            rows = {row.id: row for row in self.session.exec(select(Entity).where(col(Entity.id).in_(ids)))}
            for entity_id in ids:
                yield self._entity(rows[entity_id], facts[entity_id], names)
            self.session.expunge_all()

    def _entity(self, entity: Entity, facts: EntityHistory, names: dict[int, str]) -> Row:
        row: Row = {column: getattr(entity, column) for column in COLUMNS}
        place, level = held(facts.places, self.today), held(facts.levels, self.today)
        contact, officer = held(facts.contacts, self.today), held(facts.officers, self.today)
        if place and place.unit_id in self.unit_refs:
            row["unit"] = self._called(self.unit_refs[place.unit_id])
        if level:
            row |= {"level_scheme": level.scheme, "level": level.level, "level_from": level.valid_from}
            row |= {"level_reason": level.reason, "level_published_on": level.published_on}
        row["tags"] = sorted(tag.tag for tag in facts.tags if holds(tag, self.today))
        if contact:
            row |= {"contact": contact.name, "contact_post": contact.post, "phone": contact.phone}
        if officer:
            row["officer"] = names.get(officer.person_id)
        return row | _licences(facts)

    def _called(self, unit_ref: UnitRef) -> str:
        above = self._above(unit_ref)
        return f"{above.name}/{unit_ref.name}" if unit_ref.name in self.several and above else unit_ref.name

    def _above(self, unit_ref: UnitRef) -> UnitRef | None:
        return next(
            (self.unit_refs[unit_id] for unit_id in reversed(ids_in(unit_ref.path)[:-1]) if unit_id in self.unit_refs),
            None,
        )


def _licences(facts: EntityHistory) -> Row:
    """The newest licence and the newest filing; the sheet 证照 would hold the others."""
    row: Row = {}
    for licence in sorted(facts.licences, key=lambda held_licence: held_licence.id):
        if licence.kind in FILINGS:
            row |= {"filing_kind": licence.kind, "filing_number": licence.number, "filed_on": licence.issued_on}
        else:
            row |= {
                "licence_kind": licence.kind,
                "licence_number": licence.number,
                "licence_issued_on": licence.issued_on,
            }
            row["licence_until"] = licence.valid_until
    return row

"""Everything the register knows of one entity (一企一档): its card, and what lies under each heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from records.all_nouns import all_nouns
from records.noun import Noun
from storage.queries.ground.counting_records import counted_at, counting
from storage.queries.ground.dated_rows import holding, holds
from storage.tables import (
    Attachment,
    EnforcementCase,
    Entity,
    EntityContact,
    EntityLevel,
    EntityOfficer,
    EntityPlace,
    EntityTag,
    Licence,
    LicenceAction,
    Membership,
    Person,
    Referral,
    RiskEvent,
    RiskItem,
    Unit,
)
from storage.tables.noun_tables import table_called, table_of


@dataclass(frozen=True)
class Dossier:
    """An entity as it stands today; `stand_ins` look after it while its officer is on leave."""

    entity: Entity
    unit: Unit
    levels: tuple[EntityLevel, ...]
    tags: tuple[str, ...]
    officer: tuple[int, str] | None
    stand_ins: tuple[str, ...]
    contacts: tuple[EntityContact, ...]
    licences: tuple[Licence, ...]

    @property
    def id(self) -> int:
        return self.entity.id


def dossier(session: Session, entity_id: int, today: date) -> Dossier | None:
    """The dossier of an entity, or of the one it was merged into; None where it lies in no unit's territory."""
    entity = session.get(Entity, entity_id)
    while entity is not None and entity.merged_into is not None:
        entity = session.get(Entity, entity.merged_into)
    unit = territory(session, entity.id, today) if entity else None
    if entity is None or unit is None:
        return None
    officer = officer_of(session, entity.id, today)
    tags = select(EntityTag.tag).where(col(EntityTag.entity_id) == entity.id, *holding(EntityTag, today))
    return Dossier(
        entity,
        unit,
        levels=tuple(level for level in level_history(session, entity.id) if holds(level, today)),
        tags=tuple(session.exec(tags.order_by(col(EntityTag.id)))),
        officer=officer,
        stand_ins=_stand_ins(session, officer[0], unit.id, today) if officer else (),
        contacts=tuple(contacts(session, entity.id, today)),
        licences=tuple(licences(session, entity.id)),
    )


def territory(session: Session, entity_id: int, today: date) -> Unit | None:
    """The unit in whose territory an entity lies on a day."""
    query = select(Unit).join(EntityPlace, col(EntityPlace.unit_id) == col(Unit.id))
    return session.exec(
        query.where(col(EntityPlace.entity_id) == entity_id, *holding(EntityPlace, today)).limit(1)
    ).first()


def officer_of(session: Session, entity_id: int, today: date) -> tuple[int, str] | None:
    query = select(Person.id, Person.name).join(EntityOfficer, col(EntityOfficer.person_id) == col(Person.id))
    here = col(EntityOfficer.entity_id) == entity_id
    row = session.exec(query.where(here, *holding(EntityOfficer, today)).limit(1)).first()
    return (row[0], row[1]) if row else None


def _stand_ins(session: Session, officer_id: int, unit_id: int, today: date) -> tuple[str, ...]:
    query = select(Person.name).join(Membership, col(Membership.person_id) == col(Person.id))
    return tuple(
        session.exec(
            query.where(
                col(Membership.stands_in_for) == officer_id,
                col(Membership.unit_id) == unit_id,
                *holding(Membership, today),
            ).distinct()
        )
    )


def contacts(session: Session, entity_id: int, today: date) -> list[EntityContact]:
    here = col(EntityContact.entity_id) == entity_id
    return list(
        session.exec(select(EntityContact).where(here, *holding(EntityContact, today)).order_by(col(EntityContact.id)))
    )


def licences(session: Session, entity_id: int) -> list[Licence]:
    """Those that run out first come first; what never runs out comes last."""
    query = select(Licence).where(col(Licence.entity_id) == entity_id)
    last = col(Licence.valid_until).is_(None)
    return list(session.exec(query.order_by(last, col(Licence.valid_until), col(Licence.id))))


def level_history(session: Session, entity_id: int) -> list[EntityLevel]:
    """Every level under every scheme, the newest first."""
    here = col(EntityLevel.entity_id) == entity_id
    return list(
        session.exec(
            select(EntityLevel).where(here).order_by(col(EntityLevel.valid_from).desc(), col(EntityLevel.id).desc())
        )
    )


@dataclass(frozen=True)
class RecordAtEntity:
    """A row of a noun's table, the name of its unit and of who recorded it."""

    row: Any
    unit: str
    recorded_by: str


# --- what has been recorded ----------------------------------------------------------------------------


@dataclass(frozen=True)
class DossierCounts:
    """How much lies under each heading: `records` by noun; `photos` are those of the records and of their steps."""

    records: Mapping[str, int]
    open_items: int
    overdue: int
    photos: int


def counts(session: Session, entity_id: int, today: date) -> DossierCounts:
    item = (col(RiskItem.entity_id) == entity_id, col(RiskItem.state).in_(("open", "rectified")))
    late = (*item, col(RiskItem.state) == "open", col(RiskItem.due) < today)
    return DossierCounts(
        records=counted_at(session, entity_id),
        open_items=_count(session, RiskItem, *item),
        overdue=_count(session, RiskItem, *late),
        photos=len(photos(session, entity_id)),
    )


def _count(session: Session, table: Any, *conditions: Any) -> int:
    return session.exec(select(func.count()).select_from(table).where(*conditions)).one()


def photos(session: Session, entity_id: int) -> list[str]:
    """The SHA-256 of each, the newest first."""
    attachments: list[Attachment] = []
    for noun in all_nouns().values():
        record = table_of(noun)
        ids = select(record.id).where(record.entity_id == entity_id)
        within = {noun.key: ids} if noun.attachments else {}
        for name, steps in noun.steps_with_attachments.items():
            table = table_called(steps.table)
            within[name] = select(table.id).where(getattr(table, steps.owner).in_(ids))
        for name, of_these in within.items():
            here = (col(Attachment.noun) == name, col(Attachment.record_id).in_(of_these))
            attachments += session.exec(select(Attachment).where(*here))
    attachments.sort(key=lambda attachment: attachment.id, reverse=True)
    return list(dict.fromkeys(photo.sha256 for photo in attachments))


def risk_items(session: Session, entity_id: int) -> list[tuple[RiskItem, str, str, date | None]]:
    """Each with its unit, its officer and the day of its close-out, the newest first."""
    closed = (
        select(func.max(RiskEvent.day))
        .where(col(RiskEvent.risk_item_id) == col(RiskItem.id), col(RiskEvent.kind) == "closed")
        .scalar_subquery()
    )
    rows = session.exec(
        select(RiskItem, Unit.name, Person.name, closed)
        .join(Unit, col(Unit.id) == col(RiskItem.unit_id))
        .join(Person, col(Person.id) == col(RiskItem.officer_id))
        .where(col(RiskItem.entity_id) == entity_id)
        .order_by(col(RiskItem.opened_on).desc(), col(RiskItem.id).desc())
    )
    return [(item, unit, officer, day if item.state == "closed" else None) for item, unit, officer, day in rows]


def cases(session: Session, entity_id: int) -> list[EnforcementCase]:
    here = col(EnforcementCase.entity_id) == entity_id
    return list(session.exec(select(EnforcementCase).where(here).order_by(col(EnforcementCase.filed_on).desc())))


def referrals(session: Session, entity_id: int) -> list[Referral]:
    here = col(Referral.entity_id) == entity_id
    return list(session.exec(select(Referral).where(here).order_by(col(Referral.day).desc())))


def licence_actions(session: Session, entity_id: int) -> list[LicenceAction]:
    here = col(LicenceAction.entity_id) == entity_id
    return list(session.exec(select(LicenceAction).where(here).order_by(col(LicenceAction.day).desc())))


def records_of(session: Session, noun: Noun, entity_id: int) -> list[RecordAtEntity]:
    """Those that count of a noun that is entered by a form, the newest first."""
    table = table_of(noun)
    rows = session.execute(
        select(table, Unit.name, Person.name)
        .join(Unit, col(Unit.id) == table.unit_id)
        .join(Person, col(Person.id) == table.recorded_by)
        .where(table.entity_id == entity_id, *counting(noun, table))
        .order_by(table.id.desc())
    )
    return [RecordAtEntity(*row) for row in rows]

"""Names that nearly agree: “康民大药房有限公司” and “康民大药房（有限责任公司）”. Shown to a person, never merged."""

import re

from sqlmodel import Session, col, select

from storage.queries.ground.dated_rows import holding
from storage.queries.ground.unit_paths import below
from storage.queries.imports.import_context import ImportContext
from storage.search.comparable import name_key
from storage.tables import Entity, EntityPlace, Unit

COMPANY = re.compile("(股份|有限|责任|公司|个体工商户|个人独资企业)")


def look_alike(session: Session, context: ImportContext, name: str) -> str | None:
    """The name of an entity of the scope, or of an earlier row, that nearly agrees with a new one."""
    if context.names is None:
        context.names = _names(session, context)
    known_name = context.names.setdefault(_key(name), name)
    if isinstance(known_name, str):
        return known_name if known_name is not name else None
    return session.get_one(Entity, known_name).name


def _names(session: Session, context: ImportContext) -> dict[int, int | str]:
    rows = session.execute(
        select(Entity.id, Entity.name)
        .join(EntityPlace, col(EntityPlace.entity_id) == col(Entity.id))
        .join(Unit, col(Unit.id) == col(EntityPlace.unit_id))
        .where(col(Entity.status) != "merged", below(*context.scope), *holding(EntityPlace, context.today))
        .execution_options(yield_per=2000)
    )
    return {_key(name): entity_id for entity_id, name in rows}


def _key(name: str) -> int:
    """As a number: a register of 200,000 names would otherwise be held twice in memory."""
    return hash(COMPANY.sub("", name_key(name)))

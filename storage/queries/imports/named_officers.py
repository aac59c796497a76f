"""The people whom rows name: officers by name, in the unit that the row is about."""

from datetime import date

from sqlmodel import Session, col, select

from locales import N_, Message
from storage.queries.ground.roles_held import held_on
from storage.queries.ground.unit_paths import below
from storage.queries.imports.import_context import ImportContext
from storage.tables import Membership, Person, Unit


def officer_called(
    session: Session, context: ImportContext, name: str | None, unit_id: int | None
) -> tuple[int | None, Message | None]:
    """One of the unit itself, else the only one of the scope who is called so; a note where there is nobody yet."""
    if not name:
        return None, None
    if context.staff is None:
        context.staff = _staff(session, context)
    called = context.staff.get(name, {})
    here = [person for person, units in called.items() if unit_id in units] or list(called)
    if len(here) == 1:
        return here[0], None
    return None, N_(
        "{name} has not joined yet, or several are called so; once that is settled, import again.", name=name
    )


def _staff(session: Session, context: ImportContext) -> dict[str, dict[int, set[int]]]:
    """Name → person → the units where they work."""
    officers: dict[str, dict[int, set[int]]] = {}
    rows = session.execute(
        select(Person.name, Person.id, Membership.unit_id)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Membership.unit_id))
        .where(col(Membership.role) != "enterprise", below(*context.scope), *held_on(context.today))
    )
    for name, person_id, unit_id in rows:
        officers.setdefault(name, {}).setdefault(person_id, set()).add(unit_id)
    return officers


def name_of(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).name


def recorder(session: Session, today: date, name: str | None) -> int | None:
    """The recorder for an import on the command line: the member of that name, else the first administrator."""
    query = (
        select(Membership.person_id).join(Person, col(Person.id) == col(Membership.person_id)).where(*held_on(today))
    )
    wanted = col(Person.name) == name if name else col(Membership.role) == "admin"
    return session.exec(query.where(wanted).order_by(col(Membership.id)).limit(1)).first()

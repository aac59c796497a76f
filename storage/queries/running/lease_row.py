"""The row that says which process serves this database: taken over, renewed, given back."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from storage.tables import Lease

HOLDER = select(Lease.holder).with_for_update(read=True)
"""Said in every transaction that writes: made once, and past the ORM."""


def present(session: Session) -> Lease | None:
    """The row, read anew from the database; None where there is none."""
    return session.exec(select(Lease).execution_options(populate_existing=True)).first()


def take(session: Session, new: Lease, instead_of: Lease | None) -> bool:
    """False where the row has changed since it was read: another process took it, or its holder renewed it."""
    if instead_of is not None:
        seen = (col(Lease.holder) == instead_of.holder, col(Lease.beat) == instead_of.beat)
        if not session.execute(delete(Lease).where(*seen)).rowcount:  # type: ignore[attr-defined]
            return False
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError:
        return False
    return True


def renew(session: Session, holder: str, until: datetime) -> None:
    session.execute(update(Lease).where(col(Lease.holder) == holder).values(until=until, beat=Lease.beat + 1))


def is_held_by(session: Session, holder: str) -> bool:
    """Where several write at once, nobody takes it over before this transaction has ended."""
    return bool(session.connection().scalar(HOLDER) == holder)


def release(session: Session, holder: str) -> None:
    session.execute(delete(Lease).where(col(Lease.holder) == holder))

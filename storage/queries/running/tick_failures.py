"""Which work of the tick fails: each piece is one row as long as it fails, however often."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from sqlmodel import Session, col, select

from storage.tables import Failure


@dataclass(frozen=True)
class FailureChange:
    """What is new, and what is well again."""

    new: Collection[Failure]
    well: Collection[Failure]


def failing(session: Session) -> list[Failure]:
    """The newest first."""
    return list(session.exec(select(Failure).order_by(col(Failure.since).desc(), col(Failure.path))))


def paths(session: Session) -> set[str]:
    return set(session.exec(select(Failure.path)))


def note(
    session: Session, failed: Mapping[str, Exception], is_well: Callable[[str], bool], today: date, now: datetime
) -> FailureChange:
    """Counts what failed and forgets what is well; what was neither tried nor belongs to it stays as it is."""
    known = {row.path: row for row in failing(session)}
    for path, error in failed.items():
        if (row := known.get(path)) is not None:
            row.times, row.last_at, row.error = row.times + 1, now, type(error).__name__
    new = [_row(path, error, today, now) for path, error in failed.items() if path not in known]
    well = [row for path, row in known.items() if path not in failed and is_well(path)]
    session.add_all(new)
    for row in well:
        session.delete(row)
    session.flush()
    return FailureChange(new, well)


def _row(path: str, error: Exception, today: date, now: datetime) -> Failure:
    number = f"F-{today:%Y%m%d}-{token_hex(3)}"
    return Failure(path=path, number=number, error=type(error).__name__, since=now, last_at=now)

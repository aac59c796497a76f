"""Long work asked for in a turn: a row in the same transaction, done later by a worker, repeated after a crash."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.json_values import JsonObject
from storage.tables import Job

MOST_TRIES = 3


def ask_for(session: Session, kind: str, asked: JsonObject, person_id: int, chat_id: int, now: datetime) -> int:
    row = Job(kind=kind, asked=asked, person_id=person_id, chat_id=chat_id, created_at=now)
    session.add(row)
    session.flush()
    return row.id


def next_job(session: Session, of: Collection[str] | None = None, but: Collection[str] = ()) -> Job | None:
    """The oldest unfinished job, `of` some kinds or of all `but` some; one that failed too often is over.

    One person's jobs are done in their order, whatever their kinds: a later one waits for the earlier.
    """
    earlier = aliased(Job)
    same = (col(earlier.person_id) == col(Job.person_id), col(earlier.state) == "new")
    first = ~exists().where(*same, col(earlier.id) < col(Job.id))
    kinds = col(Job.kind).not_in(but) if of is None else col(Job.kind).in_(of)
    query = select(Job).where(col(Job.state) == "new", kinds, first)
    return session.exec(query.order_by(col(Job.id)).limit(1)).first()


def last_done(session: Session, kind: str) -> Job | None:
    return session.exec(
        select(Job).where(col(Job.kind) == kind, col(Job.state) == "done").order_by(col(Job.id).desc()).limit(1)
    ).first()


def finish(session: Session, job_id: int) -> bool:
    """False where it was finished before: its result must not be sent twice."""
    row = session.get_one(Job, job_id)
    first = row.state == "new"
    row.state = "done"
    return first


def keep(session: Session, job_id: int, results: JsonObject) -> None:
    """What came of the job, for a later turn."""
    row = session.get_one(Job, job_id)
    row.asked = {**row.asked, **results}


def job(session: Session, job_id: int) -> Job:
    return session.get_one(Job, job_id)


def asked_again(session: Session, job_id: int) -> JsonObject:
    """What stands with the job just now: work of minutes is told there to stop."""
    return dict(session.get_one(Job, job_id, populate_existing=True).asked)


def of_person(session: Session, job_id: int, person_id: int) -> Job | None:
    """A person's own job, done or not."""
    row = session.get(Job, job_id)
    return row if row is not None and row.person_id == person_id else None


def kept(session: Session, job_id: int, person_id: int) -> JsonObject | None:
    """What was asked for and what came of it, for the person who asked."""
    row = session.get(Job, job_id)
    return row.asked if row is not None and row.person_id == person_id and row.state == "done" else None


def give_up(session: Session, job_id: int) -> None:
    session.get_one(Job, job_id).state = "failed"


def count_failure(session: Session, job_id: int) -> bool:
    """True when the job is given up."""
    row = session.get_one(Job, job_id)
    row.tries += 1
    if row.tries >= MOST_TRIES:
        row.state = "failed"
    return row.state == "failed"

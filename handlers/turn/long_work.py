"""Work too long for a turn: what a turn asked for is made by a worker, and what came of it is said in the chat.

class Copy(Stored):
    id: int

@long_work("pack", Copy, may="administer_all", sorry=N_("…"))
def make_workbook(db: Database, files: Files, work: Work[Copy]) -> Made: ...

`ask_for(turn, "pack", Copy(id=7))` puts it in line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from handlers.turn.rights import known, role_for, role_over, scope
from handlers.turn.screens import Part, Rows
from handlers.turn.stored import Stored, Unfit
from handlers.turn.turn import Expired, Turn, not_found
from locales import Message
from storage.database import Database, Session
from storage.files import Files
from storage.queries.ground.unit_paths import Scope
from storage.queries.messages import job_queue
from storage.queries.organisation import units
from storage.queries.people import people
from storage.tables import Job


@dataclass(frozen=True)
class JobResult:
    """Words with buttons, a file, or both; `keep` stays with the job, for the buttons to find."""

    says: Sequence[Part] = ()
    rows: Rows = ()
    name: str = ""
    content: bytes = b""
    keep: Stored | None = None
    instead_of: int | None = None
    """The message that told of the progress: the words replace it, while nothing has been said below it."""


@dataclass(frozen=True)
class JobContext:
    """What long work is given besides its job: clock, a call after each message, failpoints, whether to stop."""

    now: Callable[[], datetime]
    said: Callable[[], None]
    failpoint: Callable[[str], None]
    leaving: Callable[[], bool] = lambda: False


Asked = TypeVar("Asked", bound=Stored)
Kept = TypeVar("Kept", bound=Stored)


@dataclass(frozen=True)
class Work(Generic[Asked]):
    """A job with its typed request (`asked`), as it is handed to the function that does it."""

    id: int
    kind: str
    person_id: int
    chat_id: int
    created_at: datetime
    asked: Asked


Make = Callable[[Database, Files, Work[Any], JobContext], JobResult]


@dataclass(frozen=True)
class WorkKind:
    make: Make
    asked: type[Stored]
    may: str
    sorry: Message
    """Said when it failed too often."""
    minutes: bool
    """It takes long: others pass it, and there is one such at a time."""


kinds: dict[str, WorkKind] = {}


def work_of_minutes(
    kind: str, asked: type[Asked], *, may: str, sorry: Message
) -> Callable[[Callable[[Database, Files, Work[Asked], JobContext], JobResult]], Make]:
    """Registers who makes a kind of job and tells of its progress."""

    def register(make: Callable[[Database, Files, Work[Asked], JobContext], JobResult]) -> Make:
        _add(kind, WorkKind(make, asked, known(may), sorry, minutes=True))
        return make

    return register


Quick = Callable[[Database, Files, Work[Asked]], JobResult]


def long_work(kind: str, asked: type[Asked], *, may: str, sorry: Message) -> Callable[[Quick[Asked]], Quick[Asked]]:
    """Registers who makes a kind of job; runs in a thread of its own, may block and may be repeated."""

    def register(make: Quick[Asked]) -> Quick[Asked]:
        _add(kind, WorkKind(lambda db, files, work, _: make(db, files, work), asked, known(may), sorry, minutes=False))
        return make

    return register


def _add(kind: str, how: WorkKind) -> None:
    if kind in kinds:
        raise ValueError(f"two functions make {kind!r}")
    kinds[kind] = how


def ask_for(turn: Turn, kind: str, asked: Stored) -> int:
    """Puts it in line, in this turn's transaction; returns the job's number."""
    if not isinstance(asked, kinds[kind].asked):
        raise TypeError(f"{kind!r} is not asked for with {type(asked).__name__}")
    actor = turn.actor
    return job_queue.ask_for(turn.session, kind, asked.as_json(), actor.person_id, actor.chat_id, turn.now)


def read(job: Job) -> Work[Any] | None:
    """None where this version does such work no more, or needs other things to be said."""
    kind = kinds.get(job.kind)
    try:
        asked = kind.asked.model_validate(job.asked) if kind else None
    except Unfit:
        return None
    return Work(job.id, job.kind, job.person_id, job.chat_id, job.created_at, asked) if asked else None


def kept(turn: Turn, job_id: int, what: type[Kept]) -> Kept:
    """What came of one's own work, for the buttons below its answer."""
    kept_json = job_queue.kept(turn.session, job_id, turn.actor.person_id)
    if kept_json is None:
        raise not_found()
    try:
        return what.model_validate(kept_json)
    except Unfit:
        raise Expired from None


def still_allowed(session: Session, work: Work[Any], today: date) -> bool:
    """Rights are read again when the work is done, and when it is sent.

    Work on a unit (`unit_id` in what was asked) needs a role that covers it today.
    """
    actor, may = people.actor_by_account(session, work.chat_id, today), kinds[work.kind].may
    if actor is None or actor.person_id != work.person_id:
        return False
    unit_id = getattr(work.asked, "unit_id", None)
    if unit_id is not None:
        return role_over(actor, may, units.unit(session, unit_id).path) is not None
    return role_for(actor, may) is not None


def scope_of(session: Session, work: Work[Any], today: date) -> Scope:
    """Where the asker may do this work at all."""
    actor = people.actor_by_account(session, work.chat_id, today)
    return scope(actor, kinds[work.kind].may) if actor else ()

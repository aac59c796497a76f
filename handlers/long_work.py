"""Work too long for a turn: what a turn asked for is made by a worker, and what came of it is said in the chat.

@long_work("plan", may="administer_all", sorry=N_("…"))
def examine(db: Database, files: Files, job: Job) -> Made: ...
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.rights import known, role_for, role_over, scope
from handlers.screens import Part, Rows
from locales import Message
from storage.database import Database, Session
from storage.files import Files
from storage.queries import people, units
from storage.queries.tree import Scope
from storage.tables import Job


@dataclass(frozen=True)
class Made:
    """Words with buttons, a file, or both; `keep` stays with the job, for the buttons to find."""

    says: Sequence[Part] = ()
    rows: Rows = ()
    name: str = ""
    content: bytes = b""
    keep: dict[str, Any] | None = None
    instead_of: int | None = None
    """The message that told of the progress: the words replace it, while nothing has been said below it."""


@dataclass(frozen=True)
class Beside:
    """What work of minutes needs beside its job: the time, who sends what it says, and whether the program leaves."""

    now: Callable[[], datetime]
    said: Callable[[], None]
    reach: Callable[[str], None]
    leaving: Callable[[], bool] = lambda: False


Make = Callable[[Database, Files, Job, Beside], Made]


@dataclass(frozen=True)
class Kind:
    make: Make
    may: str
    sorry: Message
    """Said when it failed too often."""
    minutes: bool
    """It takes long: others pass it, and there is one such at a time."""


kinds: dict[str, Kind] = {}


def work_of_minutes(kind: str, *, may: str, sorry: Message) -> Callable[[Make], Make]:
    """Registers who makes a kind of job and tells of its progress."""

    def register(make: Make) -> Make:
        _add(kind, Kind(make, known(may), sorry, minutes=True))
        return make

    return register


def long_work(
    kind: str, *, may: str, sorry: Message
) -> Callable[[Callable[[Database, Files, Job], Made]], Callable[[Database, Files, Job], Made]]:
    """Registers who makes a kind of job; runs in a thread of its own, may block and may be repeated."""

    def register(make: Callable[[Database, Files, Job], Made]) -> Callable[[Database, Files, Job], Made]:
        _add(kind, Kind(lambda db, files, job, _: make(db, files, job), known(may), sorry, minutes=False))
        return make

    return register


def _add(kind: str, how: Kind) -> None:
    if kind in kinds:
        raise ValueError(f"two functions make {kind!r}")
    kinds[kind] = how


def still_allowed(session: Session, job: Job, today: date) -> bool:
    """Rights are read again when the work is done, and when it is sent.

    Work on a unit (`unit_id` in what was asked) needs a role that covers it today.
    """
    actor, may = people.actor_by_account(session, job.chat_id, today), kinds[job.kind].may
    if actor is None or actor.person_id != job.person_id:
        return False
    if "unit_id" in job.asked:
        return role_over(actor, may, units.unit(session, job.asked["unit_id"]).path) is not None
    return role_for(actor, may) is not None


def scope_of(session: Session, job: Job, today: date) -> Scope:
    """Where the asker may do this work at all."""
    actor = people.actor_by_account(session, job.chat_id, today)
    return scope(actor, kinds[job.kind].may) if actor else ()

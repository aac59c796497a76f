"""Work too long for a turn: what a turn asked for is made by a worker, and what came of it is said in the chat.

@long_work("plan", may="administer_all", sorry=N_("…"))
def examine(db: Database, files: Files, job: Job) -> Made: ...
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.rights import known, role_for, role_over
from handlers.screens import Part, Rows
from locales import Message
from storage.database import Database, Session
from storage.files import Files
from storage.queries import people, units
from storage.tables import Job


@dataclass(frozen=True)
class Made:
    """Words with buttons, a file, or both; `keep` stays with the job, for the buttons to find."""

    says: Sequence[Part] = ()
    rows: Rows = ()
    name: str = ""
    content: bytes = b""
    keep: dict[str, Any] | None = None


@dataclass(frozen=True)
class Kind:
    make: Callable[[Database, Files, Job], Made]
    may: str
    sorry: Message
    """Said when it failed too often."""


kinds: dict[str, Kind] = {}


def long_work(
    kind: str, *, may: str, sorry: Message
) -> Callable[[Callable[[Database, Files, Job], Made]], Callable[[Database, Files, Job], Made]]:
    """Registers who makes a kind of job; runs in a thread of its own, may block and may be repeated."""

    def register(make: Callable[[Database, Files, Job], Made]) -> Callable[[Database, Files, Job], Made]:
        kinds[kind] = Kind(make, known(may), sorry)
        return make

    return register


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

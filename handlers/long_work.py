"""Work too long for a turn: what a turn asked for is made by a worker, and what came of it is said in the chat.

@long_work("plan", sorry=N_("…"))
def examine(db: Database, files: Files, job: Job) -> Made: ...
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.screens import Part, Rows
from locales import Message
from storage.database import Database
from storage.files import Files
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
    sorry: Message
    """Said when it failed too often."""


kinds: dict[str, Kind] = {}


def long_work(
    kind: str, *, sorry: Message
) -> Callable[[Callable[[Database, Files, Job], Made]], Callable[[Database, Files, Job], Made]]:
    """Registers who makes a kind of job; runs in a thread of its own, may block and may be repeated."""

    def register(make: Callable[[Database, Files, Job], Made]) -> Callable[[Database, Files, Job], Made]:
        kinds[kind] = Kind(make, sorry)
        return make

    return register

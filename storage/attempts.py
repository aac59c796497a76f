"""Work in pieces, of which each may fail without the others.

    work(session, ALL_AT_ONCE)         # as a rule: a piece costs nothing, and the first exception ends it all
    attempts = PieceByPiece()          # after one: once more, what touches the database in savepoints of its own
    work(session, attempts)
    attempts.failed                    # {"campaign:3/risk:17": ValueError(…)}

A piece is named by a path of nouns: `campaign:3/risk:17` lies within `campaign:3/risk`, that within `campaign:3`.
A database that is locked or full is nobody's fault: its error goes on, and all of the work waits.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from storage.chunks import chunks
from storage.database import may_wait

Id = TypeVar("Id", int, str)
Item = TypeVar("Item")

AT_ONCE = 500
"""Parts that are read together."""


class AllAtOnce:
    """No isolation: an exception goes on as it is."""

    anybody = False
    """Whether a piece failed for which no concerned person could be named."""
    concerned: Collection[int] = frozenset()
    """Ids of people to whom a failed piece would have mattered."""

    def piece(self, path: str, concerned: Collection[int] | None = ()) -> AbstractContextManager[None]:
        """Around work that leaves the database alone; `concerned` are people's ids, None is anybody."""
        return nullcontext()

    def savepoint(
        self, session: Session, path: str, concerned: Collection[int] | None = ()
    ) -> AbstractContextManager[None]:
        """Around work that reads or writes: what a failed piece wrote is undone."""
        return nullcontext()

    def skip(self, path: str) -> None:
        """It was not its time: nothing can be said of this piece."""

    def parts(
        self,
        session: Session,
        path: str,
        ids: Callable[[], Iterable[Id]],
        collect: Callable[[Collection[Id] | None], Iterable[Item]],
        concerned: Callable[[Id], Collection[int]],
    ) -> Sequence[Item]:
        """What `collect` finds of all the parts (None), or of those that can be read."""
        return list(collect(None))

    def sound(self, path: str, items: Sequence[Item], look: Callable[[Item], object]) -> Sequence[Item]:
        """The items at which `look` does not fail; it is called where something has failed only."""
        return items


class PieceByPiece(AllAtOnce):
    """Remembers what was tried, what failed and whom that concerns; one object for all transactions of a tick."""

    def __init__(self) -> None:
        self.tried: set[str] = set()
        self.skipped: set[str] = set()
        self.failed: dict[str, Exception] = {}
        self.anybody = False
        self.concerned: set[int] = set()

    @contextmanager
    def piece(self, path: str, concerned: Collection[int] | None = ()) -> Iterator[None]:
        self.tried.add(path)
        try:
            yield
        except Exception as error:
            self._fail(path, error, concerned)

    @contextmanager
    def savepoint(self, session: Session, path: str, concerned: Collection[int] | None = ()) -> Iterator[None]:
        with self.piece(path, concerned), session.begin_nested():
            yield

    def skip(self, path: str) -> None:
        self.skipped.add(path)

    def parts(
        self,
        session: Session,
        path: str,
        ids: Callable[[], Iterable[Id]],
        collect: Callable[[Collection[Id] | None], Iterable[Item]],
        concerned: Callable[[Id], Collection[int]],
    ) -> Sequence[Item]:
        """Halves those that fail until the culprits are found: a few bad ones among thousands cost little."""
        collected: list[Item] = []
        with self.savepoint(session, path, concerned=None):
            list(collect([]))  # what fails without any part is the fault of none
            for chunk in chunks(ids(), AT_ONCE):
                collected += self._halves(session, path, chunk, collect, concerned)
        return collected

    def _halves(
        self,
        session: Session,
        path: str,
        ids: Sequence[Id],
        collect: Callable[[Collection[Id] | None], Iterable[Item]],
        concerned: Callable[[Id], Collection[int]],
    ) -> Sequence[Item]:
        try:
            with session.begin_nested():
                return list(collect(ids))
        except Exception as error:
            if len(ids) == 1:
                self._fail(f"{path}:{ids[0]}", error, self._whose(session, concerned, ids[0]))
                return []
            _let_wait(error)
        middle = len(ids) // 2
        halves = (ids[:middle], ids[middle:])
        return [item for half in halves for item in self._halves(session, path, half, collect, concerned)]

    def sound(self, path: str, items: Sequence[Item], look: Callable[[Item], object]) -> Sequence[Item]:
        collected = []
        for item in items:
            with self.piece(path):
                look(item)
                collected.append(item)
        return collected

    def is_well(self, path: str) -> bool:
        """Whether what failed before was tried again, by itself or with all that it belongs to, and went well."""
        tried, skipped, failed = (
            any(_holds(place, path) for place in places) for places in (self.tried, self.skipped, self.failed)
        )
        return tried and not skipped and not failed

    def _whose(self, session: Session, concerned: Callable[[Id], Collection[int]], part: Id) -> Collection[int]:
        """Where that cannot be told, nobody: one row is no reason to unsettle everybody."""
        try:
            with session.begin_nested():
                return concerned(part)
        except Exception as error:
            _let_wait(error)
            return ()

    def _fail(self, path: str, error: Exception, concerned: Collection[int] | None) -> None:
        _let_wait(error)
        self.failed[path] = error
        self.anybody = self.anybody or concerned is None
        self.concerned |= set(concerned or ())


def _let_wait(error: Exception) -> None:
    if isinstance(error, OperationalError) and may_wait(error):
        raise error


def _holds(place: str, path: str) -> bool:
    """Whether a path is that place or lies within it: `campaign:3` does not hold `campaign:31`."""
    return path == place or path.startswith((f"{place}:", f"{place}/"))


ALL_AT_ONCE = AllAtOnce()

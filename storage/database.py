"""The database: one writer thread, many readers, and the only place that commits."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from locales import DEFAULT_LANGUAGE

__all__ = ["Database", "OperationalError", "Session"]  # the two that others need to name

Result = TypeVar("Result")
LANGUAGE = "language"
"""Under which `session.info` holds the language of the house."""


def house_language(session: Session) -> str:
    """The language for people who have chosen none, for strangers and for groups."""
    return str(session.info.get(LANGUAGE, DEFAULT_LANGUAGE))


def may_wait(error: OperationalError) -> bool:
    """Whether an update is to wait: the database is locked, full or away. An error of SQL itself will not pass."""
    return getattr(error.orig, "sqlite_errorname", "") != "SQLITE_ERROR"


class Fence(Protocol):
    """Keeps a process from going on that does not serve this database any more; `check` does not return then."""

    def check(self, session: Session) -> None: ...
    def is_doubtful(self) -> bool: ...


class Database:
    """`with db.transaction() as session:` writes; `with db.snapshot() as session:` reads one snapshot.

    SQLite allows one writer at a time, so every turn is handed to the one writer thread with `await db.write(work)`.
    """

    def __init__(self, url: str, language: str = DEFAULT_LANGUAGE) -> None:
        """`language`: the language of the house, which whoever has chosen none is spoken to in."""
        self.url, self.language = url, language
        self.fence: Fence | None = None
        self.engine = make_engine(url)
        self.writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self.readers = ThreadPoolExecutor(2, thread_name_prefix="reader")

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self._session(self.engine) as session, session.begin():
            self.make_sure(session)
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        with self._session(self.engine.execution_options(read_only=True)) as session:
            yield session
            session.expunge_all()  # or the rollback would empty the rows that the caller takes along
            session.rollback()

    def _session(self, engine: Engine) -> Session:
        return Session(engine, expire_on_commit=False, info={LANGUAGE: self.language})

    async def write(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work(session)` in the writer thread, in one transaction."""

        def in_transaction() -> Result:
            with self.transaction() as session:
                return work(session)

        return await asyncio.get_running_loop().run_in_executor(self.writer, in_transaction)

    def write_now(self, work: Callable[[Session], Result]) -> Result:
        """The same for work in a thread of its own, which waits: long work writes in many short transactions."""

        def in_transaction() -> Result:
            with self.transaction() as session:
                return work(session)

        return self.writer.submit(in_transaction).result()

    def make_sure(self, session: Session) -> None:
        """That this process may go on: one statement where there is a fence, none elsewhere."""
        if self.fence is not None:
            self.fence.check(session)

    async def make_sure_after_a_pause(self) -> None:
        """The same where time has passed in which this process may have been suspended; costs nothing otherwise."""
        if self.fence is not None and self.fence.is_doubtful():
            await self.read(self.make_sure)

    async def read(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work(session)` in a reader thread, beside the writer."""

        def look() -> Result:
            with self.snapshot() as session:
                return work(session)

        return await asyncio.get_running_loop().run_in_executor(self.readers, look)

    def close(self) -> None:
        self.writer.shutdown(wait=True)
        self.readers.shutdown(wait=True)
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    # Without `hide_parameters` an SQL error would carry what people wrote into the log.
    engine = create_engine(url, json_serializer=_dump, json_deserializer=orjson.loads, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        folder = make_url(url).database
        if folder:
            Path(folder).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()


def _set_up_sqlite(connection: Any, _: Any) -> None:
    # The driver's own BEGIN is deferred and would fail with SQLITE_BUSY_SNAPSHOT when a read turns into a write.
    connection.isolation_level = None
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    reads = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

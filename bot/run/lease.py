"""One bot a database: a row says who serves it, and a process that is not that one ends before it does anything more.

    lease = Lease(db, lock, zone)
    await lease.take()        # Failed where another one lives
    await lease.keep()        # for ever: renews it
    await lease.release()

Wall clocks are not trusted: they decide only that a holder whose time is running is left alone at once. A holder that
is provably dead is followed at once, any other is watched first: alive is who renews.
"""

import asyncio
import logging
import os
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot.console import CommandFailed, say
from bot.run.lock_file import LockFile, is_left_behind
from locales import N_, Message
from storage.database import Database, OperationalError, Session
from storage.queries.running import lease_row
from storage.tables import Lease as Row

log = logging.getLogger("xiaohao.lease")

LASTS = timedelta(seconds=60)
SKEW = timedelta(seconds=30)
"""By so much the clocks of two machines may differ."""
RENEWED_AFTER = 20.0
WATCHED = 30.0
"""Seconds in which a holder that lives renews at least once."""


def _now() -> datetime:
    return datetime.now(UTC)


class Lease:
    """`db.fence` from `take` to `release`: every transaction that writes makes sure that the lease is still ours."""

    def __init__(
        self,
        db: Database,
        lock: LockFile | None,
        zone: ZoneInfo,
        now: Callable[[], datetime] = _now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.db, self.lock, self.zone = db, lock, zone
        self.now, self.sleep, self.monotonic = now, sleep, monotonic
        self.id = token_hex(8)
        self.confirmed_at = 0.0
        self.held = False

    async def take(self) -> None:
        seen = await self.db.read(lease_row.present)
        if seen is not None and not is_dead(seen, self.lock):
            if is_running(seen, self.now()):
                raise CommandFailed(in_use(seen, self.zone))
            await self._watch(seen)
        if self.lock is not None:
            self.lock.add(self.id)
        if not await self.db.write(lambda session: lease_row.take(session, self._row(), instead_of=seen)):
            raise CommandFailed(in_use(await self.db.read(lease_row.present), self.zone))
        self.held, self.db.fence = True, self
        self.confirmed_at = self.monotonic()

    def _row(self) -> Row:
        now, lock = self.now(), str(self.lock.path) if self.lock is not None else ""
        host, pid = socket.gethostname(), os.getpid()
        return Row(holder=self.id, host=host, pid=pid, lock=lock, since=now, until=now + LASTS)

    async def _watch(self, seen: Row) -> None:
        print(say(N_("Looking whether process {pid} on {host} still runs ({seconds} s) ...", **_who(seen), seconds=30)))
        await self.sleep(WATCHED)
        again = await self.db.read(lease_row.present)
        if again is not None and (again.holder, again.beat) != (seen.holder, seen.beat):
            raise CommandFailed(in_use(again, self.zone))

    async def keep(self) -> None:
        while True:
            await self.sleep(RENEWED_AFTER)
            try:
                await self.db.write(lambda session: lease_row.renew(session, self.id, self.now() + LASTS))
            except OperationalError as error:
                log.warning("the lease cannot be renewed now (%s), trying again", type(error.orig).__name__)

    async def release(self) -> None:
        if self.held:
            await self.db.write(lambda session: lease_row.release(session, self.id))
            self.held, self.db.fence = False, None

    # --- the fence ---------------------------------------------------------------------------------------

    def check(self, session: Session) -> None:
        """Ends the process where the lease is another one's by now: it was suspended, or the clock jumped."""
        if lease_row.is_held_by(session, self.id):
            self.confirmed_at = self.monotonic()
        else:
            die(lost(lease_row.present(session)))

    def is_doubtful(self) -> bool:
        """Whether so much time has passed since it was confirmed that this process may have been suspended."""
        return self.monotonic() - self.confirmed_at > WATCHED


def is_dead(holder: Row, lock: LockFile | None) -> bool:
    """Proven by a lock file that names the holder and that nobody, or this process, holds."""
    return (lock is not None and holder.holder in lock.dead) or is_left_behind(holder.lock, holder.holder)


def is_running(holder: Row, now: datetime) -> bool:
    """Whether its time has begun and not run out; a clock that was set says neither."""
    return now <= holder.until <= now + LASTS + SKEW


def in_use(holder: Row | None, zone: ZoneInfo) -> Message:
    if holder is None:
        return N_("Another Xiaohao was using this database just now; start this one again.")
    since = holder.since.astimezone(zone)
    return N_(
        "Another Xiaohao is using this database: host {host}, process {pid}, since {since}. Stop that one first.",
        **_who(holder),
        since=since,
    )


def lost(holder: Row | None) -> Message:
    if holder is None:
        return N_("This database was given to another Xiaohao; this one ends and sends nothing more.")
    return N_("Process {pid} on {host} serves this database now; this one ends and sends nothing more.", **_who(holder))


def _who(holder: Row) -> dict[str, str]:
    return {"host": holder.host, "pid": str(holder.pid)}


def die(why: Message) -> NoReturn:
    """At once, as if it were killed: a stop that waits for what is under way would send more."""
    print(say(why), file=sys.stderr, flush=True)
    os._exit(1)

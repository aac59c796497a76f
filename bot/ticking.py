"""What every minute brings, step by step: one that fails keeps no other from being done, and is not kept secret."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.housekeeping import Housekeeping
from handlers import digest, failing
from storage.attempts import ALL_AT_ONCE, AllAtOnce, PieceByPiece
from storage.database import Database, OperationalError, Session
from storage.queries import failures, reorganising
from storage.queries.inbox import may_wait
from storage.tables import Failure

log = logging.getLogger("xiaohao.tick")

Result = TypeVar("Result")


class Tick:
    """`await tick.do()` once a minute; `said` is called when digests are there to be sent."""

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        housekeeping: Housekeeping,
        said: Callable[[], None],
    ) -> None:
        self.db, self.clock, self.zone, self.housekeeping, self.said = db, clock, zone, housekeeping, said
        self.known: set[str] | None = None
        """The paths of what fails, as the database has them; None before the first look."""

    async def do(self) -> None:
        now, attempts = self.clock(), PieceByPiece()
        try:
            if self.known is None:
                self.known = await self.db.read(failures.paths)
            await self._steps(now, attempts)
            if attempts.failed or self.known:
                await self._note(attempts, now)
        except OperationalError as error:
            log.warning("the database cannot take a tick now (%s); the next one asks again", type(error.orig).__name__)
        except Exception as error:
            log.error("a tick failed; the next one asks again: %s", _without_words(error))

    async def _steps(self, now: datetime, attempts: PieceByPiece) -> None:
        """Units move on their day. “What is due and not yet said?” — a digest and its claim are one transaction."""
        today = now.astimezone(self.zone).date()
        with attempts.piece("units"):
            await self._done(lambda session, how: reorganising.take_effect(session, today, now, how), attempts)
        with attempts.piece("nudges"):
            if await self._done(lambda session, how: digest.say_what_is_due(session, now, how), attempts):
                self.said()
        await self.housekeeping.do(now, attempts)

    async def _done(self, work: Callable[[Session, AllAtOnce], Result], attempts: PieceByPiece) -> Result:
        """All at once, which costs nothing; after an error, and while anything fails, piece by piece."""
        if not self.known and not attempts.failed:
            try:
                return await self.db.write(lambda session: work(session, ALL_AT_ONCE))
            except Exception as error:
                if isinstance(error, OperationalError) and may_wait(error):
                    raise
        return await self.db.write(lambda session: work(session, attempts))

    async def _note(self, attempts: PieceByPiece, now: datetime) -> None:
        today = now.astimezone(self.zone).date()
        new = await self.db.write(lambda session: failing.note(session, attempts, today, now))
        for row in new:
            _log(row, attempts.failed[row.path])
        self.known = await self.db.read(failures.paths)


def _log(row: Failure, error: Exception) -> None:
    log.error("%s fails, number %s: %s", row.path, row.number, _without_words(error))


def _without_words(error: BaseException) -> str:
    """The traceback; but what an exception says may quote what people wrote, and belongs in no log."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    before = error.__cause__ or error.__context__
    return f"{type(error).__name__}\n{frames}" + (f"after {_without_words(before)}" if before else "")

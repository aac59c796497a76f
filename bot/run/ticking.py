"""What every minute brings, step by step: one that fails keeps no other from being done, and is not kept secret."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.clock import Clock, JumpWatch
from bot.run.housekeeping import Housekeeping
from bot.run.keep_running import Loops
from handlers.deadlines import morning_digest
from handlers.health import failing
from storage.attempts import ALL_AT_ONCE, AllAtOnce, PieceByPiece
from storage.database import Database, OperationalError, Session, may_wait
from storage.queries.deadlines import nudge_claims
from storage.queries.ground.dated_rows import A_DAY
from storage.queries.organisation import reorganising
from storage.queries.running import tick_failures
from storage.tables import Failure

log = logging.getLogger("xiaohao.tick")

LATE = timedelta(minutes=5)
"""A date that has just jumped ahead by more is believed when it still stands at the next tick."""

Result = TypeVar("Result")


class Tick:
    """`await tick.do()` once a minute; `said` is called when digests are there to be sent."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        zone: ZoneInfo,
        housekeeping: Housekeeping,
        said: Callable[[], None],
        loops: Loops,
    ) -> None:
        self.loops = loops
        self.db, self.clock, self.zone, self.housekeeping, self.said = db, clock, zone, housekeeping, said
        self.watch = JumpWatch(clock)
        self.came_back, self.went_on = True, False
        """Whether the date may stand before that of earlier ticks, as when a run begins; whether it jumped ahead."""
        self.known: set[str] | None = None
        """The paths of what fails, as the database has them; None before the first look."""

    async def do(self) -> None:
        now, attempts, jumped = self.clock(), PieceByPiece(), self.watch.jumped()
        self.came_back = self.came_back or jumped < timedelta(0)
        if jumped > LATE:
            log.warning("the date has jumped ahead by %s; it is believed if it still stands in a minute", jumped)
            self.went_on = True
            return
        try:
            if self.known is None:
                self.known = await self.db.read(tick_failures.paths)
            await self._work_of_a_tick(now, attempts)
            if attempts.failed or self.known:
                await self._note(attempts, now)
        except OperationalError as error:
            log.warning("the database cannot take a tick now (%s); the next one asks again", type(error.orig).__name__)
        except Exception as error:
            log.error("a tick failed; the next one asks again: %s", _without_words(error))

    async def _work_of_a_tick(self, now: datetime, attempts: PieceByPiece) -> None:
        """Units move on their day. “What is due and not yet said?” — a digest and its claim are one transaction."""
        today = now.astimezone(self.zone).date()
        for name, error in self.loops.broke().items():
            with attempts.piece(f"loop:{name}"):
                if error is not None:
                    raise error
        if self.came_back or self.went_on:
            with attempts.piece("nudges"):
                await self._put_claims_right(datetime.combine(today + A_DAY, time(), self.zone))
        with attempts.piece("units"):
            await self._done(lambda session, how: reorganising.take_effect(session, today, now, how), attempts)
        with attempts.piece("nudges"):
            if await self._done(lambda session, how: morning_digest.say_what_is_due(session, now, how), attempts):
                self.said()
        await self.housekeeping.do(now, attempts)

    async def _put_claims_right(self, tomorrow: datetime) -> None:
        """What was said on a day that has not come does not count, that day's digest is due still; unless the date then
        jumps there: then it was wrong in between. What was said later today was today's digest, only too early."""

        def right(session: Session) -> int:
            if self.went_on:
                nudge_claims.restore(session, tomorrow)
            return nudge_claims.set_aside(session, tomorrow)

        if aside := await self.db.write(right):
            log.warning("%s reminders were said on a day that has not come yet; they do not count", aside)
        self.came_back = self.went_on = False

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
        self.known = await self.db.read(tick_failures.paths)


def _log(row: Failure, error: Exception) -> None:
    log.error("%s fails, number %s: %s", row.path, row.number, _without_words(error))


def _without_words(error: BaseException) -> str:
    """The traceback; but what an exception says may quote what people wrote, and belongs in no log."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    before = error.__cause__ or error.__context__
    return f"{type(error).__name__}\n{frames}" + (f"after {_without_words(before)}" if before else "")

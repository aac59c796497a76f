"""A loop that fails unexpectedly begins anew: half a bot would look alive and answer nobody."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import count

from bot.run.retry_locked import pause_after

log = logging.getLogger("xiaohao")


class Loops:
    """The loops of a process, by name, and which of them broke since the last look: a tick tells administrators."""

    def __init__(self) -> None:
        self._broke: dict[str, Exception | None] = {}

    async def keep_running(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Until `work()` returns. What it raises is logged with how often it did, and it waits, ever longer."""
        self._broke[name] = None
        for times in count(1):
            try:
                return await work()
            except Exception as error:
                log.exception("%s failed unexpectedly (%s times by now) and begins anew", name, times)
                self._broke[name] = error
            await asyncio.sleep(pause_after(times))
        raise AssertionError("count() does not end")

    def broke(self) -> Mapping[str, Exception | None]:
        """Every loop, with what it raised last since this was asked before."""
        broken, self._broke = self._broke, dict.fromkeys(self._broke)
        return broken

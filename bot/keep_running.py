"""A loop that fails unexpectedly begins anew: half a bot would look alive and answer nobody."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import count

from bot.patience import pause_after

log = logging.getLogger("xiaohao")


async def keep_running(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Until `work()` returns. What it raises is logged with how often it did, and it waits, ever longer."""
    for times in count(1):
        try:
            return await work()
        except Exception:
            log.exception("%s failed unexpectedly (%s times by now) and begins anew", name, times)
        await asyncio.sleep(pause_after(times))
    raise AssertionError("count() does not end")

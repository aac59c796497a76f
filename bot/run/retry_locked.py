"""A database that is locked or full is asked again: nothing that came in or went out is given up for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeVar

from storage.database import OperationalError

log = logging.getLogger("xiaohao")

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 30.0

Result = TypeVar("Result")


def pause_after(tries: int) -> float:
    """Seconds to wait after so many tries in vain."""
    return float(min(FIRST_PAUSE * 2 ** min(tries, 20), LONGEST_PAUSE))


async def patiently(work: Callable[[], Awaitable[Result]]) -> Result:
    """`await patiently(lambda: db.write(outcome))`: what the database says in the end."""
    for tries in count(1):
        try:
            return await work()
        except OperationalError as error:
            log.warning("the database cannot take it now (%s, try %s)", type(error.orig).__name__, tries)
        await asyncio.sleep(pause_after(tries))
    raise AssertionError("count() does not end")

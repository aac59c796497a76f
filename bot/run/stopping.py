"""Waiting to be told to stop, by Ctrl-C or by the service manager."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any


async def told_to_stop(failing: Coroutine[Any, Any, None] | None = None) -> None:
    """Returns at SIGINT or SIGTERM; raises what `failing` raises, if that comes first."""
    asked_to_stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, asked_to_stop.set)
    waiting = [asyncio.create_task(asked_to_stop.wait()), *([asyncio.create_task(failing)] if failing else [])]
    done, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    for task in done:
        task.result()

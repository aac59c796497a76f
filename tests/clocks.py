"""Time in tests: an event loop that jumps to whatever is waited for next, and a date that somebody sets wrong."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from sandbox.movable_clock import MovableClock


class QuickLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        # asyncio's own attributes, which its types keep to themselves
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._now = max(self._now, self._scheduled[0]._when)  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def run_in_quick_time(work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        return runner.run(work)


class JumpingClock(MovableClock):
    """Stands still, unless it is moved on, or jumps: then no time has passed, somebody has set the date."""

    def jump(self, by: timedelta) -> None:
        self._set(self() + by)

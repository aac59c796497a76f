"""The time of day, which may jump, beside the seconds that pass, which cannot.

What people see and what is stored goes by `clock()`. What waits within a run goes by `clock.seconds()`.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

LEAST_JUMP = timedelta(seconds=1)
"""Less than this is a clock being corrected little by little."""


class Clock(Protocol):
    def __call__(self) -> datetime:
        """Now, aware; somebody may have set the machine's date wrong, or right again."""

    def seconds(self) -> float:
        """Seconds since whenever, never going back. A sandbox's clock counts those too that the user moves it on."""


class SystemClock:
    def __call__(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        return time.monotonic()


class JumpWatch:
    """How far the date has jumped beside the seconds that passed, since it was last asked."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.moment, self.second = clock(), clock.seconds()

    def jumped(self) -> timedelta:
        """Zero as a rule; +1 day when the date was set a day ahead."""
        moment, second = self.clock(), self.clock.seconds()
        by = moment - self.moment - timedelta(seconds=second - self.second)
        if abs(by) < LEAST_JUMP:
            return timedelta(0)  # the marks stay, so that small steps add up
        self.moment, self.second = moment, second
        return by

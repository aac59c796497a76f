"""The sandbox's clock: starts where it is told, runs on in real time, and can be moved forward."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class MovableClock:
    """`clock()` is now, aware and UTC. Seconds are counted monotonically, so the machine's own date never matters."""

    def __init__(self, start: datetime, seconds: Callable[[], float] = time.monotonic) -> None:
        self._start = _aware(start)
        self._seconds = seconds
        self._moved_on = 0.0
        self.restart()

    def __call__(self) -> datetime:
        return self._set_to + timedelta(seconds=self._seconds() - self._set_at)

    def seconds(self) -> float:
        """Seconds that have passed, those included that it was moved on: what was to wait for so long has waited."""
        return self._seconds() + self._moved_on

    def move_to(self, moment: datetime) -> None:
        """Forward only: a chat whose newer messages are older than the ones above them would help nobody."""
        if _aware(moment) < self():
            raise ValueError(f"the clock only moves forward; it is {self().isoformat()} already")
        self._moved_on += (_aware(moment) - self()).total_seconds()
        self._set(moment)

    def start_at(self, moment: datetime) -> None:
        """Another first moment, also an earlier one; only for a world that begins anew."""
        self._start = _aware(moment)
        self.restart()

    def restart(self) -> None:
        """Back to the start; only for a world that begins anew."""
        self._set(self._start)

    def _set(self, moment: datetime) -> None:
        self._set_to = moment.astimezone(UTC)
        self._set_at = self._seconds()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the clock needs a time with a zone")
    return moment.astimezone(UTC)

"""A measured figure, and how two ways are measured side by side.

A file of this folder is one subject: it has `TITLE`, `ABOUT` and `run() -> list[Row]`.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """What was done, how long it took, and how long the plainer way took in the same rounds."""

    what: str
    median: float
    unit: str = "ms"
    p99: float | None = None
    plain: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        return self.median / self.plain if self.plain else None


def side_by_side(
    what: str, ours: Sequence[Callable[[], object]], plain: Sequence[Callable[[], object]], goal: str = ""
) -> Row:
    """Milliseconds a call, both ways in turns, so that a busy minute of the machine hits both; one round warms up."""
    own, other, all_own = [], [], []
    for turn in range(ROUNDS + 1):
        times, plain_times = _milliseconds(ours), _milliseconds(plain)
        if turn:
            own.append(statistics.median(times))
            other.append(statistics.median(plain_times))
            all_own += times
    return Row(
        what,
        statistics.median(own),
        p99=statistics.quantiles(all_own, n=100)[98],
        plain=statistics.median(other) if other else None,
        goal=goal,
    )


def _milliseconds(calls: Sequence[Callable[[], object]]) -> list[float]:
    times = []
    for call in calls:
        began = perf_counter()
        call()
        times.append((perf_counter() - began) * 1000)
    return times

"""Named points where a test may kill the process: XIAOHAO_KILL_AT="batch stored:3" dies at the third time.

Without the variable nothing happens. This is how the promise “every record exactly once” is tested.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable

POINTS = (
    "batch fetched",
    "batch stored",
    "photo kept",
    "turn done, not committed",
    "turn committed",
    "about to send",
    "sent, not marked",
    "nudges claimed",
    "report made",
)


def from_environment() -> Callable[[str], None]:
    wish = os.environ.get("XIAOHAO_KILL_AT")
    if not wish:
        return lambda _: None
    point, _, times = wish.rpartition(":")
    reached: Counter[str] = Counter()

    def failpoint(name: str) -> None:
        reached[name] += 1
        if name == point and reached[name] == int(times):
            os.kill(os.getpid(), signal.SIGKILL)

    return failpoint

"""`xiaohao run`, except for the date: python -m tests.crash.bot_process 2025-06-20T09:00:00+08:00

The plan under test is of 2025, so the process is told what time it is when it starts; from there its clock runs on.
"""

import sys
from datetime import datetime

from bot.cli import running
from sandbox.movable_clock import MovableClock

if __name__ == "__main__":
    running.run(MovableClock(datetime.fromisoformat(sys.argv[1])))

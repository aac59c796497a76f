"""The child that opens workbooks, forked from this process in place of a new one: the same limits, a third of the time.

Starting Python and loading openpyxl takes longer than reading most workbooks.
"""

import os
import select
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from workbooks.opening import child

__all__ = ["TimeoutExpired", "run"]  # what `opening` needs of `subprocess`


def run(command: list[str], *, timeout: float, **_: Any) -> "subprocess.CompletedProcess[bytes]":
    """Stands in for `subprocess.run([python, "-m", "workbooks.opening.child", what, path, …])`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        number = os.fork()
        if number == 0:
            _be_the_child(command[3], [Path(given) for given in command[4:]], out.fileno(), err.fileno())
        status = _ended(number, command, timeout)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, status, out.read(), err.read())


def _be_the_child(what: str, paths: list[Path], out: int, err: int) -> None:
    code = 1
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        with open(1, "w", closefd=False) as sys.stdout:
            code = child.main(what, *paths)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _ended(number: int, command: list[str], timeout: float) -> int:
    """The exit code as `subprocess` tells it."""
    watch = os.pidfd_open(number)
    try:
        in_time, _, _ = select.select([watch], [], [], timeout)
        if not in_time:
            os.kill(number, signal.SIGKILL)
        _, status = os.waitpid(number, 0)
    finally:
        os.close(watch)
    if not in_time:
        raise TimeoutExpired(command, timeout)
    return os.waitstatus_to_exitcode(status)

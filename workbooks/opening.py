"""Opens workbooks that people send, in a process of its own that may fail without us."""

import json
import os
import subprocess
import sys
from pathlib import Path

from locales import N_, Message
from workbooks.child import REFUSED, SECONDS
from workbooks.limits import MOST_BYTES, Refused, too_big

__all__ = ["NO_FILE", "Refused", "marked", "sheets"]

NO_FILE = N_("there is no such file")

Rows = list[list[str | None]]
HERE = Path(__file__).parents[1]


def sheets(path: Path) -> dict[str, Rows]:
    """Every sheet's cells as texts. Refused with one sentence that says what to do."""
    found: dict[str, Rows] = json.loads(_child("read", path))["sheets"]
    return found


def marked(path: Path, reasons: list[tuple[str, str, str]]) -> bytes:
    """The workbook with (sheet, cell, reason) coloured and commented."""
    return _child("mark", path, json.dumps(reasons).encode())


def _child(what: str, path: Path, given: bytes = b"") -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise too_big()
    command = [sys.executable, "-m", "workbooks.child", what, str(path.resolve())]
    environment = {"PYTHONPATH": str(HERE), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, env=environment, cwd="/")  # noqa: S603
    except subprocess.TimeoutExpired:
        raise too_big() from None
    if done.returncode == REFUSED:
        msgid, values = json.loads(done.stdout)["refused"]
        raise Refused(Message(msgid, values))
    if done.returncode < 0 or b"MemoryError" in done.stderr:  # out of time or memory where Python could not say so
        raise too_big()
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout

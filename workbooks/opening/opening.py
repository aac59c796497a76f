"""Opens workbooks that people send, in a process of its own that may fail without us."""

import json
import os
import subprocess
import sys
from pathlib import Path

from locales import N_, Message
from workbooks.opening.child import REFUSED
from workbooks.opening.limits import PACK, REGISTER, Limits, WorkbookRefused, too_big

__all__ = ["NO_FILE", "WorkbookRefused", "marked", "sheets", "streamed", "titles"]

NO_FILE = N_("there is no such file")

Rows = list[list[str | None]]
HERE = Path(__file__).parents[1]


def sheets(path: Path) -> dict[str, Rows]:
    """Every sheet's cells as texts. Refused with one sentence that says what to do."""
    sheets_read: dict[str, Rows] = json.loads(_child("read", PACK, path))["sheets"]
    return sheets_read


def titles(path: Path) -> list[str]:
    """The names of the sheets alone."""
    names: list[str] = json.loads(_child("titles", REGISTER, path))
    return names


def streamed(path: Path, folder: Path) -> list[Path]:
    """A register's sheets, each as a file of lines in the folder; see `streaming`."""
    _child("stream", REGISTER, path, folder)
    return sorted(folder.iterdir())


def marked(path: Path, reasons: list[tuple[str, str, str]]) -> bytes:
    """The workbook with (sheet, cell, reason) coloured and commented."""
    return _child("mark", PACK, path, given=json.dumps(reasons).encode())


def _child(what: str, limits: Limits, path: Path, *more: Path, given: bytes = b"") -> bytes:
    if path.stat().st_size > limits.bytes:
        raise too_big(limits)
    command = [
        sys.executable,
        "-m",
        "workbooks.opening.child",
        what,
        *(str(argument.resolve()) for argument in (path, *more)),
    ]
    environment = {"PYTHONPATH": str(HERE), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, timeout=limits.patience, env=environment, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise too_big(limits) from None
    if done.returncode == REFUSED:
        msgid, values = json.loads(done.stdout)["refused"]
        raise WorkbookRefused(Message(msgid, values))
    if done.returncode < 0 or b"MemoryError" in done.stderr:  # out of time or memory where Python could not say so
        raise too_big(limits)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout

"""A JPEG copy of a picture that not every phone shows (HEIC and the like), made once and kept beside the original."""

import logging
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from storage.files import Files
from storage.jpeg_child import NO_DECODER, SECONDS

log = logging.getLogger("xiaohao.pictures")

PATIENCE = 3 * SECONDS
"""Seconds by the clock on the wall: a busy machine takes longer for the same work."""
HERE = Path(__file__).parents[1]


def jpeg_copy(files: Files, sha256: str) -> bytes | None:
    """None where the picture cannot be decoded in the limits, or nothing that can is installed."""
    kept = files.copy_path(sha256)
    if kept.exists():
        return kept.read_bytes()
    content = _made(files.path(sha256))
    if content is not None:
        with suppress(OSError):  # a full disk: it is made anew next time
            files.keep(kept, content)
    return content


def _made(path: Path) -> bytes | None:
    command = [sys.executable, "-m", "storage.jpeg_child", str(path.resolve())]
    environment = {"PYTHONPATH": str(HERE), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, env=environment, cwd="/")  # noqa: S603
    except (subprocess.TimeoutExpired, OSError) as error:
        log.warning("no JPEG copy of a picture (%s), it goes out as it is", type(error).__name__)
        return None
    if done.returncode == NO_DECODER:
        log.info("no JPEG copy of a picture: nothing that decodes it is installed (make heic)")
    elif done.returncode:
        log.warning("a picture cannot be decoded (%s) and goes out as it is", done.returncode)
    return done.stdout if done.returncode == 0 and done.stdout else None

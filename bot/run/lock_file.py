"""One bot a data folder: a lock that ends with the process, however it ends.

Its lines are the ids under which its holders took the lease of their database (`bot/run/lease`). An id in a lock
file that nobody holds is that of a dead process, on whichever machine and in whichever container it ran.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.console import CommandFailed
from locales import N_


class LockFile:
    """A lock that this process holds."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self.path, self.file = path.absolute(), file
        file.seek(0)
        self.dead = frozenset(file.read().split())
        """The ids of those who held it before."""

    def add(self, id_: str) -> None:
        """Before the lease is taken under it: a process may die between the two. None is removed, a start is a line."""
        self.file.write(f"{id_}\n")
        self.file.flush()


@contextmanager
def only_one(folder: Path) -> Iterator[LockFile]:
    """Raises Failed where another process holds the lock of this data folder, or where it cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandFailed(
            N_("XIAOHAO_DATA_DIR cannot be used: {folder} ({reason}).", folder=str(folder), reason=reason)
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(
                N_("Another Xiaohao is using {folder}; stop that one first.", folder=str(folder))
            ) from None
        yield LockFile(folder / "lock", file)


def is_left_behind(path: str, id_: str) -> bool:
    """Whether that lock file names this id and nobody holds it. Where it cannot be seen from here: False."""
    try:
        with Path(path).open() as file:
            if id_ not in file.read().split():
                return False
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return True
    except OSError:
        return False

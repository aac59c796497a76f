"""A copy of the database while it is in use: whole, checked, and readable by nobody else."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from storage.database import Database

FOLDER = "backups"


class BackupNotSupported(Exception):
    """A database of another kind is copied with its own tools (pg_dump)."""


class BackupDamaged(Exception):
    """The copy does not pass SQLite's own check."""


def backup(db: Database, folder: Path, now: datetime) -> Path:
    """`backups/xiaohao-20250620T010000Z.db`: one moment of the database, its writers were not kept waiting."""
    if db.engine.dialect.name != "sqlite":
        raise BackupNotSupported
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    done = folder / f"xiaohao-{now:%Y%m%dT%H%M%SZ}.db"
    unchecked = done.with_suffix(".part")
    unchecked.unlink(missing_ok=True)
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(unchecked),))
    os.chmod(unchecked, 0o600)
    check(unchecked)
    unchecked.rename(done)
    return done


def check(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        try:
            answers = connection.execute("PRAGMA integrity_check").fetchall()
        except sqlite3.DatabaseError as error:
            raise BackupDamaged(str(error)) from None
    if answers != [("ok",)]:
        raise BackupDamaged(str(answers[0][0]))

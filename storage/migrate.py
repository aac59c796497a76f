"""Brings a database to the schema of this code, or says that it is newer than the code.

Alembic takes 0.4 s to import, so the start of the program only compares one row (`is_current`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def _folders() -> list[str]:
    """Where migrations lie, one file each; those of the package's path at the time of asking."""
    from storage.migrations import versions

    return list(versions.__path__)


class NewerDatabase(Exception):
    """The database was made by a newer version of the program."""


def newest_revision() -> str:
    """The name of the last migration file: `0001_first_tables.py` → `0001`."""
    return max(file.name.split("_")[0] for folder in _folders() for file in Path(folder).glob("[0-9]*.py"))


def revision_of(db: Database) -> str | None:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def has_table(db: Database, table: type[SQLModel]) -> bool:
    with db.engine.connect() as connection:
        return inspect(connection).has_table(str(table.__tablename__))


def is_current(db: Database) -> bool:
    return revision_of(db) == newest_revision()


def upgrade(db: Database) -> None:
    """Runs the missing migrations, each in one transaction; beside another program that does, too."""
    from alembic import command

    present = revision_of(db)
    if present is not None and present > newest_revision():
        raise NewerDatabase(present)
    try:
        with db.engine.connect() as connection:
            command.upgrade(config(connection), "head")
    except Exception:
        if revision_of(db) == present:
            raise
        upgrade(db)  # somebody else was quicker with one of them, which undid ours


def config(connection: Connection) -> "Config":
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "newline")
    settings.set_main_option("version_locations", "\n".join(_folders()))
    settings.attributes["connection"] = connection
    return settings

"""How Alembic reaches the database: `storage.migrate` hands it a connection."""

from typing import Any, Literal

from alembic import context
from alembic.runtime.migration import MigrationContext
from sqlmodel import AutoString, SQLModel

from storage import tables


def plain_types(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """A migration outlives the code, so it names the column type, not a class of ours."""
    if kind == "type" and isinstance(thing, tables.Moment):
        return "sa.DateTime()"
    return "sa.String()" if kind == "type" and isinstance(thing, AutoString) else False


def no_orphans(ctx: MigrationContext, *_: Any, **__: Any) -> None:
    """What the rebuilt tables refer to is still there; otherwise the migration's transaction is given up."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if ctx.dialect.name == "sqlite" else []
    if lost:
        raise RuntimeError(f"rows that refer to nothing: {lost[:10]}")


def ours(name: str | None, kind: str, _: Any) -> bool:
    """The trigram index (migration 0010) is SQLite's own: no table of the code."""
    return not (kind == "table" and name is not None and name.startswith("entity_trigram"))


connection = context.config.attributes["connection"]
sqlite = connection.dialect.name == "sqlite"
raw = connection.connection.driver_connection
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    include_name=ours,
    render_item=plain_types,
    render_as_batch=True,
    transaction_per_migration=True,
    transactional_ddl=True,  # SQLite can do it too, since we begin transactions ourselves
    on_version_apply=no_orphans,
)
if sqlite:  # to change a table SQLite drops it and makes it anew, and would refuse that while rows refer to it
    raw.execute("PRAGMA foreign_keys=OFF")
try:
    with context.begin_transaction():
        context.run_migrations()
finally:
    if sqlite:
        raw.execute("PRAGMA foreign_keys=ON")

"""How Alembic reaches the database: `storage.migrate` hands it a connection."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString, SQLModel

from storage import tables


def plain_types(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """A migration outlives the code, so it names the column type, not a class of ours."""
    if kind == "type" and isinstance(thing, tables.Moment):
        return "sa.DateTime()"
    return "sa.String()" if kind == "type" and isinstance(thing, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=plain_types,
    render_as_batch=True,
    transaction_per_migration=True,
    transactional_ddl=True,  # SQLite can do it too, since we begin transactions ourselves
)
with context.begin_transaction():
    context.run_migrations()

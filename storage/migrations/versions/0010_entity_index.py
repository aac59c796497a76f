"""What entities are found by, filled for those that are there"""

import sqlalchemy as sa
from alembic import op

from storage.search.index_entry import entry

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = ("name", "initials", "pinyin", "codes")
MANY = 2000


def upgrade() -> None:
    op.create_table(
        "entity_index",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in COLUMNS),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_entity_index_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_entity_index")),
    )
    op.create_index(op.f("ix_entity_index_name"), "entity_index", ["name"])
    op.create_index(op.f("ix_entity_latitude_longitude"), "entity", ["latitude", "longitude"])
    if op.get_bind().dialect.name == "sqlite":
        _add_trigrams()
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for name in COLUMNS:
            op.execute(f"CREATE INDEX ix_entity_index_trgm_{name} ON entity_index USING gin ({name} gin_trgm_ops)")
    _fill()


def _add_trigrams() -> None:
    """The trigram index reads the table's own columns, and the table's triggers keep it up."""
    columns = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("new", "old"))
    add = f"INSERT INTO entity_trigram (rowid, {columns}) VALUES (new.entity_id, {new});"  # noqa: S608
    drop = f"INSERT INTO entity_trigram (entity_trigram, rowid, {columns}) VALUES ('delete', old.entity_id, {old});"  # noqa: S608
    op.execute(
        f"CREATE VIRTUAL TABLE entity_trigram USING fts5({columns}, content='entity_index', "
        "content_rowid='entity_id', tokenize='trigram')"
    )
    for event, steps in (("INSERT", add), ("DELETE", drop), ("UPDATE", f"{drop} {add}")):
        op.execute(f"CREATE TRIGGER entity_index_{event.lower()} AFTER {event} ON entity_index BEGIN {steps} END")


def _fill() -> None:
    bind = op.get_bind()
    index = sa.table("entity_index", sa.column("entity_id"), *(sa.column(name) for name in COLUMNS))
    codes: dict[int, list[str]] = {}
    for entity_id, number in bind.exec_driver_sql("SELECT entity_id, number FROM licence"):
        codes.setdefault(entity_id, []).append(number)
    there = bind.exec_driver_sql("SELECT id, name, credit_code FROM entity WHERE status <> 'merged' ORDER BY id").all()
    for at in range(0, len(there), MANY):
        lines = [
            entry(entity_id, [name], [*([code] if code else []), *codes.get(entity_id, [])])
            for entity_id, name, code in there[at : at + MANY]
        ]
        bind.execute(sa.insert(index), lines)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE entity_trigram")
    op.drop_index(op.f("ix_entity_latitude_longitude"), "entity")
    op.drop_table("entity_index")

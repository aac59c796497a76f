"""Since when an entity is out of business; what an invited person's row and a risk item's row in a workbook say"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TELEGRAM_IDS = (
    ("account", "external_id"),
    ("screen", "chat_id"),
    ("inbox", "bot_id"),
    ("inbox", "update_id"),
    ("inbox", "lane"),
    ("outbox", "chat_id"),
    ("job", "chat_id"),
)
"""Longer than 32 bits; SQLite's INTEGER has 64 already."""
COMPARED_BY_SIGNS = (("unit", "path"), ("entity_index", "name"), ("entity_index", "codes"))
"""Asked for by what they begin with, as a range: only right where the order is that of the signs, as SQLite's is."""


def upgrade() -> None:
    op.create_table(
        "entity_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("status IN ('suspended', 'closed')", name=op.f("ck_entity_pause_status")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_entity_pause_valid_range")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_entity_pause_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_pause")),
    )
    op.create_index(op.f("ix_entity_pause_entity_id"), "entity_pause", ["entity_id"])
    op.execute(
        "INSERT INTO entity_pause (entity_id, status, valid_from) SELECT id, status, coalesce(closed_on, "
        "(SELECT min(valid_from) FROM entity_place WHERE entity_id = entity.id), CURRENT_DATE) "
        "FROM entity WHERE status IN ('suspended', 'closed')"
    )
    with op.batch_alter_table("invitation") as batch:
        batch.add_column(sa.Column("phone", sa.String(), nullable=False, server_default=sa.text("''")))
        batch.add_column(sa.Column("valid_from", sa.Date(), nullable=True))
        batch.add_column(sa.Column("valid_to", sa.Date(), nullable=True))
        batch.create_check_constraint(
            batch.f("ck_invitation_valid_range"), "valid_to IS NULL OR valid_to >= valid_from"
        )
    with op.batch_alter_table("risk_item") as batch:
        batch.add_column(sa.Column("source", sa.String(), nullable=False, server_default=sa.text("''")))
        batch.add_column(sa.Column("opened_in", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_risk_item_opened_in_unit"), "unit", ["opened_in"], ["id"])
        batch.create_index(batch.f("ix_risk_item_opened_in"), ["opened_in"])
    _tell_who_opened_what_was_passed_on()
    op.create_index(op.f("ix_entity_index_codes"), "entity_index", ["codes"])
    op.create_index(op.f("ix_unit_place_valid_from"), "unit_place", ["valid_from"])
    if op.get_bind().dialect.name == "postgresql":
        for table, column in TELEGRAM_IDS:
            op.alter_column(table, column, type_=sa.BigInteger())
        for table, column in COMPARED_BY_SIGNS:
            op.alter_column(table, column, type_=sa.String(collation="C"))


def _tell_who_opened_what_was_passed_on() -> None:
    """The audit has it, the newest first: whoever passed an item on before anybody else had opened it."""
    audit = sa.table("audit", sa.column("id"), sa.column("action"), sa.column("record_id"), sa.column("after", sa.JSON))
    items = sa.table("risk_item", sa.column("id"), sa.column("opened_in"))
    passed = sa.select(audit.c.record_id, audit.c.after).where(audit.c.action == "unit.pass_on")
    for unit_id, after in op.get_bind().execute(passed.order_by(audit.c.id.desc())).all():
        for item in after["risk_items"]:
            op.execute(items.update().where(items.c.id == item).values(opened_in=unit_id))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in COMPARED_BY_SIGNS:
            op.alter_column(table, column, type_=sa.String())
        for table, column in TELEGRAM_IDS:
            op.alter_column(table, column, type_=sa.Integer())
    op.drop_index(op.f("ix_unit_place_valid_from"), "unit_place")
    op.drop_index(op.f("ix_entity_index_codes"), "entity_index")
    with op.batch_alter_table("risk_item") as batch:
        batch.drop_index(batch.f("ix_risk_item_opened_in"))
        batch.drop_constraint(batch.f("fk_risk_item_opened_in_unit"), type_="foreignkey")
        batch.drop_column("opened_in")
        batch.drop_column("source")
    with op.batch_alter_table("invitation") as batch:
        batch.drop_constraint(batch.f("ck_invitation_valid_range"), type_="check")
        batch.drop_column("valid_to")
        batch.drop_column("valid_from")
        batch.drop_column("phone")
    op.drop_table("entity_pause")

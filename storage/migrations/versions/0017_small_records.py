"""One table for the records of all small nouns"""

import sqlalchemy as sa
from alembic import op

import storage.tables.columns

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "small_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", storage.tables.columns.Moment(), nullable=False),
        sa.Column("voided_at", storage.tables.columns.Moment(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.Column("external_ref", sa.String(), nullable=True),
        sa.CheckConstraint("length(trim(noun)) > 0", name=op.f("ck_small_record_noun_not_blank")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_small_record_subject_not_blank")),
        sa.CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_small_record_void_has_reason")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_small_record_entity_id_entity")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_small_record_recorded_by_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_small_record_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_record")),
        sa.UniqueConstraint("instance", name=op.f("uq_small_record_instance")),
        sa.UniqueConstraint("noun", "external_ref", name=op.f("uq_small_record_noun_external_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_small_record_number")),
    )
    for column in ("entity_id", "recorded_by", "unit_id"):
        op.create_index(op.f(f"ix_small_record_{column}"), "small_record", [column])


def downgrade() -> None:
    op.drop_table("small_record")

"""A unit marks a deadline as done"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deadline_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(key)) > 0", name=op.f("ck_deadline_done_key_not_blank")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_deadline_done_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deadline_done_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_deadline_done_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_done")),
        sa.UniqueConstraint("campaign_id", "unit_id", "key", name=op.f("uq_deadline_done_campaign_id_unit_id_key")),
    )


def downgrade() -> None:
    op.drop_table("deadline_done")

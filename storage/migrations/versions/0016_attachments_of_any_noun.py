"""Photos and files may hang on records of any noun; which ones says the noun's declaration"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = ("inspection", "risk_item", "risk_event")


def upgrade() -> None:
    with op.batch_alter_table("attachment") as batch:
        batch.drop_constraint(batch.f("ck_attachment_noun"), type_="check")


def downgrade() -> None:
    with op.batch_alter_table("attachment") as batch:
        batch.create_check_constraint(batch.f("ck_attachment_noun"), f"noun IN {BEFORE}")

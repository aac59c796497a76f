"""Which work of the tick fails, since when and how often"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "failure",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_failure")),
    )


def downgrade() -> None:
    op.drop_table("failure")

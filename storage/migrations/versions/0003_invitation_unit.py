"""An invitation is always to a unit, as the code has it"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("invitation") as batch:
        batch.alter_column("unit_id", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("invitation") as batch:
        batch.alter_column("unit_id", existing_type=sa.Integer(), nullable=True)

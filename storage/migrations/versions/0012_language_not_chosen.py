"""A person who has never chosen a language has none: the installation's speaks"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE = "zh_Hans_CN"
"""What everybody was given, chosen or not."""


def upgrade() -> None:
    with op.batch_alter_table("person") as batch:
        batch.alter_column("language", existing_type=sa.String(), nullable=True)
    op.execute(
        "UPDATE person SET language = NULL WHERE id NOT IN "
        "(SELECT record_id FROM audit WHERE action = 'person.language' AND record_id IS NOT NULL)"
    )


def downgrade() -> None:
    op.execute(sa.text("UPDATE person SET language = :before WHERE language IS NULL").bindparams(before=BEFORE))
    with op.batch_alter_table("person") as batch:
        batch.alter_column("language", existing_type=sa.String(), nullable=False)

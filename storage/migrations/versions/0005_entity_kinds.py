"""Which kinds of entity there are is said by the packs, not by the database"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FOUR_KINDS = sa.text("kind IN ('manufacturer', 'distributor', 'user', 'platform')")


def upgrade() -> None:
    with op.batch_alter_table("entity") as batch:
        batch.drop_constraint(op.f("ck_entity_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_entity_kind_not_blank"), sa.text("length(trim(kind)) > 0"))


def downgrade() -> None:
    """Refused while the register holds an entity of another kind."""
    with op.batch_alter_table("entity") as batch:
        batch.drop_constraint(op.f("ck_entity_kind_not_blank"), type_="check")
        batch.create_check_constraint(op.f("ck_entity_kind"), FOUR_KINDS)

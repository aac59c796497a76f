"""Messages that were refused are told from those that nobody needs any more, and what was given up to send them"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATES = "state IN ('new', 'sending', 'sent', 'unsure', {failed}'dead')"
WAITING = sa.text("state IN ('new', 'sending')")
TO_LOOK_AT = sa.text("state IN ('failed', 'unsure')")
PARKED = sa.text("state = 'parked'")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch:
        batch.add_column(sa.Column("without", sa.String(), nullable=False, server_default=sa.text("''")))
        batch.drop_constraint(batch.f("ck_outbox_state"), type_="check")
        batch.create_check_constraint(batch.f("ck_outbox_state"), STATES.format(failed="'failed', "))
    # These words stood for good reasons; whatever else was given up was refused, or could not be made at all.
    op.execute(
        "UPDATE outbox SET state = 'failed' WHERE state = 'dead' AND method <> 'answerInlineQuery' AND (error IS NULL "
        "OR error NOT IN ('overtaken', 'unreachable', 'erased', 'nobody waits for it any more'))"
    )
    op.create_index("ix_outbox_to_look_at", "outbox", ["id"], sqlite_where=TO_LOOK_AT, postgresql_where=TO_LOOK_AT)
    op.create_index("ix_inbox_parked", "inbox", ["id"], sqlite_where=PARKED, postgresql_where=PARKED)


def downgrade() -> None:
    op.drop_index("ix_inbox_parked", "inbox")
    op.drop_index("ix_outbox_to_look_at", "outbox")
    op.execute("UPDATE outbox SET state = 'dead' WHERE state = 'failed'")
    with op.batch_alter_table("outbox") as batch:
        batch.drop_constraint(batch.f("ck_outbox_state"), type_="check")
        batch.create_check_constraint(batch.f("ck_outbox_state"), STATES.format(failed=""))
        batch.drop_column("without")

"""What waits to be sent is found chat by chat, without a look at what has been sent"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITING = sa.text("state IN ('new', 'sending')")


def upgrade() -> None:
    op.drop_index("ix_outbox_chat_id", "outbox")
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index("ix_outbox_waiting", "outbox", ["chat_id", "id"], sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index("ix_outbox_waiting", "outbox", ["id"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index("ix_outbox_chat_id", "outbox", ["chat_id"])

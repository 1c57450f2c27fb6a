"""sent mail is gone

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What has been sent is deleted, so nothing is left that could carry the moment.
    op.execute("delete from outbox_mail where sent_at is not null")
    with op.batch_alter_table("outbox_mail") as table:
        table.drop_column("sent_at")


def downgrade() -> None:
    with op.batch_alter_table("outbox_mail") as table:
        table.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))

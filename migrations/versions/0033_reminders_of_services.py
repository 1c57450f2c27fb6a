"""reminders of services

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("service") as table:
        table.add_column(sa.Column("reminded_step", sa.String(12), nullable=True))
        table.add_column(sa.Column("reminded_of", sa.Date(), nullable=True))
    # From now on they rest when nobody looks after them: the next sweep publishes them as they are then.
    op.execute(
        "UPDATE published_listing SET good_until = '2000-01-01' "
        "WHERE document IS NOT NULL AND id IN (SELECT id FROM service WHERE source IS NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("service") as table:
        table.drop_column("reminded_of")
        table.drop_column("reminded_step")

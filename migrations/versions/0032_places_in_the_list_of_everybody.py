"""places in the list of everybody

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("published_listing") as table:
        table.add_column(sa.Column("serial", sa.BigInteger(), nullable=True))
    # Nobody knows any more who came first: as of their last change they have an order, and keep it from now on.
    op.execute("UPDATE published_listing SET serial = sequence")
    with op.batch_alter_table("published_listing") as table:
        table.alter_column("serial", existing_type=sa.BigInteger(), nullable=False)
        table.create_index("ix_published_listing_serial", ["serial", "id", "removed_at"])


def downgrade() -> None:
    with op.batch_alter_table("published_listing") as table:
        table.drop_index("ix_published_listing_serial")
        table.drop_column("serial")

"""when what the public sees of a listing last changed

Revision ID: 0029
Revises: 0028
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("published_listing", sa.Column("changed_at", _MOMENT, nullable=True))
    # Nobody knows any more: whoever asks for what is new gets everything once.
    row = sa.table("published_listing", sa.column("changed_at", _MOMENT))
    op.execute(row.update().values(changed_at=datetime.now(UTC)))
    with op.batch_alter_table("published_listing") as batch:
        batch.alter_column("changed_at", existing_type=_MOMENT, nullable=False)
        batch.create_index(op.f("ix_published_listing_changed_at"), ["changed_at"])


def downgrade() -> None:
    with op.batch_alter_table("published_listing") as batch:
        batch.drop_index(op.f("ix_published_listing_changed_at"))
        batch.drop_column("changed_at")

"""which database this is: what is kept beside it can tell whether it belongs to it

Revision ID: 0002
Revises: 0001
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNTERS = sa.table("change_counter", sa.column("name", sa.String), sa.column("value", sa.BigInteger))


def upgrade() -> None:
    op.bulk_insert(COUNTERS, [{"name": "identity", "value": secrets.randbits(62)}])


def downgrade() -> None:
    op.execute(COUNTERS.delete().where(COUNTERS.c.name == "identity"))

"""what stewards decide about the vocabulary, beside what the seeds say

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("vocabulary_term") as term:
        term.add_column(
            sa.Column("decided", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=True)
        )
    with op.batch_alter_table("vocabulary_synonym") as synonym:
        synonym.add_column(sa.Column("decided", sa.String(length=8), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("vocabulary_synonym") as synonym:
        synonym.drop_column("decided")
    with op.batch_alter_table("vocabulary_term") as term:
        term.drop_column("decided")

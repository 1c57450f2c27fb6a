"""reports from anyone, the cases they join, and listings that stewards withhold

Revision ID: 0012_reports
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_reports"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withholding",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steward", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_withholding_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_withholding")),
    )


def downgrade() -> None:
    op.drop_table("withholding")

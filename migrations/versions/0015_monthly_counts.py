"""how often listings were seen, by whole months

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("rounded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_counted_month")),
    )
    op.create_table(
        "monthly_count",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('shown', 'viewed', 'enquiries')", name=op.f("ck_monthly_count_kind_known")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["record.id"], name=op.f("fk_monthly_count_listing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("listing_id", "month", "kind", name=op.f("pk_monthly_count")),
    )
    op.create_index(op.f("ix_monthly_count_month"), "monthly_count", ["month"])


def downgrade() -> None:
    op.drop_table("monthly_count")
    op.drop_table("counted_month")

"""how many people search for what, in months and blocks of ten at least

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "searched_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("facet", sa.String(20), nullable=False),
        sa.Column("value", sa.String(100), nullable=False),
        sa.Column("band", sa.String(12), nullable=False),
        sa.Column("area", sa.String(6), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("total >= 10", name=op.f("ck_searched_month_enough_people")),
        sa.PrimaryKeyConstraint("month", "facet", "value", "band", "area", name=op.f("pk_searched_month")),
    )


def downgrade() -> None:
    op.drop_table("searched_month")

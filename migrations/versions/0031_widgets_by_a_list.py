"""widgets by a list

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("widget") as table:
        table.add_column(sa.Column("collection_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("by_list", sa.String(12), nullable=True))
        table.create_foreign_key(
            op.f("fk_widget_collection_id"), "collection", ["collection_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_widget_collection_id"), ["collection_id"])


def downgrade() -> None:
    with op.batch_alter_table("widget") as table:
        table.drop_index(op.f("ix_widget_collection_id"))
        table.drop_constraint(op.f("fk_widget_collection_id"), type_="foreignkey")
        table.drop_column("by_list")
        table.drop_column("collection_id")

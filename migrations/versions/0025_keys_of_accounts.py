"""keys of the API belong to accounts and say what they open; how often programs ask

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    # Keys from before opened all there was.
    everything = sa.text("""'["depth", "export", "changes"]'""")
    with op.batch_alter_table("api_key") as key:
        key.add_column(sa.Column("account_id", sa.Uuid(), nullable=True))
        key.add_column(sa.Column("scopes", JSON, nullable=False, server_default=everything))
        key.add_column(sa.Column("daily_limit", sa.Integer(), nullable=True))
        key.add_column(sa.Column("last_used_on", sa.Date(), nullable=True))
        key.drop_constraint(op.f("uq_api_key_name"), type_="unique")
        key.create_foreign_key(op.f("fk_api_key_account_id"), "account", ["account_id"], ["id"], ondelete="CASCADE")
        key.create_index(op.f("ix_api_key_account_id"), ["account_id"])
    with op.batch_alter_table("api_key") as key:
        key.alter_column("scopes", server_default=None)
    op.create_table(
        "api_use",
        sa.Column("who", sa.LargeBinary(16), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False),
        sa.Column("in_minute", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("in_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_api_use")),
    )
    op.create_index(op.f("ix_api_use_day"), "api_use", ["day"])
    # Whoever follows the changes goes on in this order, from any place in it.
    op.drop_index(op.f("ix_published_listing_sequence"), "published_listing")
    op.create_index("ix_published_listing_sequence", "published_listing", ["sequence", "id"])


def downgrade() -> None:
    op.drop_index("ix_published_listing_sequence", "published_listing")
    op.create_index(op.f("ix_published_listing_sequence"), "published_listing", ["sequence"])
    op.drop_table("api_use")
    op.execute("DELETE FROM api_key WHERE account_id IS NOT NULL")
    with op.batch_alter_table("api_key") as key:
        key.drop_constraint(op.f("fk_api_key_account_id"), type_="foreignkey")
        key.drop_index(op.f("ix_api_key_account_id"))
        for column in ("account_id", "scopes", "daily_limit", "last_used_on"):
            key.drop_column(column)
        key.create_unique_constraint(op.f("uq_api_key_name"), ["name"])

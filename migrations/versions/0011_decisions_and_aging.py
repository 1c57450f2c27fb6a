"""what waits for a steward's decision, and facts that age

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("record") as record:
        record.add_column(sa.Column("rhythm_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("published_listing") as listing:
        listing.add_column(sa.Column("good_until", sa.Date(), nullable=True))
        listing.create_index(op.f("ix_published_listing_good_until"), ["good_until"])
    # What was published before facts aged is looked at by the first sweep.
    op.execute("update published_listing set good_until = '2000-01-01' where document is not null")
    with op.batch_alter_table("practitioner") as practitioner:
        practitioner.add_column(sa.Column("reminded_step", sa.String(length=12), nullable=True))
        practitioner.add_column(sa.Column("reminded_of", sa.Date(), nullable=True))
        practitioner.create_unique_constraint(op.f("uq_practitioner_account_id"), ["account_id"])
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("proposed", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "part in ('listing', 'who', 'profession', 'registers', 'photo')", name=op.f("ck_review_part_known")
        ),
        sa.CheckConstraint(
            "decision in ('accepted', 'returned', 'withdrawn')", name=op.f("ck_review_decision_known")
        ),
        sa.CheckConstraint("(decided_at is null) = (decision is null)", name=op.f("ck_review_decided_with_its_day")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_review_record_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_review_decided_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_record_id"), "review", ["record_id"])
    op.create_index(
        "uq_review_open",
        "review",
        ["record_id", "part"],
        unique=True,
        sqlite_where=sa.text("decided_at is null"),
        postgresql_where=sa.text("decided_at is null"),
    )


def downgrade() -> None:
    op.drop_table("review")
    with op.batch_alter_table("practitioner") as practitioner:
        practitioner.drop_constraint(op.f("uq_practitioner_account_id"), type_="unique")
        practitioner.drop_column("reminded_of")
        practitioner.drop_column("reminded_step")
    with op.batch_alter_table("published_listing") as listing:
        listing.drop_index(op.f("ix_published_listing_good_until"))
        listing.drop_column("good_until")
    with op.batch_alter_table("record") as record:
        record.drop_column("rhythm_days")

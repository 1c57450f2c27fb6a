"""how first messages are answered, and within how many days that is promised

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_KINDS = "kind in ('all', 'full', 'reduced', 'not_said', 'email', 'link')"


def upgrade() -> None:
    with op.batch_alter_table("practitioner") as table:
        table.add_column(sa.Column("promised_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("decided", sa.String(length=12), nullable=True))
        table.add_column(sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(
            op.f("ck_conversation_decided_known"), "decided in ('answered', 'unanswered', 'left_out')"
        )
    op.create_table(
        "reply_count",
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("within in (0, 24, 48, 96, 168, 336)", name=op.f("ck_reply_count_within_known")),
        _practitioner("reply_count"),
        sa.PrimaryKeyConstraint("practitioner_id", "month", "within", name=op.f("pk_reply_count")),
    )
    op.create_index(op.f("ix_reply_count_month"), "reply_count", ["month"])
    op.create_table(
        "reply_mark",
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        _practitioner("reply_mark"),
        sa.PrimaryKeyConstraint("practitioner_id", "mark", name=op.f("pk_reply_mark")),
    )
    op.create_index(op.f("ix_reply_mark_month"), "reply_mark", ["month"])
    op.create_table(
        "reply_total",
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("practitioners", sa.Integer(), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_reply_total_kind_known")),
        sa.PrimaryKeyConstraint("quarter", "kind", name=op.f("pk_reply_total")),
    )
    op.create_table(
        "reply_part",
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_reply_part_kind_known")),
        _practitioner("reply_part"),
        sa.PrimaryKeyConstraint("practitioner_id", "quarter", "kind", name=op.f("pk_reply_part")),
    )


def downgrade() -> None:
    for table in ("reply_part", "reply_total", "reply_mark", "reply_count"):
        op.drop_table(table)
    with op.batch_alter_table("conversation") as table:
        table.drop_constraint(op.f("ck_conversation_decided_known"), type_="check")
        table.drop_column("counted_at")
        table.drop_column("decided")
    with op.batch_alter_table("practitioner") as table:
        table.drop_column("promised_days")


def _practitioner(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_practitioner_id")
    return sa.ForeignKeyConstraint(["practitioner_id"], ["practitioner.id"], name=name, ondelete="CASCADE")

"""what two stewards agree on, accounts that mail does not reach, second steps that are taken away

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added in place: to copy a table on SQLite would delete what refers to it.
    op.add_column("account", sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox_mail", sa.Column("reply", sa.String(length=300), nullable=True))
    # Every check until now was made under the rules of its day.
    op.add_column("register_check", sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("register_check", sa.Column("first_by", sa.Uuid(), nullable=True))
    op.create_table(
        "unreachable_address",
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_unreachable_address")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("act in ('lift-suspension', 'make-steward')", name=op.f("ck_proposal_act_known")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_proposal_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_proposal_proposed_by"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("account_id", "act", name=op.f("uq_proposal_account_id")),
    )
    op.create_index(op.f("ix_proposal_proposed_by"), "proposal", ["proposed_by"])
    op.create_table(
        "factor_reset",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_factor_reset_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_factor_reset")),
    )
    op.create_index(op.f("ix_factor_reset_due_at"), "factor_reset", ["due_at"])
    op.create_table(
        "stewards_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_stewards_note_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stewards_note")),
    )
    op.create_index(op.f("ix_stewards_note_account_id"), "stewards_note", ["account_id"])


def downgrade() -> None:
    for table in ("stewards_note", "factor_reset", "proposal", "unreachable_address"):
        op.drop_table(table)
    op.execute("DELETE FROM register_check WHERE counts IS FALSE")
    for table, column in (
        ("register_check", "first_by"),
        ("register_check", "counts"),
        ("outbox_mail", "reply"),
        ("account", "unreachable_since"),
    ):
        op.drop_column(table, column)

"""reports from anyone, the cases they join, and listings that stewards withhold

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
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
    op.create_table(
        "report_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "outcome in ('nothing-wrong', 'withheld', 'put-back')", name=op.f("ck_report_case_outcome_known")
        ),
        sa.CheckConstraint(
            "(closed_at is null) = (outcome is null)", name=op.f("ck_report_case_closed_with_its_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["record.id"], name=op.f("fk_report_case_listing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_case")),
    )
    for column in ("listing_id", "opened_on", "closed_at"):
        op.create_index(op.f(f"ix_report_case_{column}"), "report_case", [column])
    op.create_index(
        "uq_report_case_open",
        "report_case",
        ["listing_id"],
        unique=True,
        sqlite_where=sa.text("closed_at is null"),
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "report_count",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reason in ('out-of-date', 'no-answer', 'not-who-they-say', 'other-charges', 'unsafe', 'hateful', 'other')",
            name=op.f("ck_report_count_reason_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["report_case.id"], name=op.f("fk_report_count_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "reason", name=op.f("pk_report_count")),
    )
    op.create_table(
        "report_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["report_case.id"], name=op.f("fk_report_text_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
    )
    for column in ("case_id", "received_on"):
        op.create_index(op.f(f"ix_report_text_{column}"), "report_text", [column])
    op.create_table(
        "report_case_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steward", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "act in ('asked', 'nothing-wrong', 'withheld', 'put-back')", name=op.f("ck_report_case_act_act_known")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["report_case.id"], name=op.f("fk_report_case_act_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_case_act")),
    )
    op.create_index(op.f("ix_report_case_act_case_id"), "report_case_act", ["case_id"])


def downgrade() -> None:
    for table in ("report_case_act", "report_text", "report_count", "report_case"):
        op.drop_table(table)
    op.drop_table("withholding")

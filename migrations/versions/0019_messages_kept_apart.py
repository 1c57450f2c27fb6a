"""messages kept apart

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_APART = "apart in ('blocked', 'again', 'surge', 'unproven', 'machine')"


def upgrade() -> None:
    with op.batch_alter_table("enquiry") as table:
        table.add_column(sa.Column("likeness", sa.LargeBinary(length=64), nullable=True))
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("apart", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("put_away_at", sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(op.f("ck_conversation_apart_known"), _APART)
        table.create_index("ix_conversation_apart", ["apart", "practitioner_id"])
    # Why a message was held was not kept until now; a surge is what a steward looks at.
    op.execute("update conversation set apart = 'surge' where state = 'held'")
    op.create_table(
        "enquiry_surge",
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stewards_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_enquiry_surge_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", name=op.f("pk_enquiry_surge")),
    )
    op.create_index(op.f("ix_enquiry_surge_last_at"), "enquiry_surge", ["last_at"])


def downgrade() -> None:
    op.drop_table("enquiry_surge")
    with op.batch_alter_table("conversation") as table:
        table.drop_index("ix_conversation_apart")
        table.drop_constraint(op.f("ck_conversation_apart_known"), type_="check")
        table.drop_column("put_away_at")
        table.drop_column("apart")
    with op.batch_alter_table("enquiry") as table:
        table.drop_column("likeness")

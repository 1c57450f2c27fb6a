"""a conversation outlives its practitioner

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KEY = "fk_conversation_practitioner_id"
_WORDS_KEY = "fk_conversation_words_practitioner_id"


def upgrade() -> None:
    _point("SET NULL", nullable=True)
    with op.batch_alter_table("conversation_words") as batch:
        batch.add_column(sa.Column("practitioner_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f(_WORDS_KEY), "practitioner", ["practitioner_id"], ["id"], ondelete="CASCADE")
        batch.create_index(op.f("ix_conversation_words_practitioner_id"), ["practitioner_id"])
    op.execute(
        "update conversation_words set practitioner_id = (select conversation.practitioner_id from conversation "
        "where conversation.id = conversation_words.conversation_id) where author = 'practitioner'"
    )


def downgrade() -> None:
    op.execute("delete from conversation where practitioner_id is null")
    with op.batch_alter_table("conversation_words") as batch:
        batch.drop_index(op.f("ix_conversation_words_practitioner_id"))
        batch.drop_constraint(op.f(_WORDS_KEY), type_="foreignkey")
        batch.drop_column("practitioner_id")
    _point("CASCADE", nullable=False)


def _point(ondelete: str, *, nullable: bool) -> None:
    with op.batch_alter_table("conversation") as batch:
        batch.drop_constraint(op.f(_KEY), type_="foreignkey")
        batch.alter_column("practitioner_id", existing_type=sa.Uuid(), nullable=nullable)
        batch.create_foreign_key(op.f(_KEY), "practitioner", ["practitioner_id"], ["id"], ondelete=ondelete)

"""first messages

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('enquiry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('letter_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('address_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('address_hash', sa.LargeBinary(length=32), nullable=True),
    sa.Column('address_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mailed_key_hash', sa.LargeBinary(length=32), nullable=True),
    sa.Column('mailed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mails', sa.Integer(), nullable=False),
    sa.Column('locale', sa.String(length=20), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enquiry')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_enquiry_key_hash')),
    sa.UniqueConstraint('mailed_key_hash', name=op.f('uq_enquiry_mailed_key_hash'))
    )
    op.create_index(op.f('ix_enquiry_address_hash'), 'enquiry', ['address_hash'], unique=False)
    op.create_index(op.f('ix_enquiry_sent_at'), 'enquiry', ['sent_at'], unique=False)
    op.create_table('blocked_sender',
    sa.Column('practitioner_id', sa.Uuid(), nullable=False),
    sa.Column('sender_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['practitioner_id'], ['practitioner.id'], name=op.f('fk_blocked_sender_practitioner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('practitioner_id', 'sender_hash', name=op.f('pk_blocked_sender'))
    )
    op.create_table('conversation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('enquiry_id', sa.Uuid(), nullable=False),
    sa.Column('practitioner_id', sa.Uuid(), nullable=False),
    sa.Column('answering_key_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.String(length=20), nullable=True),
    sa.CheckConstraint("reason in ('no_room', 'not_my_field', 'fee', 'times', 'where', 'too_close')", name=op.f('ck_conversation_reason_known')),
    sa.CheckConstraint("state in ('held', 'sent', 'read', 'yes', 'waiting_list', 'no', 'expired', 'withdrawn', 'ended')", name=op.f('ck_conversation_state_known')),
    sa.ForeignKeyConstraint(['enquiry_id'], ['enquiry.id'], name=op.f('fk_conversation_enquiry_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['practitioner_id'], ['practitioner.id'], name=op.f('fk_conversation_practitioner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('answering_key_hash', name=op.f('uq_conversation_answering_key_hash')),
    sa.UniqueConstraint('enquiry_id', 'practitioner_id', name=op.f('uq_conversation_enquiry_id'))
    )
    op.create_index('ix_conversation_practitioner_id', 'conversation', ['practitioner_id', 'sent_at'], unique=False)
    op.create_index('ix_conversation_due_at', 'conversation', ['state', 'due_at'], unique=False)
    op.create_table('enquiry_notice',
    sa.Column('practitioner_id', sa.Uuid(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('more_since', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['practitioner_id'], ['practitioner.id'], name=op.f('fk_enquiry_notice_practitioner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('practitioner_id', name=op.f('pk_enquiry_notice'))
    )
    op.create_table('conversation_words',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('author', sa.String(length=20), nullable=False),
    sa.Column('text_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("author in ('seeker', 'practitioner')", name=op.f('ck_conversation_words_author_known')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_conversation_words_conversation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation_words'))
    )
    op.create_index(op.f('ix_conversation_words_conversation_id'), 'conversation_words', ['conversation_id'], unique=False)


def downgrade() -> None:
    for table in ("conversation_words", "conversation", "enquiry", "blocked_sender", "enquiry_notice"):
        op.drop_table(table)

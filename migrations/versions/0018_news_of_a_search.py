"""news of a search

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('news_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('asked_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('found_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('address_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('address_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('key_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('locale', sa.String(length=20), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('renewed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_request')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_news_request_key_hash'))
    )
    op.create_index(op.f('ix_news_request_renewed_at'), 'news_request', ['renewed_at'], unique=False)
    op.create_index(op.f('ix_news_request_address_hash'), 'news_request', ['address_hash'], unique=False)
    op.create_index(op.f('ix_news_request_looked_at'), 'news_request', ['looked_at'], unique=False)
    op.create_index(op.f('ix_news_request_asked_at'), 'news_request', ['asked_at'], unique=False)


def downgrade() -> None:
    op.drop_table("news_request")

"""checks run out, say who made them and how; registrations say from when on a steward should look

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added in place: to copy `registration` on SQLite would delete what refers to it. A column that must
    # not be null needs a value for the rows that are there; it is made right at once.
    op.add_column("registration", sa.Column("due_on", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.create_index(op.f("ix_registration_due_on"), "registration", ["due_on"])
    op.add_column("register_check", sa.Column("checked_by", sa.Uuid(), nullable=True))
    op.add_column("register_check", sa.Column("evidence", sa.Text(), nullable=True))
    op.add_column("register_check", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("register_check", sa.Column("expires_on", sa.Date(), nullable=False, server_default="1970-01-01"))
    # Until now every check was one of the register itself, in somebody's own words.
    op.execute("UPDATE register_check SET method = 'public-register'")
    days = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for statement in days:
        op.execute(statement)


# A check holds a year, and is due thirty days before that, or before the entry's own end; what was never checked is due
# since its record was made.
_SQLITE = (
    "UPDATE register_check SET expires_on = date(checked_at, '+1 year')",
    "UPDATE registration SET due_on = coalesce((SELECT date(min(max(c.expires_on), coalesce(registration.expires_on, "
    "max(c.expires_on))), '-30 days') FROM register_check c WHERE c.registration_id = registration.id "
    "GROUP BY c.registration_id), (SELECT date(r.created_at) FROM record r WHERE r.id = registration.record_id))",
)
_POSTGRESQL = (
    "UPDATE register_check SET expires_on = ((checked_at AT TIME ZONE 'UTC')::date + interval '1 year')::date",
    "UPDATE registration SET due_on = coalesce((SELECT least(max(c.expires_on), registration.expires_on) - 30 "
    "FROM register_check c WHERE c.registration_id = registration.id GROUP BY c.registration_id), "
    "(SELECT (r.created_at AT TIME ZONE 'UTC')::date FROM record r WHERE r.id = registration.record_id))",
)


def downgrade() -> None:
    for column in ("expires_on", "note", "evidence", "checked_by"):
        op.drop_column("register_check", column)
    op.drop_index(op.f("ix_registration_due_on"), "registration")
    op.drop_column("registration", "due_on")

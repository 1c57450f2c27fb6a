"""Alembic's entry: migrate the database the application names, or the configured one on the command line."""

from typing import Any

from alembic import context
from sqlalchemy import JSON

import app.models
from app.plumbing.database import Base, Database, Instant
from config import Config

assert app.models.TABLES


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Migrations name plain types only: they must run unchanged when the application's types have moved on."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return 'sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")'
    return False


def run() -> None:
    database = context.config.attributes.get("database") or Database(Config.from_environment().database_url)
    with database.engine.connect().execution_options(attune_writes=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()

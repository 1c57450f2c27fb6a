"""Alembic's entry: migrate the database the application names, or the configured one on the command line."""

from typing import Any

from alembic import context
from sqlalchemy import JSON, Connection

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


def _hold_references(database: Database, connection: Connection, *, held: bool) -> None:
    if database.is_sqlite:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys = {'ON' if held else 'OFF'}")


def run() -> None:
    database = context.config.attributes.get("database") or Database(Config.from_environment().database_url)
    with database.engine.connect().execution_options(attune_writes=True) as connection:
        # SQLite alters a table by making it anew, and dropping the old one would take its children along.
        _hold_references(database, connection, held=False)
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
        _hold_references(database, connection, held=True)


run()

"""The database's schema: one import of every table, and the migrations that make them."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from app.plumbing.database import Database, UnusableDatabase

_ROOT = Path(__file__).resolve().parents[2]


def _alembic(database: Database) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to `revision`."""
    command.upgrade(_alembic(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to `revision` (`base` for none)."""
    command.downgrade(_alembic(database), revision)


def require_current(database: Database) -> None:
    """Raise UnusableDatabase, saying what to do, unless the schema is exactly at this code's head."""
    script = ScriptDirectory.from_config(_alembic(database))
    head = script.get_current_head()
    try:
        with database.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise UnusableDatabase(f"The database cannot be reached: {_reason(error)}.") from None
    if present == head:
        return
    if present is None:
        raise UnusableDatabase("The database is empty; run `make setup` first.")
    try:
        script.get_revision(present)
    except CommandError:
        raise UnusableDatabase(
            f"The database is at migration {present}, which this version does not know; use a newer version."
        ) from None
    raise UnusableDatabase(f"The database is at migration {present}, behind {head}; run `make setup` first.")


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0].rstrip(".")

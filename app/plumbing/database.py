"""The database: engine, sessions, column types that behave alike on SQLite and PostgreSQL.

One `Database` per application. `reading()` and `writing()` give sessions; a writing session on SQLite
begins with BEGIN IMMEDIATE, so that two writers queue instead of failing half-way (requirement DUR-01).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from pysqlite3 import dbapi2 as bundled_sqlite
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Table,
    TypeDecorator,
    create_engine,
    event,
    insert,
    make_url,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

# SQLite 3.7.0 to 3.51.2 can corrupt a write-ahead log that processes share.
OLDEST_SAFE_SQLITE = (3, 51, 3)
_WRITES = "attune_writes"
_ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UnusableDatabase(RuntimeError):
    """The database cannot be used; the message is one sentence for the person at the console."""


class Base(DeclarativeBase):
    """All tables; constraint names are spelled out so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """A timezone-aware instant, kept in UTC on databases that know no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Database:
    """An engine and its sessions for one database URL."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(url)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; what it sees is one consistent moment on SQLite and on PostgreSQL."""
        with self.sessions() as session:
            session.connection(execution_options={} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in a write transaction: commits at the end, rolls back on any exception."""
        with self.sessions() as session:
            session.connection(execution_options={_WRITES: True})
            yield session
            session.commit()

    def dispose(self) -> None:
        self.engine.dispose()


def _postgresql_engine(url: str) -> Engine:
    # Pre-ping costs a round trip and saves a request after a server restart or promotion.
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10)


def _sqlite_engine(url: str) -> Engine:
    if bundled_sqlite.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise UnusableDatabase(f"SQLite {bundled_sqlite.sqlite_version} is too old to be safe; reinstall pysqlite3.")
    path = Path(cast("str", make_url(url).database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnusableDatabase(f"The folder {path.parent} cannot be made ({error.strerror}).") from None
    engine = create_engine(url, module=bundled_sqlite, connect_args={"timeout": 10.0, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite_connection(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite decides how each one begins.
    connection.isolation_level = None
    for pragma in (
        "busy_timeout = 10000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "mmap_size = 0",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.connection.driver_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of one table in one statement, past the mapped objects; none is fine."""
    if rows:
        session.execute(insert(cast("Table", table.__table__)), rows)

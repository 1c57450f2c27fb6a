"""The database: engine, sessions, column types that behave alike on SQLite and PostgreSQL.

One `Database` per application. `reading()`, `imagining()` and `writing()` give sessions; a writing session on SQLite
begins with BEGIN IMMEDIATE, so that two writers queue instead of failing half-way (requirement DUR-01).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import psycopg
from pysqlite3 import dbapi2 as bundled_sqlite
from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    DateTime,
    Delete,
    Dialect,
    Engine,
    MetaData,
    Table,
    TypeDecorator,
    create_engine,
    event,
    insert,
    literal,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

# SQLite 3.7.0 to 3.51.2 can corrupt a write-ahead log that processes share.
OLDEST_SAFE_SQLITE = (3, 51, 3)
_WRITES = "attune_writes"
# Milliseconds for which somebody who writes waits for others who do.
_PATIENCE = 10_000
# Whoever only counts gives up sooner, because a request waits.
_PATIENCE_OF_COUNTS = 1_000
_OF_COUNTS = (f"busy_timeout = {_PATIENCE_OF_COUNTS}", "synchronous = NORMAL")

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
        # Connects when it is first needed: in the worker, not in what workers are forked from.
        self._counts = _sqlite_engine(url, _OF_COUNTS) if self.is_sqlite else _postgresql_counts(url)

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

    @contextmanager
    def counting(self) -> Iterator[Session]:
        """A writing session for small counts that a power cut may lose: it waits for no disk, and hardly for others.

        Raises UnusableDatabase where it would have to.
        """
        try:
            with Session(self._counts) as session:
                session.connection(execution_options={_WRITES: True})
                yield session
                session.commit()
        except (DBAPIError, PoolTimeout) as error:
            raise UnusableDatabase("The database is busy.") from error

    @contextmanager
    def imagining(self) -> Iterator[Session]:
        """A reading session in which mapped objects may be changed, to see what would be: it never writes."""
        with self.reading() as session:
            session.autoflush = False
            event.listen(session, "before_flush", _refuse_to_write)
            yield session

    def forget_log(self) -> bool:
        """On SQLite, empty the write-ahead log, in which what was deleted still is; whether that was done.

        Nobody is to wait for it: while somebody writes, or reads what was before, it is left to another time.
        """
        if not self.is_sqlite:
            return True
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 0")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        return not busy

    def dispose(self) -> None:
        self.engine.dispose()
        self._counts.dispose()


def _refuse_to_write(*_flush: object) -> None:
    raise RuntimeError("what is only imagined is never written")


def _postgresql_engine(url: str) -> Engine:
    # Pre-ping costs a round trip and saves a request after a server restart or promotion.
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10)


def _postgresql_counts(url: str) -> Engine:
    told = {"options": f"-c synchronous_commit=off -c lock_timeout={_PATIENCE_OF_COUNTS}"}
    return create_engine(url, pool_size=2, max_overflow=8, pool_timeout=1, pool_pre_ping=True, connect_args=told)


def _sqlite_engine(url: str, besides: tuple[str, ...] = ()) -> Engine:
    if bundled_sqlite.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise UnusableDatabase(f"SQLite {bundled_sqlite.sqlite_version} is too old to be safe; reinstall pysqlite3.")
    path = Path(cast("str", make_url(url).database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnusableDatabase(f"The folder {path.parent} cannot be made ({error.strerror}).") from None
    engine = create_engine(url, module=bundled_sqlite, connect_args={"timeout": 10.0, "check_same_thread": False})
    event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite_connection(connection, besides))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite_connection(connection: Any, besides: tuple[str, ...]) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite decides how each one begins.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_PATIENCE}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "mmap_size = 0",
        "secure_delete = ON",
        *besides,
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    try:
        connection.connection.driver_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    except bundled_sqlite.OperationalError as error:
        # Past SQLAlchemy's own wrapping; a writer waited its busy_timeout in vain.
        raise UnusableDatabase(f"The database cannot be written to now: {error}.") from None


def removed(session: Session, statement: Delete) -> int:
    """Delete past the mapped objects; how many rows that were."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of one table, past the mapped objects; none is fine.

    Every row names the same columns. When they name all of them, so that no default has to be filled in, PostgreSQL
    takes the rows by COPY and SQLite as plain tuples, in a fraction of the time of an INSERT statement. Raises
    `IntegrityError`, or another `DBAPIError`, when the database refuses a row.
    """
    if not rows:
        return
    whole = cast("Table", table.__table__)
    if rows[0].keys() != set(whole.columns.keys()):
        session.execute(insert(whole), rows)
        return
    connection = session.connection()
    names = list(rows[0])
    plain = _plain_rows(whole, names, rows, connection.dialect)
    columns = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in names)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {whole.name} ({columns}) FROM STDIN", plain)
    else:
        places = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {whole.name} ({columns}) VALUES ({places})", list(plain))  # noqa: S608


def insert_once(session: Session, table: type[Base], **values: Any) -> bool:
    """Insert a row unless there is one of its key, and whether it was; of many who try at once one hears yes."""
    row = insert_for(session)(table).values(**values).on_conflict_do_nothing().returning(literal(1))
    return session.scalar(row) is not None


def insert_for(session: Session) -> Any:
    """The insert statement of this session's database, which knows what to do about a row that is there."""
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        # SQLAlchemy translates only what it executes itself.
        kind = IntegrityError if isinstance(error, psycopg.IntegrityError) else DBAPIError
        raise kind(statement, None, error) from error


def _plain_rows(
    table: Table, names: Sequence[str], rows: Iterable[Mapping[str, Any]], dialect: Dialect
) -> Iterator[tuple[Any, ...]]:
    """The values of each row as the driver takes them, in the order of `names`."""
    makers = [table.columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    for row in rows:
        yield tuple(make(row[name]) if make else row[name] for name, make in zip(names, makers, strict=True))

"""The database: safe settings, queued writers, and one sentence when it cannot be used."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from app.plumbing.changes import LISTINGS, raise_counter, read_counters
from app.plumbing.database import Database, UnusableDatabase
from app.plumbing.schema import downgrade, require_current, upgrade


def test_migrations_go_up_and_down_and_up(empty_database: Database) -> None:
    upgrade(empty_database)
    downgrade(empty_database, "base")
    upgrade(empty_database)
    require_current(empty_database)


def test_the_models_are_what_the_migrations_make(empty_database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from app.models import TABLES

    upgrade(empty_database)
    with empty_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, TABLES[0].metadata) == []


def test_an_empty_database_says_what_to_do(empty_database: Database) -> None:
    with pytest.raises(UnusableDatabase, match="make setup"):
        require_current(empty_database)


def test_an_unknown_migration_says_what_to_do(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(UnusableDatabase, match="newer version"):
        require_current(database)


def test_a_failed_write_changes_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        raise_counter(session, LISTINGS)
        raise ZeroDivisionError
    with database.reading() as session:
        assert read_counters(session)[LISTINGS] == 0


def test_the_log_is_emptied_unless_somebody_is_at_it(database: Database) -> None:
    with database.writing() as session:
        raise_counter(session, LISTINGS)
        session.flush()
        assert database.forget_log() is not database.is_sqlite
    assert database.forget_log()
    if database.is_sqlite:
        assert Path(f"{database.url.database}-wal").stat().st_size == 0


def test_writers_queue(database: Database) -> None:
    def write() -> None:
        for _ in range(10):
            with database.writing() as session:
                raise_counter(session, LISTINGS)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.reading() as session:
        assert read_counters(session)[LISTINGS] == 40


def test_sqlite_is_set_up_safely(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("settings of SQLite")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "mmap_size": 0}
    with database.engine.connect() as connection:
        found = {name: connection.execute(text(f"pragma {name}")).scalar() for name in wanted}
    assert found == wanted


def test_reading_sees_one_moment(database: Database) -> None:
    with database.reading() as reader:
        before = read_counters(reader)
        with database.writing() as writer:
            raise_counter(writer, LISTINGS)
        assert read_counters(reader) == before


def test_an_instant_needs_a_time_zone() -> None:
    from datetime import datetime

    from app.plumbing.database import Instant

    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001

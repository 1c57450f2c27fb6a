"""Who was erased stays erased, also when a backup is restored (DATA-06)."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.accounts.models import Account
from app.listings.source import Gone, listing_by_id
from app.plumbing.auditing import verify
from app.plumbing.database import Base, Database
from app.plumbing.erasures import Erasure, NoLedger, read_ledger
from app.practitioners.models import Practitioner
from tests.editor.conftest import fill, publish, record_of
from tests.signed_in import Person, letters, practitioner

# The trail and its head let nobody take a line back; a backup would hold them as they were.
LEFT_OUT = ("audit_line", "audit_head", "erasure")


@pytest.fixture
def public(app: Flask) -> Person:
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    fill(ada)
    publish(app, ada)
    return ada


def backup(database: Database) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]
    with database.reading() as session:
        return {table.name: [dict(row._mapping) for row in session.execute(select(table))] for table in tables}


def restore(database: Database, kept: dict[str, list[dict[str, Any]]], *, ledger: bool) -> None:
    """The backup instead of what is there; the ledger with it, when the backup is older than that."""
    with database.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in kept or (table.name == "erasure" and not ledger):
                session.execute(table.delete())
        for table in Base.metadata.sorted_tables:
            if kept.get(table.name):
                session.execute(insert(table), kept[table.name])


def run(app: Flask, *args: str) -> str:
    result = app.test_cli_runner().invoke(args=["erasures", *args])
    assert result.exit_code == 0, result.output
    return result.output


def there(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        return len(session.scalars(select(Account)).all()), len(session.scalars(select(Practitioner)).all())


def delete(person: Person) -> None:
    person.submit(person.get("/account/delete"), "Delete my account", sure="y")


def test_what_a_backup_brings_back_is_erased_again(app: Flask, database: Database, public: Person) -> None:
    record_id = record_of(app, public, lambda r: r.id)
    kept = backup(database)
    delete(public)
    restore(database, kept, ledger=True)
    assert there(database) == (1, 1)
    assert "2 of 2 erasures were done again." in run(app, "replay")
    assert there(database) == (0, 0)
    with database.reading() as session:
        assert isinstance(listing_by_id(session, record_id, "site"), Gone)
        verify(session)


def test_a_ledger_that_was_kept_elsewhere_is_enough(
    app: Flask, database: Database, public: Person, tmp_path: Path
) -> None:
    kept = backup(database)
    delete(public)
    elsewhere = tmp_path / "erasures.txt"
    elsewhere.write_text(run(app, "list"), encoding="utf-8")
    restore(database, kept, ledger=False)
    assert "0 of 0" in run(app, "replay")
    assert "2 of 2" in run(app, "replay", str(elsewhere))
    assert there(database) == (0, 0)
    assert sorted(run(app, "list").split()) == sorted(elsewhere.read_text(encoding="utf-8").split())


def test_replayed_again_it_changes_nothing(app: Flask, database: Database, public: Person) -> None:
    kept = backup(database)
    delete(public)
    restore(database, kept, ledger=True)
    run(app, "replay")
    assert "0 of 2" in run(app, "replay")


def test_nobody_is_written_to_once_more(app: Flask, database: Database, public: Person) -> None:
    kept = backup(database)
    delete(public)
    restore(database, kept, ledger=True)
    run(app, "replay")
    assert letters(app) == []


def test_a_removed_listing_stays_removed_and_its_account_stays(app: Flask, database: Database, public: Person) -> None:
    kept = backup(database)
    public.submit(public.get("/practitioner/remove"), "Remove it for good")
    restore(database, kept, ledger=True)
    run(app, "replay")
    assert there(database) == (1, 0)


def test_the_ledger_holds_random_numbers_and_a_day(app: Flask, database: Database, public: Person) -> None:
    delete(public)
    assert set(Erasure.__table__.columns.keys()) == {"id", "erased_on"}
    lines = run(app, "list").splitlines()
    assert len(lines) == 2 and all(re.fullmatch(r"[0-9a-f-]{36} \d{4}-\d\d-\d\d", line) for line in lines)


@pytest.mark.parametrize("line", ["ada@example.org", "0 2026-01-01", "9f86d081-884c-4d63-a6b0-5f3e1e0c9a11", "<html>"])
def test_what_is_no_ledger_erases_nobody(
    app: Flask, database: Database, public: Person, tmp_path: Path, line: str
) -> None:
    with pytest.raises(NoLedger):
        read_ledger(["", line])
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(f"\n{line}\n", encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["erasures", "replay", str(wrong)])
    assert (result.exit_code, there(database)) == (1, (1, 1))
    assert "Line 2 is not one of a ledger" in result.output

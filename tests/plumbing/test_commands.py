"""Commands: a summary when they succeed; one sentence and exit status 1 when they cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.plumbing.database import Database

MakeApp = Callable[..., Flask]
NEEDS_A_DATABASE = [
    ("vocabulary", "load"),
    ("index", "status"),
    ("index", "rebuild"),
    ("demo", "load"),
    ("import", "samhsa", "nothing.csv"),
]


def run(app: Flask, *command: str) -> Result:
    return app.test_cli_runner().invoke(args=list(command))


def over(make_app: MakeApp, database: Database, **settings: object) -> Flask:
    return make_app(database.url.render_as_string(hide_password=False), **settings)


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    [sentence] = [line for line in result.output.splitlines() if line.startswith("Error: ")]
    return sentence


@pytest.mark.parametrize("command", NEEDS_A_DATABASE, ids=" ".join)
def test_an_empty_database_is_one_sentence(make_app: MakeApp, empty_database: Database, command: tuple[str]) -> None:
    assert "make setup" in refused(run(over(make_app, empty_database), *command))


@pytest.mark.parametrize("command", NEEDS_A_DATABASE, ids=" ".join)
def test_an_unknown_migration_is_one_sentence(make_app: MakeApp, database: Database, command: tuple[str]) -> None:
    with database.writing() as session:
        session.execute(text("update alembic_version set version_num = 'from the future'"))
    assert "newer version" in refused(run(over(make_app, database), *command))


def test_a_server_that_is_not_there_is_one_sentence(make_app: MakeApp) -> None:
    app = make_app("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    assert "cannot be reached" in refused(run(app, "vocabulary", "load"))


def test_a_file_that_is_no_database_is_one_sentence(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "not.sqlite3").write_bytes(b"This is not a database. " * 100)
    assert "not a database" in refused(run(make_app(f"sqlite:///{tmp_path}/not.sqlite3"), "vocabulary", "load"))


def test_a_locked_database_is_one_sentence(make_app: MakeApp, database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("a whole database is locked on SQLite only")
    app = over(make_app, database)
    with app.extensions["attune.database"].engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout = 50")
    with database.writing():
        assert "locked" in refused(run(app, "api-key", "create", "Library"))


def test_a_key_is_printed_once_and_works(make_app: MakeApp, database: Database) -> None:
    app = over(make_app, database)
    key = run(app, "api-key", "create", "Library").output.strip()
    answer = app.test_client().get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    assert run(app, "api-key", "revoke", "Library").exit_code == 0
    answer = app.test_client().get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401


def test_demonstration_listings_are_loaded_into_an_empty_directory_only(make_app: MakeApp, database: Database) -> None:
    app = over(make_app, database, demo_listings=20)
    assert "20 fictional listings" in run(app, "demo", "load", "--if-empty").output
    assert "no demonstration listings were loaded" in run(app, "demo", "load", "--if-empty").output


def test_production_gets_no_demonstration_listings(make_app: MakeApp, database: Database) -> None:
    safe = {
        "environment": "production",
        "secret_key": "b2c9f1e07d4a4e6f8a1b3c5d7e9f0a2b4c6d8e0f",
        "base_url": "https://find.example.org",
        "trusted_hosts": ("find.example.org",),
        "mail_url": "smtp://mail.example.org",
    }
    app = over(make_app, database, **safe)
    assert "production" in run(app, "demo", "load", "--if-empty").output


def test_rebuilding_the_index_says_how_many(make_app: MakeApp, demonstration: Database) -> None:
    app = over(make_app, demonstration)
    assert "records were projected" in run(app, "index", "rebuild").output


def test_check_refuses_a_development_installation(make_app: MakeApp, database: Database) -> None:
    result = run(over(make_app, database), "check")
    assert result.exit_code == 1
    assert "ENVIRONMENT is not production" in result.output


def test_an_import_is_a_dry_run_until_it_is_applied(make_app: MakeApp, database: Database, tmp_path: Path) -> None:
    file = tmp_path / "services.csv"
    file.write_text("name,town,country\nOpen Door,Leeds,GB\n", encoding="utf-8")
    app = over(make_app, database)
    assert "would create" in run(app, "import", "csv", str(file)).output
    assert "0 listings are public" in run(app, "index", "status").output
    assert "created" in run(app, "import", "csv", str(file), "--apply").output
    assert "1 listings are public" in run(app, "index", "status").output

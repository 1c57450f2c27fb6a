"""Mail without a mail server: files in the instance folder, and the page that shows them to a developer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.plumbing.database import Database
from app.plumbing.outbox import put
from tests.plumbing.test_commands import run
from tests.visit import Visit

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
LINK = "https://find.example.org/confirm?key=abc"


@pytest.fixture
def developing(make_app: Callable[..., Flask], database: Database, tmp_path: Path) -> Visit:
    """Pages of an installation whose mail nobody takes."""
    (tmp_path / "mail").mkdir()
    app = make_app(database.url.render_as_string(hide_password=False))
    app.config["INSTANCE_DIR"] = tmp_path
    return Visit(app)


def written(visit: Visit, subject: str, body: str = "A link") -> None:
    with visit.app.extensions["attune.database"].writing() as session:
        put(session, "a@example.org", subject, body)
    assert "1 sent" in run(visit.app, "mail", "send").output


def test_there_may_be_none(developing: Visit) -> None:
    assert "none yet" in developing("mails").text


def test_the_newest_comes_first(developing: Visit) -> None:
    with time_machine.travel(START, tick=False) as moved:
        written(developing, "The first")
        moved.shift(timedelta(minutes=1))
        written(developing, "The second")
    assert developing("mails").text.index("The second") < developing("mails").text.index("The first")


def test_a_mail_is_shown_and_its_links_lead_on(developing: Visit) -> None:
    written(developing, "Bonjour à tous", f"Follow {LINK}.\n<script>alert(1)</script>")
    page = developing.path(developing("mails").link("Bonjour à tous"))
    assert page.h1 == "Bonjour à tous"
    assert page.link("find.example.org") == LINK
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize("name", ["nothing.eml", "..%2fdevelopment-secret", "../mail"])
def test_only_mails_are_shown(developing: Visit, name: str) -> None:
    written(developing, "Hello")
    developing.path(f"/development/mail/{name}", expect=404)


def test_files_are_for_their_owner_only(developing: Visit) -> None:
    written(developing, "Hello")
    [file] = (developing.app.config["INSTANCE_DIR"] / "mail").iterdir()
    assert (file.suffix, file.stat().st_mode & 0o077) == (".eml", 0)


def test_production_has_no_such_page(make_app: Callable[..., Flask], database: Database) -> None:
    app = make_app(
        database.url.render_as_string(hide_password=False),
        environment="production",
        base_url="https://example.org",
        trusted_hosts=("localhost",),
        mail_url="smtp://mail.example.org",
    )
    assert app.test_client().get("/development/mail").status_code == 404

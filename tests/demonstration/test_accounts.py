"""While one develops, some of the fictional practitioners can be answered for; in production nobody can."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from app.demonstration.loading import load_demonstration
from app.demonstration.queries import demonstrators
from app.plumbing.database import Database
from app.vocabulary.queries import read_lexicon
from tests.conftest import ROOT
from tests.signed_in import Person


def load(database: Database, listings: int = 60, accounts: int = 3) -> None:
    seeds = ROOT / "seeds" / "demo"
    with database.writing() as session:
        load_demonstration(session, read_lexicon(session), seeds, listings, 1, lambda _done, _total: None, accounts)


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.name for one in demonstrators(session)]


@pytest.fixture
def visitor(app: Flask, database: Database) -> Person:
    load(database)
    return Person(app, "nobody@example.org")


def test_a_message_can_be_tried_from_both_sides(visitor: Person, database: Database) -> None:
    page = visitor.get("/development/practitioners")
    assert [name for name in names(database) if name not in page.text] == []
    listing = visitor.get(page.link(names(database)[0]))
    assert "/message/to/" in listing.link("Write a first message")
    visitor.get("/development/practitioners")
    [first, *_others] = [form for form in page.every("form") if "/development/" in form.get("action", "")]
    page = visitor.post(first.get("action", ""))
    assert "Nobody has written yet" in page.text
    assert "second step" not in page.text


def test_nobody_else_is_let_in(visitor: Person) -> None:
    visitor.get("/development/practitioners")
    visitor.post(f"/development/practitioners/{uuid4()}", expect=404)


def test_loading_again_gives_nobody_a_second_account(visitor: Person, database: Database) -> None:
    before = names(database)
    load(database)
    assert names(database) == before
    assert len(before) == 3


def test_another_load_takes_them_away(visitor: Person, database: Database) -> None:
    load(database, listings=40, accounts=0)
    assert names(database) == []


def test_in_production_there_is_no_such_page(make_app: Callable[..., Flask], database: Database) -> None:
    load(database)
    production = {
        "environment": "production",
        "secret_key": "0123456789abcdef" * 4,
        "base_url": "https://example.org",
        "trusted_hosts": ("example.org",),
        "mail_url": "smtp://mail.example.org",
    }
    app = make_app(database.url.render_as_string(hide_password=False), **production)
    assert app.test_client().get("/development/practitioners", base_url="https://example.org").status_code == 404

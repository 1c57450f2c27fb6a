"""Whoever is fictional is said to be, on every page; and only they are."""

from collections.abc import Callable

from flask import Flask

from app.plumbing.database import Database
from tests.records import practitioner, save
from tests.visit import Visit


def banner(app: Flask, path: str = "/find") -> str:
    visit = Visit(app)
    visit.path("/find")
    notes = visit.path(path).every("aside", class_="demonstration")
    return " ".join(text for note in notes for text in note.itertext())


def over(make_app: Callable[..., Flask], database: Database) -> Flask:
    return make_app(database.url.render_as_string(hide_password=False))


def test_a_directory_of_fictional_listings_says_so(make_app: Callable[..., Flask], demonstration: Database) -> None:
    assert "everyone" in banner(over(make_app, demonstration), "/about/privacy")


def test_a_mixed_directory_says_who_is_not_real(make_app: Callable[..., Flask], demonstration: Database) -> None:
    save(demonstration, practitioner())
    assert "marked" in banner(over(make_app, demonstration))


def test_a_real_directory_says_nothing(make_app: Callable[..., Flask], database: Database) -> None:
    save(database, practitioner())
    assert banner(over(make_app, database)) == ""

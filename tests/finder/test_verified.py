"""What is said beside an entry in a register, and the page that says what those words mean (T5)."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from app.plumbing.database import Database
from app.practitioners.intake import NewRegistration
from tests.records import practitioner, save
from tests.visit import Visit, text_of

CHECKED = datetime(2026, 3, 1, 10, tzinfo=UTC)
TODAY = "2026-11-23 12:00Z"
WORDS = {
    "found": "checked by a steward",
    None: "stated by the listing, not checked by us",
    "not_found": "not found in the register when we looked",
    "lapsed": "has run out",
}


def badge(app: Flask, database: Database, outcome: str | None, method: str = "public-register") -> str:
    checks = () if outcome is None else ((uuid4(), CHECKED, method, outcome),)
    save(database, practitioner(slug="ada", registrations=[NewRegistration(uuid4(), "bacp", "123456", None, checks)]))
    [entry] = Visit(app).path("/listings/ada").every("ul", class_="register-entries")
    return text_of(entry)


@pytest.mark.parametrize("outcome", WORDS)
def test_each_entry_says_how_it_stands_in_words_the_page_explains(
    app: Flask, database: Database, outcome: str | None
) -> None:
    with time_machine.travel(TODAY, tick=False):
        assert WORDS[outcome] in badge(app, database, outcome)
        page = Visit(app)("finder.verified")
    assert WORDS[outcome] in [text_of(term) for term in page.every("dt")]


def test_a_checked_entry_says_when_by_whom_how_and_until_when(app: Flask, database: Database) -> None:
    with time_machine.travel(TODAY, tick=False):
        words = badge(app, database, "found")
    assert words == (
        "BACP , number 123456 British Association for Counselling and Psychotherapy: registered, accredited and senior "
        "accredited members. checked by a steward 1 March 2026 looked up in the body’s own public register; "
        "holds until 1 March 2027"
    )


@pytest.mark.parametrize(
    ("method", "words"),
    [("asked-the-body", "asked of the body itself"), ("document-seen", "by seeing the document"), ("odd", "looked up")],
)
def test_how_it_was_checked_is_said(app: Flask, database: Database, method: str, words: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        assert words in badge(app, database, "found", method)


def test_the_filter_says_that_it_is_about_checked_entries(visit: Callable[..., object]) -> None:
    page = visit("finder.find")
    assert "Professional register, checked" in page.body  # type: ignore[attr-defined]

"""Words are tried without a database: a reader, a small vocabulary, and a request to speak in."""

from collections.abc import Iterator
from datetime import date

import pytest
from babel import Locale
from flask import Flask

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.plumbing import locale
from app.vocabulary.lexicon import Lexicon, Word

TODAY = date(2026, 10, 20)


def word(scheme: str, slug: str, label: str) -> Word:
    """A plain term."""
    return Word(scheme, slug, label, "", None, None, None, False, None, None, "ltr", False)


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Somebody who reads English in the United Kingdom on a fixed day, within a request."""
    app = Flask("app", static_folder=None)
    app.config["DEFAULT_LOCALE"] = "en"
    locale.init_app(app)
    with app.test_request_context():
        yield Reader("en", Locale("en", "GB"), TODAY, "GBP", "GB")


@pytest.fixture
def labels() -> Labels:
    """A vocabulary of a few words."""
    words = [
        word("language", "pa", "Punjabi"),
        word("language", "ur", "Urdu"),
        word("region", "gb-eng", "England"),
        word("region", "us-ca", "California"),
        word("region", "ie", "Ireland"),
        word("region", "gb", "United Kingdom"),
        word("format", "video", "Video call"),
        word("format", "in-person", "In person"),
        word("concern", "ocd", "OCD"),
        word("concern", "grief", "Grief"),
        word("times", "evening", "Evening"),
        word("times", "saturday", "Saturday"),
        word("times", "sunday", "Sunday"),
        word("who_qualifies", "student", "Students"),
    ]
    return Labels(Lexicon({each.scheme: ("", "") for each in words}, words), "en")

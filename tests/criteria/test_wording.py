"""Amounts, days and distances as a reader reads them."""

from datetime import date, timedelta

import pytest

from app.criteria.labels import Labels
from app.criteria.wording import Reader


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (2500, "GBP", "£25"),
        (2550, "GBP", "£25.50"),
        (0, "GBP", "£0"),
        (6000, "USD", "US$60"),
        (500, "JPY", "JP¥500"),
    ],
)
def test_money_has_no_idle_decimals(minor: int, currency: str, written: str, reader: Reader) -> None:
    assert reader.money(minor, currency) == written


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (-2, "today")])
def test_freshness_in_words(days: int, words: str, reader: Reader) -> None:
    assert reader.ago(reader.today - timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("km", "unit", "words"),
    [
        (0.0, "mi", "less than 1 mile away"),
        (4.8, "mi", "about 3 miles away"),
        (0.2, "km", "less than 1 kilometre away"),
        (12.4, "km", "about 12 kilometres away"),
    ],
)
def test_distances_are_whole_and_never_nothing(km: float, unit: str, words: str, reader: Reader) -> None:
    assert reader.away(km, unit) == words


def test_days_are_written_as_in_the_country(reader: Reader) -> None:
    assert reader.day(date(2026, 10, 3)) == "3 October 2026"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GB-ENG", "England"),
        ("US-CA", "California"),
        ("IE", "Ireland"),
        ("FR-IDF", "FR-IDF"),
    ],
)
def test_jurisdictions_have_names(code: str, name: str, labels: Labels) -> None:
    assert labels.jurisdiction(code) == name


@pytest.mark.parametrize(
    ("scheme", "slug", "words"),
    [
        ("format", "video", "video call"),
        ("language", "pa", "Punjabi"),
        ("concern", "ocd", "OCD"),
        ("times", "sunday", "Sunday"),
    ],
)
def test_labels_inside_a_sentence(scheme: str, slug: str, words: str, labels: Labels) -> None:
    assert labels.inside(scheme, slug) == words

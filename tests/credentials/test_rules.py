"""Registrations: numbers compared as registers do, standings that follow the latest check."""

from datetime import date

import pytest

from app.credentials.rules import normalise_number, standing

TODAY = date(2026, 11, 23)
FUTURE, PAST = date(2027, 6, 1), date(2026, 6, 1)


@pytest.mark.parametrize("typed", ["PYL 12345", "pyl-12345", "PYL12345", " pyl.123/45 ", "PYL–12345"])
def test_one_entry_has_one_number(typed: str) -> None:
    assert normalise_number(typed) == "PYL12345"


@pytest.mark.parametrize(
    ("checks", "expires", "expected"),
    [
        ([], None, ("stated", None)),
        ([], FUTURE, ("stated", None)),
        ([], PAST, ("lapsed", None)),
        ([(PAST, "found")], FUTURE, ("checked", PAST)),
        ([(PAST, "found")], PAST, ("lapsed", PAST)),
        ([(PAST, "not_found")], FUTURE, ("not_found", PAST)),
        ([(TODAY, "found"), (PAST, "lapsed")], FUTURE, ("checked", TODAY)),
        ([(PAST, "found"), (TODAY, "lapsed")], FUTURE, ("lapsed", TODAY)),
    ],
)
def test_the_latest_check_counts(checks: list, expires: date | None, expected: tuple) -> None:  # type: ignore[type-arg]
    assert standing(checks, expires, TODAY) == expected

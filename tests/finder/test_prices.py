"""The price on a card is the answer for this seeker, and never promises what is not stated."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.criteria.wording import Reader
from app.finder.prices import price
from app.listings.listing import Fees, ReducedPlaces

OPEN = ReducedPlaces(4, 2, date(2026, 10, 17))
FULL = ReducedPlaces(4, 0, date(2026, 10, 17))
UNKNOWN = ReducedPlaces(4, None, None)


def fees(standard: int | None, reduced: int | None = None, places: ReducedPlaces | None = None, **more: object) -> Fees:
    return Fees(currency="GBP", standard=standard, reduced_from=reduced, reduced_places=places, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "pay", "headline"),
    [
        (fees(6500), None, "£65 a session"),
        (fees(2550), None, "£25.50 a session"),
        (fees(6500, 2000), None, "£20–£65"),
        (fees(None, 2000), None, "From £20"),
        (fees(2500, 1000), 2500, "£25 a session"),
        (fees(6500, 2000, OPEN), 2500, "£20–£25 for you"),
        (fees(6500, 2000, UNKNOWN), 2500, "£20–£25: ask"),
        (fees(6500, 2000), 2500, "£20–£25: ask"),
        (fees(6500, 2500, OPEN), 2500, "£25 for you"),
        (fees(6500, 2000, FULL), 2500, "£65 a session"),
        (fees(0), 2500, "Free"),
        (fees(None, model="free"), None, "Free"),
        (fees(0, model="donation"), None, "By donation"),
        (fees(None, 0, model="pay-what-you-can"), 1000, "You decide what you pay"),
        (fees(6000, 0, model="sponsored"), None, "Free if sponsored: ask"),
        (Fees(), 2500, "Fee not stated"),
    ],
)
def test_headline_answers_this_seeker(asked: Fees, pay: int | None, headline: str, reader: Reader) -> None:
    assert price(asked, pay, "GBP", reader).headline == headline


def test_an_amount_in_another_currency_is_not_compared(reader: Reader) -> None:
    assert price(fees(6500, 2000, OPEN), 2500, "USD", reader).headline == "£20–£65"


def test_open_places_carry_the_day_they_were_confirmed(reader: Reader) -> None:
    places = price(fees(6500, 2000, OPEN), 2500, "GBP", reader).places
    assert places is not None
    assert (places.words, places.stated, places.detail) == ("2 of 4 reduced places open", True, "confirmed 3 days ago")


def test_places_that_are_not_stated_must_be_asked_for(reader: Reader) -> None:
    places = price(fees(6500, 2000), None, None, reader).places
    assert places is not None
    assert not places.stated


def test_picture_says_in_words_what_it_shows(reader: Reader) -> None:
    shown = price(fees(6500, 2000, OPEN), 2500, "GBP", reader)
    assert shown.described == "Fee from £20 to £65; you can pay £25"


amounts = st.none() | st.integers(0, 50_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(standard=amounts, reduced=amounts, open_=st.none() | st.integers(0, 4), pay=amounts)
def test_for_you_is_said_only_when_a_place_is_open(
    reader: Reader, standard: int | None, reduced: int | None, open_: int | None, pay: int | None
) -> None:
    shown = price(fees(standard, reduced, ReducedPlaces(4, open_, None)), pay, "GBP", reader)
    if shown.headline.endswith("for you"):
        assert open_
        assert pay is not None
        assert reduced is not None
        assert reduced <= pay

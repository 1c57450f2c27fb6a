"""With the clock moved a year on, a directory nobody looked after asserts nothing that was not confirmed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from app.listings.listing import Fees, Listing
from app.listings.source import every_listing
from app.listings.sweeping import sweep
from app.plumbing import clock
from app.plumbing.database import Database


@pytest.fixture
def a_year_on(demonstration: Database) -> Iterator[list[Listing]]:
    """What is still listed of the demonstration a year after it was loaded, when the day's work has been done."""
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        sweep(demonstration)
        with demonstration.reading() as session:
            yield list(every_listing(session, "site"))


def test_before_it_asserts_a_lot(demonstration: Database) -> None:
    with demonstration.reading() as session:
        offers = [offer for listing in every_listing(session, "site") for offer in listing.offers]
    assert sum(offer.availability != "unknown" for offer in offers) > 50
    assert sum(offer.fees.standard is not None for offer in offers) > 50


def test_nobody_is_listed_who_could_have_confirmed_and_did_not(a_year_on: list[Listing]) -> None:
    assert {listing.kind for listing in a_year_on} & {"individual", "group_practice"} == set()


def test_no_fast_fact_is_asserted(a_year_on: list[Listing]) -> None:
    offers = [offer for listing in a_year_on for offer in listing.offers]
    assert {offer.availability for offer in offers} <= {"unknown"}
    assert all(offer.fees == Fees(confirmed_on=offer.fees.confirmed_on) for offer in offers)


def test_no_register_is_said_to_have_been_checked(a_year_on: list[Listing]) -> None:
    assert [entry for listing in a_year_on for entry in listing.registers if entry.status == "checked"] == []

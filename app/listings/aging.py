"""What time does to a listing: facts that nobody confirmed lately say so, then are no longer stated, then it rests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.listings.listing import Fees, Offer
from app.practitioners.freshness import USUAL_RHYTHM, Aging, changes_next, rests_after, state


def aged(offer: Offer, rhythm: int | None, stated_on: date, today: date) -> Offer:
    """An offer as it may be shown on a day. `stated_on` counts for what was never confirmed.

    Room for somebody new and the fee are first marked, then not stated; an open reduced place is asserted only while it
    is confirmed, since that is what somebody searches for.
    """
    days = rhythm or USUAL_RHYTHM
    room = state(Aging(offer.availability_confirmed_on, stated_on), days, today)
    fees = offer.fees
    priced = state(Aging(fees.confirmed_on, stated_on), days, today)
    places = fees.reduced_places
    if places is not None and state(Aging(places.confirmed_on, stated_on), days, today) != "confirmed":
        fees = replace(fees, reduced_places=replace(places, open=None))
    return replace(
        offer,
        availability="unknown" if room == "faded" else offer.availability,
        availability_unconfirmed=room == "unconfirmed" and offer.availability != "unknown",
        fees=Fees(confirmed_on=fees.confirmed_on)
        if priced == "faded"
        else replace(fees, unconfirmed=priced == "unconfirmed"),
    )


def is_resting(
    offers: tuple[Offer, ...], rhythm: int | None, confirmed_on: date | None, stated_on: date, today: date
) -> bool:
    """Whether nobody has looked after a listing for so long that it is not shown."""
    return _shown_until(offers, rhythm, confirmed_on, stated_on) < today


def good_until(
    offers: tuple[Offer, ...], rhythm: int | None, confirmed_on: date | None, stated_on: date, today: date
) -> date | None:
    """The last day on which all this reads as it does today; None when it reads so for good."""
    days = rhythm or USUAL_RHYTHM
    facts = [Aging(day, stated_on) for offer in offers for day in _dates(offer)]
    steps = [changes_next(facts, days, today), _shown_until(offers, rhythm, confirmed_on, stated_on)]
    return min((day for day in steps if day is not None and day >= today), default=None)


def _shown_until(offers: tuple[Offer, ...], rhythm: int | None, confirmed_on: date | None, stated_on: date) -> date:
    """By the latest confirmation of anything; by the day it was stated where nothing ever was confirmed."""
    days = rhythm or USUAL_RHYTHM
    signs = [confirmed_on, *(day for offer in offers for day in _dates(offer))]
    return rests_after(max((day for day in signs if day is not None), default=stated_on), days)


def _dates(offer: Offer) -> Iterator[date | None]:
    yield offer.availability_confirmed_on
    yield offer.fees.confirmed_on
    if offer.fees.reduced_places is not None:
        yield offer.fees.reduced_places.confirmed_on

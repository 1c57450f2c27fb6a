"""A listing of another installation as a record of this one: the same listing, seen by nobody who was not given it.

What is about a person is shown to programs, to whom it was given there, and to nobody else. The checks of registers
come along with their days and run out as they would have. Whatever hangs on an account stays behind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from babel.numbers import list_currencies

from app.credentials.rules import LONGEST_NUMBER, METHODS
from app.exchange.formats import own_values as values
from app.listings.aging import aged
from app.listings.facets import BY_KEY
from app.listings.listing import Fees, Listing, Offer, Place, Registration
from app.plumbing import clock
from app.plumbing.typed import is_shown
from app.practitioners.freshness import RHYTHMS
from app.practitioners.intake import (
    NewFact,
    NewIdentityFact,
    NewOffer,
    NewPremises,
    NewRecord,
    NewRegistration,
)
from app.practitioners.offers import AVAILABILITIES, PRECISIONS
from app.practitioners.rules import MOST_SPECIALIST, is_within_cap
from app.vocabulary.lexicon import Lexicon

# Files are written for programs; that is how far the consent in them reaches.
AUDIENCES = ["api"]
CONSENT_WORDING = "taken-over-1"
_MOST_MINOR, _MOST_PARTS, _LONGEST_SLUG, _LONGEST = 10**9, 300, 120, 20_000
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z0-9-]{1,40}")
_ANSWERS = ("yes", "no", "ask", "unknown")
_OF_RECORD = ("name", "slug", "kind", "headline", "about", "updated_at", "confirmed_on", "fictional")


def unfit(listing: Listing, lexicon: Lexicon) -> Iterator[str]:
    """Why a listing cannot be taken over, each a sentence that begins after its name."""
    if not _SLUG.fullmatch(listing.slug) or len(listing.slug) > _LONGEST_SLUG:
        yield "has an address that is none"
    if not listing.name.strip() or len(listing.name) > values.LONGEST_NAME:
        yield "has no name, or one that is too long"
    if not all(_writable(text) for text in _texts(asdict(listing))):
        yield "has a text that no page can show, or one that is too long"
    unknown = next(
        (f"“{slug[:60]}” for {scheme}" for scheme, slug in _terms(listing) if not lexicon.term(scheme, slug)), None
    )
    if unknown:
        yield f"has {unknown}, and that the vocabulary does not know"
    if not is_within_cap(fact.detail for key in ("approach", "concern") for fact in listing.facts.get(key, ())):
        yield f"claims to be a specialist in more than {MOST_SPECIALIST} things"
    if not all(_WORD.fullmatch(fact.detail) for facts in listing.facts.values() for fact in facts if fact.detail):
        yield "has a detail of a term that is none"
    if any(len({fact.slug for fact in facts}) < len(facts) for facts in listing.facts.values()):
        yield "says one thing twice"
    if not all(map(_is_entry, listing.registers)):
        yield "has an entry in a register that is none"
    if not all(map(_is_offer, listing.offers)) or max(len(listing.offers), len(listing.registers)) > _MOST_PARTS:
        yield "has an offer that cannot be one"


def record_of(listing: Listing, as_of: date) -> NewRecord:
    """The record that is seen as this listing."""
    places: dict[tuple[Place, tuple[tuple[str, str], ...]], NewPremises] = {}
    for offer in listing.offers:
        if offer.place is not None:
            key = offer.place, tuple(offer.access.items())
            places.setdefault(key, _premises(listing.id, len(places), offer.place, offer.access))
    return NewRecord(
        id=listing.id,
        created_at=listing.updated_at,
        **{name: getattr(listing, name) for name in _OF_RECORD},
        may_see_people_in=listing.may_see_people_in or None,
        rhythm_days=_rhythm(listing, as_of),
        facts=[
            NewFact(facet, fact.slug, fact.detail, fact.own_words)
            for facet, facts in listing.facts.items()
            if not BY_KEY[facet].special
            for fact in facts
        ],
        identity_facts=[
            NewIdentityFact(facet, fact.slug, AUDIENCES, CONSENT_WORDING, clock.start_of(as_of), fact.own_words)
            for facet, facts in listing.facts.items()
            if BY_KEY[facet].special
            for fact in facts
        ],
        premises=list(places.values()),
        offers=[
            _offer(offer, places.get((offer.place, tuple(offer.access.items()))) if offer.place else None)
            for offer in listing.offers
        ],
        registrations=[_registration(listing.id, entry) for entry in listing.registers],
    )


def _premises(of: UUID, number: int, place: Place, access: Mapping[str, str]) -> NewPremises:
    return NewPremises(
        id=uuid5(of, f"premises:{number}"),
        **{name: getattr(place, name) for name in Place.__slots__},
        access={slug: {"answer": said, "measure": None, "confirmed_on": None} for slug, said in access.items()},
    )


def _offer(offer: Offer, premises: NewPremises | None) -> NewOffer:
    fees, places = offer.fees, offer.fees.reduced_places
    return NewOffer(
        id=UUID(offer.id),
        session=offer.session,
        format=offer.format,
        minutes=offer.minutes,
        premises_id=premises.id if premises else None,
        times=list(offer.times),
        payers=list(offer.payers),
        currency=fees.currency,
        standard=fees.standard,
        reduced_from=fees.reduced_from,
        fee_model=fees.model,
        fee_help=list(fees.help),
        fee_terms=dict(fees.terms or {}),
        fee_note=fees.note,
        fee_confirmed_on=fees.confirmed_on,
        who_qualifies=list(fees.who_qualifies),
        reduced_total=None if places is None else places.total,
        reduced_open=None if places is None else places.open,
        reduced_confirmed_on=None if places is None else places.confirmed_on,
        availability=offer.availability,
        availability_confirmed_on=offer.availability_confirmed_on,
    )


def _registration(of: UUID, entry: Registration) -> NewRegistration:
    id_ = uuid5(of, f"registration:{entry.body}:{entry.number}")
    outcome = {"checked": "found", "not_found": "not_found", "lapsed": "lapsed"}.get(entry.status)
    checks: list[tuple[UUID, datetime, str, str]] = []
    if outcome and entry.checked_on and entry.method:
        checks.append((uuid5(id_, "check"), clock.start_of(entry.checked_on), entry.method, outcome))
    return NewRegistration(id_, entry.body, entry.number, entry.expires_on, checks)


def _rhythm(listing: Listing, as_of: date) -> int | None:
    """The rhythm in which a listing ages, by how it read on that day, since it is not public; None is the usual one."""
    for rhythm in (None, *RHYTHMS):
        if all(aged(offer, rhythm, listing.updated_at.date(), as_of) == offer for offer in listing.offers):
            return rhythm
    return None


def _is_entry(entry: Registration) -> bool:
    known = entry.status in ("stated", "checked", "not_found", "lapsed") and entry.method in (None, *METHODS)
    seen = entry.status in ("stated", "lapsed") or (entry.checked_on is not None and entry.method is not None)
    return known and seen and 0 < len(entry.number) <= LONGEST_NUMBER


def _is_offer(offer: Offer) -> bool:
    place = offer.place
    return (
        _is_id(offer.id)
        and (offer.minutes is None or 0 < offer.minutes <= 1440)
        and offer.availability in AVAILABILITIES
        and all(said in _ANSWERS for said in offer.access.values())
        and (place is not None or not offer.access)
        and (place is None or _is_place(place))
        and _is_fee(offer.fees)
    )


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_place(place: Place) -> bool:
    pair = (place.lat is None) == (place.lon is None)
    on_earth = place.lat is None or place.lon is None or (abs(place.lat) <= 90 and abs(place.lon) <= 180)
    return pair and on_earth and place.precision in PRECISIONS and bool(re.fullmatch("[A-Z]{2}", place.country))


def _is_fee(fees: Fees) -> bool:
    amounts = [amount for amount in (fees.standard, fees.reduced_from) if amount is not None]
    places = fees.reduced_places
    return (
        all(0 <= amount <= _MOST_MINOR for amount in amounts)
        and (fees.currency in list_currencies() if fees.currency else not amounts)
        and (places is None or 0 <= (places.open or 0) <= places.total <= _MOST_PARTS)
    )


def _terms(listing: Listing) -> Iterator[tuple[str, str]]:
    """Every term that a listing states, with its scheme."""
    yield "kind", listing.kind
    yield from ((facet, fact.slug) for facet, facts in listing.facts.items() for fact in facts)
    yield from (("register", entry.body) for entry in listing.registers)
    for offer in listing.offers:
        single = (("session", offer.session), ("format", offer.format), ("fee_model", offer.fees.model))
        yield from ((scheme, slug) for scheme, slug in single if slug is not None)
        several: tuple[tuple[str, Iterable[str]], ...] = (
            ("payer", offer.payers),
            ("times", offer.times),
            ("access", offer.access),
            ("fee_help", offer.fees.help),
            ("who_qualifies", offer.fees.who_qualifies),
        )
        yield from ((scheme, slug) for scheme, slugs in several for slug in slugs)


def _texts(part: Any) -> Iterator[str]:
    """Every text in a listing, however deep it stands."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from (text for pair in part.items() for half in pair for text in _texts(half))
    elif isinstance(part, list | tuple):
        yield from (text for item in part for text in _texts(item))


def _writable(text: str) -> bool:
    return len(text) <= _LONGEST and (text.isprintable() or all(c in "\n\t" or is_shown(c) for c in text))

"""Changing of a listing all that a search did not ask about, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

from app.criteria.criteria import Criteria
from app.listings.documents import Projection
from app.listings.listing import Fact, Fees, Listing, Offer, Photo, Replies, RunBy, Vouch
from tests.search.random_listings import AVAILABILITY, IDENTITY, KINDS, STATED, TEXTS, projection

OF_OFFERS = ("session", "format", "payer", "access", "times", "availability")
_FIELDS: Mapping[str, str] = {
    "session": "session",
    "format": "format",
    "payer": "payers",
    "access": "access",
    "times": "times",
}


def asked_about(criteria: Criteria) -> frozenset[str]:
    """The facets and keys that the stated rule lets decide: what is required, excluded or wished for."""
    asked = {*criteria.chosen, *(facet for facet, _slug in criteria.without), *(key for key, _wish in criteria.prefer)}
    asked |= {key for key in ("seen_from", "pay", "q") if getattr(criteria, key) is not None}
    asked |= {"pay"} if criteria.reduced_open or criteria.sort == "cost" else set()
    asked |= {"availability"} if criteria.sort == "soonest" else set()
    asked |= {"near"} if criteria.near is not None or criteria.lat is not None else set()
    # A price is one person's, and a place is limited by how people meet and by where they may be seen.
    asked |= {"session"} if "pay" in asked else set()
    asked |= {"format", "seen_from"} if {"near", "seen_from"} & asked else set()
    return frozenset(asked)


def besides(random: Random, shown: Projection, criteria: Criteria) -> Projection:
    """The same listing for this search; everything the search does not ask about is another's."""
    asked, other = asked_about(criteria), projection(random, shown.listing.id)
    listing = shown.listing
    consents = {facet: (shown if facet in asked else other).consents.get(facet, {}) for facet in IDENTITY}
    facts = {
        facet: _facts(random, facet, listing if facet in asked else other.listing)
        for facet in (*IDENTITY, *STATED, "language")
    }
    changed = replace(
        other.listing,
        slug=f"other-{random.getrandbits(32)}",
        kind=listing.kind if "kind" in asked else random.choice(KINDS),
        **_texts(random, listing, "q" in asked),
        facts={facet: stated for facet, stated in facts.items() if stated},
        registers=_registers(random, listing if "register" in asked else other.listing),
        may_see_people_in=(listing if "seen_from" in asked else other.listing).may_see_people_in,
        offers=_offers(random, listing, other.listing, asked),
        fictional=random.random() < 0.5,
        confirmed_on=date(2026, random.randint(1, 12), 3),
        updated_at=datetime(2026, random.randint(1, 12), 4, tzinfo=UTC),
        photo=random.choice((None, Photo(UUID(int=random.getrandbits(128)), None))),
        receives_messages=random.random() < 0.5,
        takes_messages=random.random() < 0.5,
        promised_days=random.choice((None, 2, 7)),
        replies=random.choice((None, Replies(None, None), Replies(9, 24))),
        found_elsewhere=random.random() < 0.5,
        run_by=random.choice((None, RunBy(UUID(int=random.getrandbits(128)), "Harbour Collective", None))),
        vouches=listing.vouches if "vouched_by" in asked else _vouches(random),
        collections=listing.collections if "collection" in asked else random.choice(((), ("a-list",))),
    )
    return Projection(changed, {facet: by_slug for facet, by_slug in consents.items() if by_slug})


def _vouches(random: Random) -> tuple[Vouch, ...]:
    given, until = date(2026, random.randint(1, 11), 1), date(2028, 1, 1)
    vouch = Vouch(UUID(int=random.getrandbits(128)), "Harbour Collective", "refugees", given, until, None)
    return random.choice(((), (vouch,)))


def _facts(random: Random, facet: str, listing: Listing) -> tuple[Fact, ...]:
    """Facts in another order and in other words; a language's level is part of what is asked, a training is not."""
    stated = random.sample(listing.facts.get(facet, ()), len(listing.facts.get(facet, ())))
    detail = {"own_words": random.choice(("in other words", None))}
    if facet == "approach":
        detail["detail"] = random.choice(("accredited", "introductory", None))
    return tuple(replace(fact, **detail) for fact in stated)


def _texts(random: Random, listing: Listing, asked: bool) -> dict[str, str | None]:
    if asked:
        return {"name": listing.name, "headline": listing.headline, "about": listing.about}
    more = " and so on" * random.choice((0, 1, 200))
    return {"name": f"Somebody {random.randrange(99)}", "headline": random.choice(TEXTS), "about": f"About{more}"}


def _registers(random: Random, listing: Listing) -> tuple[Any, ...]:
    """Whether an entry was checked is part of what is asked; when, how and until when is not."""
    day = date(2026, random.randint(1, 12), 5)
    return tuple(replace(entry, number="7", checked_on=day, holds_until=day) for entry in listing.registers)


def _offers(random: Random, listing: Listing, other: Listing, asked: frozenset[str]) -> tuple[Offer, ...]:
    """With nothing asked about offers another's offers; else the same ones, changed, some of them twice."""
    if not asked & {*OF_OFFERS, "fee_help", "pay", "near", "seen_from"}:
        return other.offers
    changed = [_offer(random, offer, asked) for offer in listing.offers]
    twice = [replace(offer, id=f"{offer.id}/again") for offer in changed if random.random() < 0.3]
    everything = [*changed, *twice]
    random.shuffle(everything)
    return tuple(everything)


def _offer(random: Random, offer: Offer, asked: frozenset[str]) -> Offer:
    """The offer as another's where the search does not look."""
    other = projection(random, UUID(int=random.getrandbits(128))).listing
    whose = random.choice(other.offers) if other.offers else replace(offer, payers=(), access={}, times=())
    fields: dict[str, Any] = {
        field: getattr(whose, field)
        for key, field in _FIELDS.items()
        if key not in asked and not (key == "format" and whose.place is not None)
    }
    if "near" not in asked:
        fields["place"] = whose.place
    return replace(
        offer,
        **fields,
        minutes=random.choice((30, 50, 90, None)),
        fees=_fees(random, offer.fees, whose.fees, asked),
        availability=offer.availability if "availability" in asked else random.choice(AVAILABILITY),
        availability_confirmed_on=date(2026, random.randint(1, 12), 6),
        availability_unconfirmed=random.random() < 0.5,
    )


def _fees(random: Random, fees: Fees, other: Fees, asked: frozenset[str]) -> Fees:
    help = fees.help if "fee_help" in asked else other.help
    said = fees if "pay" in asked else other
    return replace(
        said,
        help=help,
        note=random.choice(("ask me", None)),
        confirmed_on=date(2026, 7, 8),
        unconfirmed=random.random() < 0.5,
    )

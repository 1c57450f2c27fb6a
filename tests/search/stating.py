"""What a listing says to each thing that may be asked: yes, no, or nothing. In plain words, for the oracle."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.listings.listing import Listing, Offer
from tests.search.reckoning import distance_km
from tests.search.spelling import spelt_words

Answer = Literal["yes", "no", "unsaid"]

IN_A_PLACE = ("in-person", "outdoors", "home-visit")
REMOTE = ("video", "phone", "text-chat", "email")
IDENTITY = ("gender", "identity", "faith", "pronouns")
FLUENT = ("clinical", "mother-tongue")

OF_THE_PERSON: Mapping[str, Callable[[Listing], Iterable[str]]] = {
    "kind": lambda listing: [listing.kind],
    "language": lambda listing: [f.slug for f in listing.facts.get("language", ()) if f.detail in FLUENT],
    "register": lambda listing: [entry.body for entry in listing.registers if entry.status == "checked"],
    "vouched_by": lambda listing: [str(vouch.organisation_id) for vouch in listing.vouches],
    "collection": lambda listing: listing.collections,
    **{
        key: lambda listing, key=key: [fact.slug for fact in listing.facts.get(key, ())]  # type: ignore[misc]
        for key in (*IDENTITY, "community", "approach", "concern", "age_group", "profession", "contact_mode")
    },
}
OF_THE_OFFER: Mapping[str, Callable[[Offer], Iterable[str]]] = {
    "session": lambda offer: [offer.session] if offer.session else [],
    "format": lambda offer: [offer.format] if offer.format else [],
    "fee_help": lambda offer: offer.fees.help,
    "payer": lambda offer: offer.payers,
    "access": lambda offer: [feature for feature, answer in offer.access.items() if answer == "yes"],
    "times": lambda offer: offer.times,
    "availability": lambda offer: [offer.availability] if offer.availability in ("now", "waitlist") else [],
}
FACETS = (*OF_THE_PERSON, *OF_THE_OFFER)


@dataclass(frozen=True)
class Where:
    """Where a search is, with names resolved."""

    origin: tuple[float, float] | None
    radius_km: float | None
    seen_from: str | None

    @property
    def limits(self) -> bool:
        return self.origin is not None or self.seen_from is not None


def values(listing: Listing, offer: Offer | None, facet: str, *, any_level: bool) -> list[str]:
    """What is stated of a facet, by the listing or by the offer."""
    if facet == "language" and any_level:
        return [fact.slug for fact in listing.facts.get("language", ())]
    if facet in OF_THE_PERSON:
        return list(OF_THE_PERSON[facet](listing))
    return [] if offer is None else list(OF_THE_OFFER[facet](offer))


def says(listing: Listing, offer: Offer | None, facet: str, slug: str, *, any_level: bool) -> Answer:
    """Whether it is so; a language without a level, an "ask" about access, a register
    nobody looked in, is not an answer."""
    if slug in values(listing, offer, facet, any_level=any_level):
        return "yes"
    if facet in OF_THE_OFFER:
        return "unsaid" if offer is None else _offer_leaves(offer, facet, slug)
    if facet == "language":
        spoken = {fact.slug: fact.detail for fact in listing.facts.get("language", ())}
        return "unsaid" if not spoken or (slug in spoken and spoken[slug] is None) else "no"
    if facet in ("vouched_by", "collection"):
        # What others say of somebody, they do not leave unsaid.
        return "no"
    if facet == "register":
        stated = {entry.body for entry in listing.registers if entry.status == "stated"}
        return "unsaid" if not listing.registers or slug in stated else "no"
    return "no" if list(OF_THE_PERSON[facet](listing)) else "unsaid"


def _offer_leaves(offer: Offer, facet: str, slug: str) -> Answer:
    if facet == "access":
        return "no" if offer.access.get(slug) == "no" else "unsaid"
    if facet == "availability":
        return "unsaid" if offer.availability == "unknown" else "no"
    return "no" if list(OF_THE_OFFER[facet](offer)) else "unsaid"


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes when one is; open when none is but one might be."""
    given = set(answers)
    return "yes" if "yes" in given else "unsaid" if "unsaid" in given else "no"


def in_place(offer: Offer | None, where: Where) -> Answer:
    """Whether the offer is in a place within the radius."""
    if offer is None or offer.format is None:
        return "unsaid"
    if offer.format not in IN_A_PLACE:
        return "no"
    if where.origin is None or where.radius_km is None:
        return "yes"
    away = distance(offer, where)
    return "unsaid" if away is None else "yes" if away <= where.radius_km else "no"


def from_afar(listing: Listing, offer: Offer | None, where: Where) -> Answer:
    """Whether a remote offer is by someone who may see people there. A country covers its parts; who only says a
    country finds those who may see people in a part of it.
    """
    if offer is None:
        return "unsaid"
    if offer.format not in REMOTE or where.seen_from is None:
        return "no"
    asked, codes = where.seen_from, listing.may_see_people_in
    if not codes:
        return "unsaid"
    lawful = any(c == asked or asked.startswith(f"{c}-") or c.startswith(f"{asked}-") for c in codes)
    return "yes" if lawful else "no"


def affordable(offer: Offer | None, most: int, currency: str) -> Answer:
    """Whether the standard fee, or a reduced one that is not known to be full, is within reach."""
    if offer is None or (offer.fees.standard is None and offer.fees.reduced_from is None):
        return "unsaid"
    fees = offer.fees
    if fees.currency != currency:
        return "no"
    amounts = [fees.standard] if known_full(offer) else [fees.standard, fees.reduced_from]
    return "yes" if any(amount is not None and amount <= most for amount in amounts) else "no"


def known_full(offer: Offer) -> bool:
    places = offer.fees.reduced_places
    return places is not None and places.open == 0


def reduced_open(offer: Offer | None) -> Answer:
    """Whether a reduced place is open and somebody confirmed that on some day."""
    if offer is None:
        return "unsaid"
    places = offer.fees.reduced_places
    if places is None:
        return "no" if offer.fees.reduced_from is None else "unsaid"
    if places.open == 0:
        return "no"
    return "yes" if places.open and places.confirmed_on else "unsaid"


def mentions(listing: Listing, asked: Sequence[str]) -> Answer:
    """Whether the text has all words, the last of which may be a beginning."""
    said = spelt_words(" ".join(text for text in (listing.name, listing.headline, listing.about) if text))
    there = all(word in said for word in asked[:-1]) and any(word.startswith(asked[-1]) for word in said)
    return "yes" if there else "no"


def distance(offer: Offer | None, where: Where) -> float | None:
    """Kilometres from where the search is, if both are known."""
    place = None if offer is None else offer.place
    if where.origin is None or place is None or place.lat is None or place.lon is None:
        return None
    return distance_km(where.origin, (place.lat, place.lon))


def cheapest(offer: Offer | None) -> float:
    """The least amount stated that may be had; endless when there is none."""
    if offer is None:
        return math.inf
    amounts = [offer.fees.standard, None if known_full(offer) else offer.fees.reduced_from]
    return min((amount for amount in amounts if amount is not None), default=math.inf)


def soonest(offer: Offer | None) -> float:
    """Now, after a wait, who knows, not now."""
    order = ("now", "waitlist", "unknown", "closed")
    return math.inf if offer is None else order.index(offer.availability)

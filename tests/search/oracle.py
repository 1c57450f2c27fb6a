"""The contract in its plainest form: a slow, obvious matcher over whole listings.

It answers criteria from `Listing` objects of one audience and knows nothing of the engine, of the index or of how
criteria become a question. What it says is what design and contract say; where the code disagrees, one is wrong.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.criteria.criteria import Criteria
from app.listings.listing import Listing, Offer
from tests.search.reckoning import distance_km, turn
from tests.search.spelling import spelt_words

FEW = 5
KM_PER_MILE = 1.609344
KM_AROUND_A_BARE_POINT = 10 * KM_PER_MILE
IN_A_PLACE = ("in-person", "outdoors", "home-visit")
REMOTE = ("video", "phone", "text-chat", "email")
IDENTITY = ("gender", "identity", "faith", "pronouns")

OF_THE_PERSON: Mapping[str, Callable[[Listing], Iterable[str]]] = {
    "kind": lambda listing: [listing.kind],
    "language": lambda listing: [
        fact.slug for fact in listing.facts.get("language", ()) if fact.detail in ("clinical", "mother-tongue")
    ],
    "register": lambda listing: [entry.body for entry in listing.registers],
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
class Spot:
    """What a place name stands for: (lat, lon) in degrees, how far "near" it reaches, whose law holds there."""

    point: tuple[float, float]
    usual_km: float
    jurisdiction: str


@dataclass(frozen=True)
class Where:
    """Where a search is, with names resolved."""

    origin: tuple[float, float] | None
    radius_km: float | None
    seen_from: str | None


@dataclass(frozen=True)
class Result:
    """A listing on the page, the offer shown of it, how far that is, and the chosen values it has."""

    id: str
    offer: str | None
    distance_km: float | None
    met: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """What a search must answer; `relax` maps what is dropped to the total without it."""

    total: int
    results: tuple[Result, ...]
    counts: Mapping[str, Mapping[str, int]]
    relax: Mapping[str, int]


@dataclass(frozen=True)
class Condition:
    """One thing that must hold, of the person or of the offer; `own` names the facet whose own choice it is."""

    own: str | None
    person: Callable[[Listing], bool] | None = None
    offer: Callable[[Listing, Offer], bool] | None = None


@dataclass(frozen=True)
class Candidate:
    """A listing with the offers that hold every condition about offers."""

    listing: Listing
    offers: tuple[Offer, ...]


def reply(
    listings: Sequence[Listing], criteria: Criteria, spots: Mapping[str, Spot], day: date, currency: str
) -> Reply:
    """The answer to criteria over the listings one audience may see. `currency` is the site's."""
    where = whereabouts(criteria, spots)
    conditions = conditions_of(criteria, where, currency)
    found = matching(listings, conditions)
    results = sorted(
        (_result(candidate, criteria, where) for candidate in found),
        key=lambda result: _place(result, criteria, day),
    )
    first = (criteria.page - 1) * criteria.per_page
    return Reply(
        len(found),
        tuple(results[first : first + criteria.per_page]),
        {facet: _counts(listings, conditions, found, facet) for facet in FACETS},
        _relax(listings, criteria, spots, currency) if len(found) < FEW else {},
    )


def whereabouts(criteria: Criteria, spots: Mapping[str, Spot]) -> Where:
    """`near` implies the jurisdiction of its place; a bare point implies none."""
    spot = spots[criteria.near] if criteria.near is not None else None
    origin = spot.point if spot else None
    if criteria.lat is not None and criteria.lon is not None:
        origin = (criteria.lat, criteria.lon)
    usual = spot.usual_km if spot else KM_AROUND_A_BARE_POINT
    asked = criteria.within
    radius = usual if asked is None else float(asked.number) * (KM_PER_MILE if asked.unit == "mi" else 1)
    implied = spot.jurisdiction if spot else None
    return Where(origin, radius if origin else None, criteria.seen_from or implied)


def conditions_of(criteria: Criteria, where: Where, currency: str) -> list[Condition]:
    """Everything that must hold at once."""
    conditions = [_chosen(facet, slugs) for facet, slugs in criteria.chosen.items()]
    conditions += [_left_out(facet, slug) for facet, slug in criteria.without]
    if where.origin is not None or where.seen_from is not None:
        conditions.append(Condition(None, offer=lambda listing, offer: _reachable(listing, offer, where)))
    if criteria.pay is not None:
        most, asked = criteria.pay, criteria.currency or currency
        conditions.append(Condition(None, offer=lambda _listing, offer: _affordable(offer, most, asked)))
        if "session" not in criteria.chosen:
            conditions.append(_chosen("session", ("individual",)))
    if criteria.q is not None:
        asked_words = spelt_words(criteria.q)
        conditions.append(Condition(None, person=lambda listing: _says(listing, asked_words)))
    return conditions


def matching(listings: Iterable[Listing], conditions: Sequence[Condition], facet: str | None = None) -> list[Candidate]:
    """Listings that hold all conditions but those of `facet`, the ones about offers within one offer."""
    found = []
    applied = [condition for condition in conditions if facet is None or condition.own != facet]
    of_person = [condition.person for condition in applied if condition.person]
    of_offer = [condition.offer for condition in applied if condition.offer]
    for listing in listings:
        if all(holds(listing) for holds in of_person):
            offers = tuple(offer for offer in listing.offers if all(holds(listing, offer) for holds in of_offer))
            if offers or not of_offer:
                found.append(Candidate(listing, offers))
    return found


def _chosen(facet: str, slugs: Sequence[str]) -> Condition:
    if facet in OF_THE_PERSON:
        return Condition(facet, person=lambda listing: any(s in OF_THE_PERSON[facet](listing) for s in slugs))
    return Condition(facet, offer=lambda _listing, offer: any(s in OF_THE_OFFER[facet](offer) for s in slugs))


def _left_out(facet: str, slug: str) -> Condition:
    if facet in OF_THE_PERSON:
        return Condition(None, person=lambda listing: slug not in OF_THE_PERSON[facet](listing))
    return Condition(None, offer=lambda _listing, offer: slug not in OF_THE_OFFER[facet](offer))


def _reachable(listing: Listing, offer: Offer, where: Where) -> bool:
    """A place must lie within the radius, someone remote must be allowed to see people there."""
    if offer.format in IN_A_PLACE:
        if where.origin is None or where.radius_km is None:
            return True
        away = _away(offer, where)
        return away is not None and away <= where.radius_km
    return offer.format in REMOTE and where.seen_from is not None and _may_see(listing, where.seen_from)


def _may_see(listing: Listing, seen_from: str) -> bool:
    """A country covers its parts; who only says a country finds those who may see people in a part of it."""
    return any(
        code == seen_from or seen_from.startswith(f"{code}-") or code.startswith(f"{seen_from}-")
        for code in listing.may_see_people_in
    )


def _affordable(offer: Offer, most: int, currency: str) -> bool:
    fees = offer.fees
    if fees.currency != currency:
        return False
    full = fees.reduced_places is not None and fees.reduced_places.open == 0
    return (fees.standard is not None and fees.standard <= most) or (
        fees.reduced_from is not None and fees.reduced_from <= most and not full
    )


def _says(listing: Listing, asked: Sequence[str]) -> bool:
    said = spelt_words(" ".join(text for text in (listing.name, listing.headline, listing.about) if text))
    return all(word in said for word in asked[:-1]) and any(word.startswith(asked[-1]) for word in said)


def _result(candidate: Candidate, criteria: Criteria, where: Where) -> Result:
    offer = min(candidate.offers, key=lambda offer: _preference(offer, where), default=None)
    met = [
        f"{facet}:{slug}"
        for facet, slugs in criteria.chosen.items()
        for slug in slugs
        if slug in (OF_THE_PERSON[facet](candidate.listing) if facet in OF_THE_PERSON else _of(offer, facet))
    ]
    if offer is not None and offer.format in IN_A_PLACE and criteria.near is not None and where.origin is not None:
        met.append("near")
    if offer is not None and offer.format in REMOTE and where.seen_from is not None:
        met.append("seen_from")
    distance = None if offer is None else _away(offer, where)
    return Result(str(candidate.listing.id), offer.id if offer else None, distance, tuple(sorted(met)))


def _of(offer: Offer | None, facet: str) -> Iterable[str]:
    return () if offer is None else OF_THE_OFFER[facet](offer)


def _preference(offer: Offer, where: Where) -> tuple[float, float]:
    """Nearest first, then cheapest; the position in the listing decides between equals."""
    fees = offer.fees
    full = fees.reduced_places is not None and fees.reduced_places.open == 0
    amounts = (fees.standard, None if full else fees.reduced_from)
    away = _away(offer, where)
    return (
        math.inf if away is None else away,
        min((amount for amount in amounts if amount is not None), default=math.inf),
    )


def _away(offer: Offer, where: Where) -> float | None:
    place = offer.place
    if where.origin is None or place is None or place.lat is None or place.lon is None:
        return None
    return distance_km(where.origin, (place.lat, place.lon))


def _place(result: Result, criteria: Criteria, day: date) -> tuple[float, int, str]:
    away = math.inf if result.distance_km is None else result.distance_km
    return (away if criteria.sort == "near" else 0.0, turn(result.id, day), result.id)


def _counts(
    listings: Sequence[Listing], conditions: Sequence[Condition], found: Sequence[Candidate], facet: str
) -> dict[str, int]:
    """Listings by value, as if no choice of this facet were made."""
    counts: Counter[str] = Counter()
    is_chosen = any(condition.own == facet for condition in conditions)
    for candidate in matching(listings, conditions, facet) if is_chosen else found:
        if facet in OF_THE_PERSON:
            counts.update(set(OF_THE_PERSON[facet](candidate.listing)))
        else:
            counts.update({slug for offer in candidate.offers for slug in OF_THE_OFFER[facet](offer)})
    return dict(counts)


def _relax(listings: Sequence[Listing], criteria: Criteria, spots: Mapping[str, Spot], currency: str) -> dict[str, int]:
    totals = {}
    for drop, left in _less_one(criteria).items():
        conditions = conditions_of(left, whereabouts(left, spots), currency)
        totals[drop] = len(matching(listings, conditions))
    return totals


def _less_one(criteria: Criteria) -> dict[str, Criteria]:
    """Each single criterion and the criteria without it; the choices of one facet are one criterion."""
    left = {
        facet: replace(criteria, chosen={key: slugs for key, slugs in criteria.chosen.items() if key != facet})
        for facet in criteria.chosen
    }
    for pair in criteria.without:
        kept = tuple(other for other in criteria.without if other != pair)
        left[f"without:{pair[0]}:{pair[1]}"] = replace(criteria, without=kept)
    if criteria.near is not None or criteria.lat is not None:
        left["near"] = replace(criteria, near=None, lat=None, lon=None, within=None)
    for key in ("seen_from", "pay", "q"):
        if getattr(criteria, key) is not None:
            left[key] = replace(criteria, **{key: None})  # type: ignore[arg-type]
    return left

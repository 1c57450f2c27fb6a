"""What a search finds: listings with the reason each is there, counts, and ways out of a thin result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.criteria.criteria import Criteria
from app.criteria.grammar import major_units
from app.criteria.question import question
from app.criteria.whereabouts import FindPlace, Whereabouts, locate
from app.listings.facets import BY_KEY, FACETS
from app.listings.listing import PLACED_FORMATS, REMOTE_FORMATS, Audience, Listing, Offer
from app.listings.source import listings_of
from app.search import Hit, Snapshot

# Fewer results than this, and the search says what to relax.
FEW = 5
# How deep anybody may look without an API key: the daily rotation gives everyone a turn (threat T4).
REACHABLE = 200


@dataclass(frozen=True, slots=True)
class Match:
    """Why a listing is there: criteria met (as `key:value`), by which offer, how far away (km)."""

    met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_stated: tuple[str, ...]
    offer: str | None
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """One result."""

    listing: Listing
    match: Match

    @property
    def offer(self) -> Offer | None:
        """The offer that matches, and that a card speaks of."""
        return self.listing.offer(self.match.offer)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What the total would be without one criterion: `drop` names it, `criteria` are those that are left."""

    drop: str
    criteria: Criteria
    total: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a door shows of a search. `counts` maps facet keys to slugs to numbers of listings."""

    criteria: Criteria
    where: Whereabouts
    total: int
    results: tuple[Found, ...]
    counts: Mapping[str, Mapping[str, int]]
    relax: tuple[Relaxation, ...]

    @property
    def pages(self) -> int:
        return -(-self.total // self.criteria.per_page)

    @property
    def reachable_pages(self) -> int:
        """How many pages may be opened without an API key."""
        return min(self.pages, max(1, REACHABLE // self.criteria.per_page))


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, when, and with what at hand."""

    snapshot: Snapshot
    find_place: FindPlace
    audience: Audience
    day: date
    currency: str


def find(session: Session, asking: Asking, criteria: Criteria, *, facets: bool = True) -> Findings:
    """Answer criteria. One statement, for the listings of the page; everything else is in memory."""
    where = locate(criteria, asking.find_place)
    asked = question(criteria, where, asking.audience, asking.day, asking.currency, count=facets)
    answer = asking.snapshot.answer(asked)
    results = _results(session, asking.audience, criteria, where, answer.hits)
    relax = _relaxations(asking, criteria, where) if answer.total < FEW else ()
    counts = {f.key: dict(answer.counts[f.index_key(asking.audience)]) for f in FACETS} if facets else {}
    return Findings(criteria, where, answer.total, results, counts, relax)


def _results(
    session: Session, audience: Audience, criteria: Criteria, where: Whereabouts, hits: Sequence[Hit]
) -> tuple[Found, ...]:
    if not hits:
        return ()
    by_id = {hit.id: hit for hit in hits}
    listings = listings_of(session, [UUID(hit.id) for hit in hits], audience)
    return tuple(_explained(listing, by_id[str(listing.id)], criteria, where) for listing in listings)


def _explained(listing: Listing, hit: Hit, criteria: Criteria, where: Whereabouts) -> Found:
    offer = listing.offer(hit.offer)
    met = [*_facets_met(listing, offer, criteria)]
    if offer is not None and where.limits:
        # By the format, as the question limits them: a remote offer may name a place that nobody has to go to.
        if offer.format in PLACED_FORMATS and criteria.near is not None and where.origin is not None:
            met.append(f"near:{criteria.near}")
        if offer.format in REMOTE_FORMATS and where.seen_from is not None:
            met.append(f"seen_from:{where.seen_from}")
    if criteria.pay is not None:
        met.append(f"pay:{major_units(criteria.pay, criteria.currency)}")
    if criteria.q is not None:
        met.append(f"q:{criteria.q}")
    return Found(listing, Match(tuple(met), (), (), hit.offer, hit.distance_km))


def _facets_met(listing: Listing, offer: Offer | None, criteria: Criteria) -> list[str]:
    met = []
    for key, slugs in criteria.chosen.items():
        facet = BY_KEY[key]
        if facet.of_listing is not None:
            stated = set(facet.of_listing(listing))
        else:
            stated = set(facet.of_offer(offer)) if facet.of_offer is not None and offer is not None else set()
        met += [f"{key}:{slug}" for slug in slugs if slug in stated]
    return met


def _relaxations(asking: Asking, criteria: Criteria, where: Whereabouts) -> tuple[Relaxation, ...]:
    """The total without each single criterion, the most helpful first.

    The values of one facet are any-of: leaving out one of them would narrow, so a facet goes as a whole.
    """
    relaxations = []
    for key, value in dict.fromkeys((key, value if key == "without" else None) for key, value in criteria.each()):
        left = criteria.dropping(key, value)
        there = locate(left, asking.find_place) if key in ("near", "seen_from") else where
        asked = question(left, there, asking.audience, asking.day, asking.currency, count=False)
        drop = key if value is None else f"{key}:{value}"
        relaxations.append(Relaxation(drop, left, asking.snapshot.total(asked)))
    return tuple(sorted(relaxations, key=lambda r: -r.total))

"""What a search finds: listings with the reason each is there, counts, and ways out of a thin result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.criteria.asking import Asking
from app.criteria.criteria import UNSTATABLE, Criteria
from app.criteria.explaining import Facts, explain
from app.criteria.question import question
from app.criteria.terms import Asked, Terms, index_key, terms_of
from app.criteria.ways_out import Relaxation, Way, relaxations, ways_out
from app.criteria.whereabouts import Whereabouts
from app.listings.facets import FACETS
from app.listings.listing import Audience, Listing, Offer
from app.listings.source import indexed_listings_of
from app.search import Document, Hit

# Fewer results than this, and the search says where else to look.
FEW = 5
# How deep anybody may look without an API key: the daily rotation gives everyone a turn (threat T4).
REACHABLE = 200


@dataclass(frozen=True, slots=True)
class Match:
    """Why a listing is there, as `key:value`: what it meets of all that was asked, which wishes it does not meet, and
    what it leaves unsaid; by which offer, how far away (km).

    `whole`: whether it states everything that was required.
    """

    met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_stated: tuple[str, ...]
    offer: str | None
    distance_km: float | None
    whole: bool = True


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
class Findings:
    """Everything a door shows of a search. `counts` maps facet keys to slugs to numbers of listings.

    `silent` maps what is asked for (a facet, or a key of UNSTATABLE) to how many more are found, or would be, when
    those are kept who do not state it.
    """

    criteria: Criteria
    where: Whereabouts
    total: int
    results: tuple[Found, ...]
    counts: Mapping[str, Mapping[str, int]]
    relax: tuple[Relaxation, ...] = ()
    ways: tuple[Way, ...] = ()
    silent: Mapping[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return -(-self.total // self.criteria.per_page)

    @property
    def reachable_pages(self) -> int:
        """How many pages may be opened without an API key."""
        return min(self.pages, max(1, REACHABLE // self.criteria.per_page))


def find(session: Session, asking: Asking, criteria: Criteria, *, facets: bool = True) -> Findings:
    """Answer criteria. One statement, for the listings of the page; everything else is in memory."""
    asked = asking.asked(criteria)
    terms = terms_of(asked)
    answer = asking.snapshot.answer(question(asked, asking.day, count=facets, terms=terms), asking.known)
    few = answer.total < FEW
    return Findings(
        criteria=criteria,
        where=asked.where,
        total=answer.total,
        results=_results(session, asking.audience, terms, answer.hits),
        counts={f.key: dict(answer.counts[index_key(f, asked)]) for f in FACETS} if facets else {},
        relax=relaxations(asking, asked, answer.total) if few else (),
        ways=ways_out(asking, asked, answer.total) if few else (),
        silent=_silent(asking, asked, answer.total) if facets else {},
    )


def _results(session: Session, audience: Audience, terms: Terms, hits: Sequence[Hit]) -> tuple[Found, ...]:
    if not hits:
        return ()
    by_id = {hit.id: hit for hit in hits}
    found = indexed_listings_of(session, [UUID(hit.id) for hit in hits], audience)
    return tuple(_explained(listing, document, by_id[document.id], terms) for listing, document in found)


def _explained(listing: Listing, document: Document, hit: Hit, terms: Terms) -> Found:
    offer = next((offer for offer in document.offers if offer.id == hit.offer), None)
    why = explain(terms, Facts(document, offer, hit.distance_km))
    return Found(listing, Match(why.met, why.unmet, why.not_stated, hit.offer, hit.distance_km, hit.whole))


def _silent(asking: Asking, asked: Asked, total: int) -> Mapping[str, int]:
    """How many more there are, or would be, by keeping who does not state one thing that is required."""
    more = {}
    for key in _unstatable(asked):
        unstated = asked.criteria.unstated
        others = tuple(name for name in unstated if name != key) if key in unstated else (*unstated, key)
        more[key] = abs(total - asking.total(replace(asked.criteria, unstated=others)))
    return more


def _unstatable(asked: Asked) -> list[str]:
    """What is required and may be left unsaid."""
    required = [must for must in terms_of(asked).musts if must.terms]
    keys = dict.fromkeys(term.key for must in required for term in must.terms)
    return [key for key in keys if key in asked.criteria.chosen or key in UNSTATABLE]

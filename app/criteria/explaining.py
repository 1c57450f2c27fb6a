"""Why a listing is there: the terms of the search evaluated over what one listing states."""

from dataclasses import dataclass

from app.criteria.terms import Must, Term, Terms
from app.listings.indexing import SCHEMA
from app.search import AllOf, AnyOf, AtMost, Clause, Document, Has, Lacks, OfferDocument, Within, Words


@dataclass(frozen=True, slots=True)
class Explanation:
    """Terms as `key:value`: met, stated otherwise (wishes only), and not stated."""

    met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a listing states, with the offer shown of it, and how far that is from where the search is (km)."""

    document: Document
    offer: OfferDocument | None
    distance_km: float | None

    def hold(self, clause: Clause) -> bool:
        """Whether the clause is held, as the engine understands it; without an offer none about offers is."""
        match clause:
            case AllOf(clauses):
                return all(map(self.hold, clauses))
            case AnyOf(clauses):
                return any(map(self.hold, clauses))
            case Words(whole, prefix):
                said = self.document.words
                starts = prefix is None or any(word.startswith(prefix) for word in said)
                return starts and all(word in said for word in whole)
            case Has(facet, values) if facet in SCHEMA.person_facets:
                return not values.isdisjoint(self.document.values.get(facet, ()))
            case Lacks(facet, values) if facet in SCHEMA.person_facets:
                return values.isdisjoint(self.document.values.get(facet, ()))
        return self.offer is not None and self._offer_holds(self.offer, clause)

    def _offer_holds(self, offer: OfferDocument, clause: Clause) -> bool:
        match clause:
            case Has(facet, values):
                return not values.isdisjoint(offer.values.get(facet, ()))
            case Lacks(facet, values):
                return values.isdisjoint(offer.values.get(facet, ()))
            case AtMost(number, limit):
                return number in offer.numbers and offer.numbers[number] <= limit
            case Within(km=km):
                # Measured from the same place: a search has one.
                return self.distance_km is not None and self.distance_km <= km
        raise AssertionError(clause)


def explain(terms: Terms, facts: Facts) -> Explanation:
    """What this listing meets of the terms, what not, and what it leaves open."""
    met: dict[str, None] = {}
    unmet: dict[str, None] = {}
    not_stated: dict[str, None] = {}
    for must in terms.musts:
        _explain_must(must, facts, met, not_stated)
    for wish in terms.wishes:
        if facts.hold(wish.clause):
            met[wish.name] = None
        else:
            (not_stated if _leaves_open(wish, facts) else unmet)[wish.name] = None
    return Explanation(tuple(met), tuple(unmet), tuple(not_stated))


def _explain_must(must: Must, facts: Facts, met: dict[str, None], not_stated: dict[str, None]) -> None:
    if facts.hold(must.whole):
        met |= {term.name: None for term in must.terms if facts.hold(term.clause)}
    else:
        not_stated |= {term.name: None for term in must.terms if _leaves_open(term, facts)}


def _leaves_open(term: Term, facts: Facts) -> bool:
    """Whether the listing does not say; who offers nothing says nothing of it."""
    if term.unsaid is None:
        return False
    return facts.hold(term.unsaid) or (facts.offer is None and not _about_people(term.clause))


def _about_people(clause: Clause) -> bool:
    match clause:
        case AllOf(clauses) | AnyOf(clauses):
            return all(map(_about_people, clauses))
        case Has(facet) | Lacks(facet):
            return facet in SCHEMA.person_facets
    return isinstance(clause, Words)

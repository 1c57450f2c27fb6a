"""A slow and obvious matcher over documents, to hold the engine to: no index, no bitmaps, no numpy."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.search import (
    AllOf,
    Answer,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    Hit,
    Lacks,
    OfferDocument,
    Question,
    Schema,
    Within,
    Words,
)

_MASK = (1 << 64) - 1


def answer(schema: Schema, documents: Sequence[Document], question: Question) -> Answer:
    """What the engine must answer."""
    found = [document for document in documents if matches(schema, document, question.clauses)]
    hits = {document.id: _shown(schema, document, question) for document in found}
    found.sort(key=lambda document: _place(document, hits[document.id], question))
    page = found[question.first : question.first + question.size]
    counts = {facet: _counts(schema, documents, question, facet) for facet in question.count}
    return Answer(len(found), tuple(hits[document.id] for document in page), counts)


def matches(schema: Schema, document: Document, clauses: Iterable[tuple[str | None, Clause]]) -> bool:
    """Whether the person holds the clauses, those about offers by one and the same offer."""
    of_person = [clause for _owner, clause in clauses if not _about_offers(schema, clause)]
    of_offer = [clause for _owner, clause in clauses if _about_offers(schema, clause)]
    if not all(_person_holds(document, clause) for clause in of_person):
        return False
    return not of_offer or any(_offer_holds_all(offer, of_offer) for offer in document.offers)


def rank(key: int, day: int) -> int:
    """The rotation's rank, in plain integers."""
    return _splitmix64(key ^ _splitmix64(day & _MASK))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Haversine, in plain floats."""
    (lat1, lon1), (lat2, lon2) = [[math.radians(x) for x in point] for point in (a, b)]
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(half, 1.0)))


def _splitmix64(state: int) -> int:
    z = (state + 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def _about_offers(schema: Schema, clause: Clause) -> bool:
    if isinstance(clause, AnyOf | AllOf):
        return any(_about_offers(schema, inner) for inner in clause.clauses)
    if isinstance(clause, Has | Lacks):
        return clause.facet in schema.offer_facets
    return isinstance(clause, AtMost | Within)


def _person_holds(document: Document, clause: Clause) -> bool:
    match clause:
        case Has(facet, values):
            return any(value in values for value in document.values.get(facet, ()))
        case Lacks(facet, values):
            return all(value not in values for value in document.values.get(facet, ()))
        case Words(whole, prefix):
            starts = prefix is None or any(word.startswith(prefix) for word in document.words)
            return starts and all(word in document.words for word in whole)
        case AnyOf(clauses):
            return any(_person_holds(document, inner) for inner in clauses)
        case AllOf(clauses):
            return all(_person_holds(document, inner) for inner in clauses)
    raise AssertionError(clause)


def _offer_holds_all(offer: OfferDocument, clauses: Iterable[Clause]) -> bool:
    return all(_offer_holds(offer, clause) for clause in clauses)


def _offer_holds(offer: OfferDocument, clause: Clause) -> bool:
    match clause:
        case Has(facet, values):
            return any(value in values for value in offer.values.get(facet, ()))
        case Lacks(facet, values):
            return all(value not in values for value in offer.values.get(facet, ()))
        case AtMost(number, limit):
            return number in offer.numbers and offer.numbers[number] <= limit
        case Within(lat, lon, km):
            return offer.point is not None and distance_km((lat, lon), offer.point) <= km
        case AnyOf(clauses):
            return any(_offer_holds(offer, inner) for inner in clauses)
        case AllOf(clauses):
            return all(_offer_holds(offer, inner) for inner in clauses)
    raise AssertionError(clause)


def _matching_offers(schema: Schema, document: Document, question: Question) -> list[OfferDocument]:
    clauses = [clause for _owner, clause in question.clauses if _about_offers(schema, clause)]
    return [offer for offer in document.offers if _offer_holds_all(offer, clauses)]


def _shown(schema: Schema, document: Document, question: Question) -> Hit:
    """The person as shown: of the matching offers the one that comes first by the order itself."""
    offers = _matching_offers(schema, document, question)
    candidates = [_candidate(schema, document, offer, question) for offer in offers]
    if not candidates:
        return _candidate(schema, document, None, question)
    # The sort keeps equals as they stand in the document.
    return sorted(
        candidates, key=lambda hit: (*_by_order(document, hit, question), *_by_offer(document, hit, question))
    )[0]


def _candidate(schema: Schema, document: Document, offer: OfferDocument | None, question: Question) -> Hit:
    met = tuple(_holds(schema, document, offer, wish) for wish in question.wishes)
    whole = all(_holds(schema, document, offer, clause) for clause in question.wholly)
    distance = None if offer is None else _distance(offer, question)
    return Hit(document.id, None if offer is None else offer.id, distance, met, whole)


def _holds(schema: Schema, document: Document, offer: OfferDocument | None, clause: Clause) -> bool:
    """A clause about offers is held by the offer shown; without one, by nobody."""
    if _about_offers(schema, clause):
        return offer is not None and _offer_holds(offer, clause)
    return _person_holds(document, clause)


def _by_order(document: Document, hit: Hit, question: Question) -> tuple[float, ...]:
    """What decides both the offer and the person, the smallest first."""
    wishes, partly = -hit.met.count(True), 0 if hit.whole else 1
    if question.order == "nearest":
        return (partly, _farness(hit), wishes)
    if question.order == "least":
        offer = _offer(document, hit)
        counts = offer is not None and (question.among is None or _offer_holds(offer, question.among))
        number = offer.numbers.get(question.least or "") if offer is not None and counts else None
        return (partly, number is None, number or 0, wishes)
    return (wishes, partly)


def _by_offer(document: Document, hit: Hit, question: Question) -> tuple[float, ...]:
    """What decides between the offers of one person when the order leaves them equal."""
    offer = _offer(document, hit)
    number = None if offer is None or question.cheapest_by is None else offer.numbers.get(question.cheapest_by)
    return (_farness(hit), number is None, number or 0)


def _offer(document: Document, hit: Hit) -> OfferDocument | None:
    return next((offer for offer in document.offers if offer.id == hit.offer), None)


def _farness(hit: Hit) -> float:
    return math.inf if hit.distance_km is None else hit.distance_km


def _distance(offer: OfferDocument, question: Question) -> float | None:
    if question.origin is None or offer.point is None:
        return None
    return distance_km(question.origin, offer.point)


def _place(document: Document, hit: Hit, question: Question) -> tuple[tuple[float, ...], int, str]:
    return (_by_order(document, hit, question), rank(document.key, question.day), document.id)


def _counts(schema: Schema, documents: Sequence[Document], question: Question, facet: str) -> dict[str, int]:
    others = tuple((owner, clause) for owner, clause in question.clauses if owner != facet)
    counts: dict[str, int] = {}
    for document in documents:
        if matches(schema, document, others):
            for value in _values(schema, document, replace(question, clauses=others), facet):
                counts[value] = counts.get(value, 0) + 1
    return counts


def _values(schema: Schema, document: Document, question: Question, facet: str) -> set[str]:
    if facet in schema.person_facets:
        return set(document.values.get(facet, ()))
    return set(_of_offers(_matching_offers(schema, document, question), facet))


def _of_offers(offers: Iterable[OfferDocument], facet: str) -> Iterator[str]:
    return (value for offer in offers for value in offer.values.get(facet, ()))

"""What the engine is told of a listing: the index schema and one document per projection.

Besides the facets of the table the index knows, of an offer: its `currency`, the number `price`
(`Fees.lowest`, minor units), its `setting` (`placed` or `remote`), in `reach` the jurisdictions in
which a remote offer may be taken up, whether a `reduced_place` is confirmed `open`, the access features
answered no (`access_no`), and the number `wait` (the smaller, the sooner one may begin); of a listing: its `origin`
(`demonstration`, `imported`, `own`), its languages at any level (`language_any`) and those without a level
(`language_unlevelled`), the registers it names in which nobody looked (`register_stated`). What is not stated is
indexed too, by the key of what is asked for: `unsaid` of a listing, `unsaid@<audience>` of what needs consent,
`unsaid_of_offer`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from app.listings.documents import Projection
from app.listings.facets import BY_KEY, FACETS, SPECIAL, Facet
from app.listings.listing import AUDIENCES, PLACED_FORMATS, REMOTE_FORMATS, Audience, Listing, Offer
from app.search import Document, OfferDocument, Schema
from app.vocabulary.folding import words

PRICE = "price"
WAIT = "wait"
# How soon one may begin: what is not known comes before what is known to be closed.
WAITS = {"now": 0, "waitlist": 1, "unknown": 2, "closed": 3}
LANGUAGE_ANY, LANGUAGE_UNLEVELLED = "language_any", "language_unlevelled"
REGISTER_STATED = "register_stated"
ACCESS_NO = "access_no"
REDUCED_PLACE = "reduced_place"
UNSAID, UNSAID_OF_OFFER = "unsaid", "unsaid_of_offer"
_MASK = (1 << 64) - 1
# Marks "somewhere in that country" beside the codes of its parts.
_PART = "-*"

_PLAIN_PERSON = tuple(facet for facet in FACETS if facet.of_listing is not None and not facet.special)
_OFFER = tuple(facet for facet in FACETS if facet.of_offer is not None)

SCHEMA = Schema(
    person_facets=(
        *(facet.key for facet in _PLAIN_PERSON),
        *(facet.index_key(audience) for facet in SPECIAL for audience in AUDIENCES),
        "origin",
        LANGUAGE_ANY,
        LANGUAGE_UNLEVELLED,
        REGISTER_STATED,
        UNSAID,
        *(f"{UNSAID}@{audience}" for audience in AUDIENCES),
    ),
    offer_facets=(
        *(facet.key for facet in _OFFER),
        *("currency", "setting", "reach", REDUCED_PLACE, ACCESS_NO, UNSAID_OF_OFFER),
    ),
    offer_numbers=(PRICE, WAIT),
)


def rotation_key(listing_id: UUID) -> int:
    """64 bits of a listing's id for the daily rotation: its two halves folded together."""
    return (listing_id.int >> 64) ^ (listing_id.int & _MASK)


def index_document(projection: Projection) -> Document:
    """The engine's document of a projection; special-category facets once per audience, by consent."""
    listing = projection.listing
    return Document(
        id=str(listing.id),
        key=rotation_key(listing.id),
        values=_person_values(projection),
        words=frozenset(words(" ".join(filter(None, (listing.name, listing.headline, listing.about))))),
        offers=tuple(_offer_document(offer, listing) for offer in listing.offers),
    )


def document_of(listing: Listing, audience: Audience) -> Document:
    """The document of a listing as one audience sees it: what the index knows of it for that audience."""
    consents = {
        facet.key: {slug: frozenset({audience}) for slug in listing.slugs(facet.key)}
        for facet in SPECIAL
        if facet.key in listing.facts
    }
    return index_document(Projection(listing, consents))


def unsaid_facet(facet: Facet, audience: Audience) -> str:
    """The index facet that holds the key of `facet` where nothing of it is stated to this audience."""
    if facet.level == "offer":
        return UNSAID_OF_OFFER
    return f"{UNSAID}@{audience}" if facet.special else UNSAID


def jurisdictions_covering(seen_from: str) -> frozenset[str]:
    """The `reach` values that let someone in this jurisdiction be seen.

    A country covers its parts. Who only says the country of the seeker finds those who may see people in at
    least a part of it: the contract's "`GB` covers its nations", both ways.
    """
    country, _dash, part = seen_from.partition("-")
    return frozenset({seen_from, country}) if part else frozenset({country, f"{country}{_PART}"})


def _reach(codes: Iterable[str]) -> frozenset[str]:
    stated = frozenset(codes)
    return stated | {f"{code[:2]}{_PART}" for code in stated if "-" in code}


def _person_values(projection: Projection) -> Mapping[str, Collection[str]]:
    listing = projection.listing
    values: dict[str, Collection[str]] = {}
    for facet in _PLAIN_PERSON:
        assert facet.of_listing is not None
        values[facet.key] = frozenset(facet.of_listing(listing))
    consented: dict[str, set[str]] = defaultdict(set)
    for key, by_slug in projection.consents.items():
        for slug, audiences in by_slug.items():
            for audience in audiences:
                consented[f"{key}@{audience}"].add(slug)
    for audience in AUDIENCES:
        consented[f"{UNSAID}@{audience}"] = {f.key for f in SPECIAL if not consented.get(f.index_key(audience))}
    languages = listing.facts.get("language", ())
    # A language that is spoken too little for therapy is stated all the same, and so is an entry that has lapsed.
    said = values | {"language": languages, "register": listing.registers}
    return {
        **values,
        **consented,
        "origin": (_origin(listing),),
        LANGUAGE_ANY: frozenset(fact.slug for fact in languages),
        LANGUAGE_UNLEVELLED: frozenset(fact.slug for fact in languages if fact.detail is None),
        REGISTER_STATED: frozenset(entry.body for entry in listing.registers if entry.status == "stated"),
        UNSAID: {key for key in values if not said[key] and not BY_KEY[key].of_organisations},
    }


def _origin(listing: Listing) -> str:
    if listing.fictional:
        return "demonstration"
    return "own" if listing.source is None else "imported"


def _offer_document(offer: Offer, listing: Listing) -> OfferDocument:
    values: dict[str, Collection[str]] = {}
    for facet in _OFFER:
        assert facet.of_offer is not None
        values[facet.key] = frozenset(facet.of_offer(offer))
    if offer.format in REMOTE_FORMATS:
        values["setting"] = ("remote",)
        values["reach"] = _reach(listing.may_see_people_in)
    elif offer.format in PLACED_FORMATS:
        values["setting"] = ("placed",)
    values[REDUCED_PLACE] = ("open",) if offer.fees.reduced_place_open else ()
    values[ACCESS_NO] = frozenset(feature for feature, answer in offer.access.items() if answer == "no")
    lowest = offer.fees.lowest
    if lowest is not None and offer.fees.currency is not None:
        values["currency"] = (offer.fees.currency,)
    place = offer.place
    point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
    values[UNSAID_OF_OFFER] = frozenset(_unsaid_of_offer(offer, listing, values, placed=point is not None))
    numbers = {WAIT: WAITS[offer.availability]} | ({} if lowest is None else {PRICE: lowest})
    return OfferDocument(str(offer.id), values, numbers, point)


def _unsaid_of_offer(
    offer: Offer, listing: Listing, values: Mapping[str, Collection[str]], *, placed: bool
) -> Iterator[str]:
    """What may be asked for and the offer does not state; that it is closed, or full, is stated."""
    yield from (f.key for f in _OFFER if f.key not in ("access", "availability") and not values[f.key])
    fees = offer.fees
    if offer.availability == "unknown":
        yield "availability"
    if fees.standard is None and fees.reduced_from is None:
        yield "pay"
    if (fees.reduced_from is not None or fees.reduced_places is not None) and not (
        fees.reduced_place_open or fees.reduced_places_full
    ):
        yield "reduced_open"
    if offer.format in REMOTE_FORMATS and not listing.may_see_people_in:
        yield "seen_from"
    if offer.format is None or (offer.format in PLACED_FORMATS and not placed):
        yield "near"

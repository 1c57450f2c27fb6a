"""What the engine is told of a listing: the index schema and one document per projection.

Besides the facets of the table the index knows, of an offer: its `currency`, the number `price`
(`Fees.lowest`, minor units), its `setting` (`placed` or `remote`) and in `reach` the jurisdictions in
which a remote offer may be taken up; of a listing: its `origin` (`demonstration`, `imported`, `own`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from app.listings.documents import Projection
from app.listings.facets import FACETS, SPECIAL
from app.listings.listing import AUDIENCES, PLACED_FORMATS, REMOTE_FORMATS, Listing, Offer
from app.search import Document, OfferDocument, Schema
from app.vocabulary.folding import words

PRICE = "price"
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
    ),
    offer_facets=(*(facet.key for facet in _OFFER), "currency", "setting", "reach"),
    offer_numbers=(PRICE,),
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
    return {**values, **consented, "origin": (_origin(listing),)}


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
    lowest = offer.fees.lowest
    if lowest is not None and offer.fees.currency is not None:
        values["currency"] = (offer.fees.currency,)
    place = offer.place
    point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
    return OfferDocument(str(offer.id), values, {} if lowest is None else {PRICE: lowest}, point)

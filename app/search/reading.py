"""Reading documents into rows that tables can take in at once."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.search.documents import Document, OfferDocument, Schema, check_document
from app.search.postings import Ledger
from app.search.vocabulary import FacetValue

Say = Callable[[int], None]
_SAY_EVERY = 1000


@dataclass(slots=True)
class NewRows:
    """Documents as columns. `offers_end[i]` counts the offers of the first i + 1 documents."""

    numbers: dict[str, list[int | None]]
    ids: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    offers_end: list[int] = field(default_factory=list)
    offer_ids: list[str] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)
    person_values: Ledger[FacetValue] = field(default_factory=Ledger)
    offered_values: Ledger[FacetValue] = field(default_factory=Ledger)
    offer_values: Ledger[FacetValue] = field(default_factory=Ledger)
    words: Ledger[str] = field(default_factory=Ledger)


def read(schema: Schema, documents: Iterable[Document], say: Say | None = None) -> NewRows:
    """All documents as rows; `say` hears now and then, and at the end, how many were read.

    ValueError when a document does not follow the schema or an id comes twice.
    """
    new = NewRows({name: [] for name in schema.offer_numbers})
    seen: set[str] = set()
    for document in documents:
        check_document(schema, document)
        if document.id in seen:
            raise ValueError(f"document {document.id!r} comes twice")
        seen.add(document.id)
        _read_document(new, document)
        if say is not None and len(seen) % _SAY_EVERY == 0:
            say(len(seen))
    if say is not None:
        say(len(seen))
    return new


def _read_document(new: NewRows, document: Document) -> None:
    offered: set[FacetValue] = set()
    for offer in document.offers:
        values = set(_pairs(offer.values))
        offered |= values
        new.offer_values.add(values)
        _read_offer(new, offer)
    new.ids.append(document.id)
    new.keys.append(document.key)
    new.offers_end.append(len(new.offer_ids))
    new.person_values.add(set(_pairs(document.values)))
    new.offered_values.add(offered)
    new.words.add(set(document.words))


def _read_offer(new: NewRows, offer: OfferDocument) -> None:
    new.offer_ids.append(offer.id)
    lat, lon = (math.nan, math.nan) if offer.point is None else offer.point
    new.lat.append(lat)
    new.lon.append(lon)
    for name, numbers in new.numbers.items():
        numbers.append(offer.numbers.get(name))


def _pairs(values: Mapping[str, Collection[str]]) -> Iterator[FacetValue]:
    return ((facet, value) for facet, several in values.items() for value in several)

"""What is put into the index: documents with their offers, and the schema both follow."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

LARGEST_KEY = (1 << 64) - 1
LARGEST_NUMBER = (1 << 63) - 1
SMALLEST_NUMBER = -(1 << 63)


@dataclass(frozen=True, slots=True)
class Schema:
    """Names of the facets of a person, of the facets of an offer, and of the int64 numbers of an offer.

    ValueError when a name is declared twice.
    """

    person_facets: tuple[str, ...]
    offer_facets: tuple[str, ...]
    offer_numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        facets = self.person_facets + self.offer_facets
        if len(set(facets)) != len(facets) or len(set(self.offer_numbers)) != len(self.offer_numbers):
            raise ValueError("a schema names each facet and each number once")


@dataclass(frozen=True, slots=True)
class OfferDocument:
    """One offer of a person. `numbers` fit int64 (absent: not stated); `point` is (lat, lon) in degrees."""

    id: str
    values: Mapping[str, Collection[str]]
    numbers: Mapping[str, int]
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Document:
    """One person. `id` is unique; `key` (unsigned 64 bit) is for the rotation; `words` are folded."""

    id: str
    key: int
    values: Mapping[str, Collection[str]]
    words: Collection[str]
    offers: Sequence[OfferDocument]


def check_point(lat: float, lon: float) -> None:
    """ValueError unless `lat`, `lon` (degrees) is a point on Earth; NaN and infinities are none."""
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise ValueError(f"({lat}, {lon}) is not a point in degrees of latitude and longitude")


def check_distance(km: float) -> None:
    """ValueError when `km` is negative or not a number; infinity is allowed."""
    if math.isnan(km) or km < 0:
        raise ValueError(f"{km} km is not a distance")


def check_document(schema: Schema, document: Document) -> None:
    """ValueError when the document does not follow the schema."""
    if "\0" in document.id or any("\0" in offer.id for offer in document.offers):
        raise ValueError("an id holds no NUL")
    if not 0 <= document.key <= LARGEST_KEY:
        raise ValueError(f"document {document.id!r}: the key is not an unsigned 64 bit number")
    _check_names(document.id, document.values, schema.person_facets)
    for offer in document.offers:
        _check_names(document.id, offer.values, schema.offer_facets)
        _check_names(document.id, offer.numbers, schema.offer_numbers)
        if not all(SMALLEST_NUMBER <= number <= LARGEST_NUMBER for number in offer.numbers.values()):
            raise ValueError(f"document {document.id!r}: a number does not fit 64 bits")
        if offer.point is not None:
            check_point(*offer.point)


def _check_names(document_id: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"document {document_id!r}: the schema does not know {name!r}")

"""A place, and the three answers to "where is that?"."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["postcode", "outcode", "zip", "routing_key", "city", "region", "country"]
Precision = Literal["exact", "district", "town", "region", "country"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map.

    ``lat`` and ``lon`` are WGS84 degrees. ``country`` is an ISO 3166 code, ``region`` a name or ''.
    ``jurisdiction`` is where somebody there is for law: an ISO 3166-2 code in the United Kingdom
    (``GB-SCT``), the United States (``US-ME``), Canada and Australia, elsewhere the country. ``label`` is
    what we say back; typed in again it finds this same place. ``kind`` ``postcode`` with ``precision``
    ``district`` is a whole postal district of a country whose codes have no name of their own here.
    ``population`` is 0 where it is unknown.
    """

    name: str
    region: str
    country: str
    lat: float
    lon: float
    kind: Kind
    precision: Precision
    jurisdiction: str
    label: str
    population: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The text means one place."""

    place: Place


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text may mean any of these places (at most 8, the most populous first); each label finds its own
    place.
    """

    text: str
    candidates: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place is known by this text."""

    text: str


Finding = Found | Ambiguous | Unknown

"""What can be asked of a snapshot, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.search.documents import check_distance, check_point


@dataclass(frozen=True, slots=True)
class Has:
    """The facet has at least one of the values. No values: nobody."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lacks:
    """The facet has none of the values."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AtMost:
    """The offer states the number, and it is not above `limit`, a whole number of any size."""

    number: str
    limit: int

    def __post_init__(self) -> None:
        if not isinstance(self.limit, int):
            raise ValueError(f"{self.limit!r} is not a whole number")


@dataclass(frozen=True, slots=True)
class Within:
    """The offer has a point at most `km` (haversine) from `lat`, `lon` in degrees.

    ValueError when that is no point or no distance (negative, NaN).
    """

    lat: float
    lon: float
    km: float

    def __post_init__(self) -> None:
        check_point(self.lat, self.lon)
        check_distance(self.km)


@dataclass(frozen=True, slots=True)
class Words:
    """The person's text has every whole word and, when `prefix` is given, a word that starts with it."""

    whole: tuple[str, ...]
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the clauses, which are all of one level."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the clauses, which are all of one level."""

    clauses: tuple["Clause", ...]


Clause = Has | Lacks | AtMost | Within | Words | AnyOf | AllOf
Order = Literal["rotation", "nearest"]


@dataclass(frozen=True, slots=True)
class Question:
    """Clauses that must all hold, what to count, and which page to show.

    Each clause comes with its owner: the facet whose own choice it is, left out when that facet is counted
    (None: always applied). `nearest` orders by the distance of the shown offer from `origin` (lat, lon in
    degrees), persons without one after; without an origin everyone is. `day` is the proleptic ordinal of the
    UTC day. ValueError for a negative page or an origin that is no point.
    """

    clauses: tuple[tuple[str | None, Clause], ...] = ()
    count: tuple[str, ...] = ()
    order: Order = "rotation"
    origin: tuple[float, float] | None = None
    cheapest_by: str | None = None
    day: int = 0
    first: int = 0
    size: int = 20

    def __post_init__(self) -> None:
        if self.first < 0 or self.size < 0:
            raise ValueError("a page begins at 0 or later and has no negative size")
        if self.order not in ("rotation", "nearest"):
            raise ValueError(f"there is no order {self.order!r}")
        if self.origin is not None:
            check_point(*self.origin)


@dataclass(frozen=True, slots=True)
class Hit:
    """A person on the page, the offer shown of them, and how far from the origin that offer is."""

    id: str
    offer: str | None
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` persons match; `hits` is the page; `counts`: facet to value to persons, zeros left out."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]

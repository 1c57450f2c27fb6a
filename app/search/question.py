"""What can be asked of a snapshot, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

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
Order = Literal["rotation", "nearest", "least"]


@dataclass(frozen=True, slots=True)
class Question:
    """Clauses that must all hold, wishes, what to count, and which page to show.

    Each clause comes with its owner: the facet whose own choice it is, left out when that facet is counted
    (None: always applied). Who matches *wholly* also holds all clauses of `wholly`, by the same offer; `wishes` are
    met or not, those about offers again by that offer. Neither decides who matches.

    An order says which of a person's matching offers is shown and who comes first, both by the same key (the
    smallest first, and for offers their place in the document last):

    `rotation`  wishes met (most first), whole matches before others; then nearest, then smallest `cheapest_by`
                decide the offer, the day's rotation decides the person
    `nearest`   whole matches first, then distance from `origin` (lat, lon in degrees; offers without a point last),
                wishes met; `cheapest_by` for the offer, rotation for the person
    `least`     whole matches first, then the number `least` of offers that hold `among` (others last), wishes met;
                nearest and `cheapest_by` for the offer, rotation for the person

    Without an origin every distance is alike. `day` is the proleptic ordinal of the UTC day. ValueError for a negative
    page, an origin that is no point, or an order that lacks what it orders by.
    """

    clauses: tuple[tuple[str | None, Clause], ...] = ()
    wishes: tuple[Clause, ...] = ()
    wholly: tuple[Clause, ...] = ()
    count: tuple[str, ...] = ()
    order: Order = "rotation"
    origin: tuple[float, float] | None = None
    cheapest_by: str | None = None
    least: str | None = None
    among: Clause | None = None
    day: int = 0
    first: int = 0
    size: int = 20

    def __post_init__(self) -> None:
        if self.first < 0 or self.size < 0:
            raise ValueError("a page begins at 0 or later and has no negative size")
        if self.order not in ("rotation", "nearest", "least"):
            raise ValueError(f"there is no order {self.order!r}")
        if self.order == "least" and self.least is None:
            raise ValueError("the order 'least' needs a number to order by")
        if self.origin is not None:
            check_point(*self.origin)


class Hit(NamedTuple):
    """A person on the page, the offer shown of them, and how far from the origin that offer is.

    `met` says of each wish whether it is met, `whole` whether the match is whole: what the order went by.
    """

    id: str
    offer: str | None
    distance_km: float | None
    met: tuple[bool, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` persons match; `hits` is the page; `counts`: facet to value to persons, zeros left out."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]

"""What a seeker asks for, apart from how it is written in an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

KM_PER_MILE = Decimal("1.609344")

Sort = Literal["best", "near"]
SORTS: tuple[Sort, ...] = ("best", "near")
DEFAULT_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Radius:
    """A distance as it was asked for: `number` of `unit`."""

    number: Decimal
    unit: Literal["km", "mi"]

    @property
    def km(self) -> float:
        return float(self.number * KM_PER_MILE if self.unit == "mi" else self.number)

    def __str__(self) -> str:
        return f"{self.number.normalize():f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Everything that was asked. `chosen` maps facet keys to slugs; `pay` is in minor units.

    Facets and slugs keep the order in which they were asked for; equality is what the address round trip
    preserves.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    without: tuple[tuple[str, str], ...] = ()
    near: str | None = None
    within: Radius | None = None
    lat: float | None = None
    lon: float | None = None
    seen_from: str | None = None
    pay: int | None = None
    currency: str | None = None
    q: str | None = None
    sort: Sort = "best"
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the search."""
        return not any(True for _ in self.each())

    def each(self) -> Iterator[tuple[str, str | None]]:
        """Every criterion as (key, value): what a chip shows and what can be dropped."""
        for key, slugs in self.chosen.items():
            for slug in slugs:
                yield key, slug
        for key, slug in self.without:
            yield "without", f"{key}:{slug}"
        if self.near is not None or self.lat is not None:
            yield "near", self.near
        for key in ("seen_from", "pay", "q"):
            if getattr(self, key) is not None:
                yield key, str(getattr(self, key))

    def dropping(self, key: str, value: str | None = None) -> "Criteria":
        """These criteria less one value, or less the whole of a key; back on the first page."""
        first = replace(self, page=1)
        if key == "without":
            kept = tuple(pair for pair in self.without if value is not None and f"{pair[0]}:{pair[1]}" != value)
            return replace(first, without=kept)
        if key == "near":
            sort: Sort = "best" if self.sort == "near" else self.sort
            return replace(first, near=None, within=None, lat=None, lon=None, sort=sort)
        if key == "pay":
            return replace(first, pay=None, currency=None)
        if key == "seen_from":
            return replace(first, seen_from=None)
        if key == "q":
            return replace(first, q=None)
        left = tuple(slug for slug in self.chosen.get(key, ()) if value is not None and slug != value)
        chosen = {facet: slugs for facet, slugs in self.chosen.items() if facet != key}
        if left:
            chosen = {facet: left if facet == key else slugs for facet, slugs in self.chosen.items()}
        return replace(first, chosen=MappingProxyType(chosen))

    def choosing(self, key: str, slug: str) -> "Criteria":
        """These criteria and one more value of a facet; back on the first page."""
        if slug in self.chosen.get(key, ()):
            return replace(self, page=1)
        chosen = {**self.chosen, key: (*self.chosen.get(key, ()), slug)}
        return replace(self, page=1, chosen=MappingProxyType(chosen))

    def on_page(self, number: int) -> "Criteria":
        return replace(self, page=number)

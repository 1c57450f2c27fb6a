"""What a seeker asks for, apart from how it is written in an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

KM_PER_MILE = Decimal("1.609344")

Sort = Literal["best", "near", "cost", "soonest"]
SORTS: tuple[Sort, ...] = ("best", "near", "cost", "soonest")
DEFAULT_PER_PAGE = 20
# Criteria that have one value and may be a wish as a whole: `prefer=pay` beside `pay=25`.
WISHABLE = ("near", "pay", "reduced_open", "q")
# Besides the facets, what a listing may leave unsaid.
UNSTATABLE = ("pay", "seen_from")


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

    `prefer` holds wishes: (facet, slug), or (key, None) when the value under that key of WISHABLE is wished for and
    not required. `unstated` names facets (or keys of UNSTATABLE) for which "not stated" will do. Facets and slugs
    keep the order in which they were asked for; equality is what the address round trip preserves.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    without: tuple[tuple[str, str], ...] = ()
    prefer: tuple[tuple[str, str | None], ...] = ()
    unstated: tuple[str, ...] = ()
    language_level: Literal["any"] | None = None
    near: str | None = None
    within: Radius | None = None
    lat: float | None = None
    lon: float | None = None
    seen_from: str | None = None
    pay: int | None = None
    currency: str | None = None
    reduced_open: bool = False
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
        yield from (("prefer", f"{key}:{wish}") for key, wish in self.prefer if wish is not None)
        if self.near is not None or self.lat is not None:
            yield "near", self.near
        for single in ("seen_from", "pay", "reduced_open", "q"):
            value = getattr(self, single)
            if value is not None and value is not False:
                yield single, None if value is True else str(value)

    def asked(self, facet: str) -> tuple[str, ...]:
        """Slugs of a facet that are required or wished for."""
        wished = (slug for key, slug in self.prefer if key == facet and slug is not None)
        return tuple(dict.fromkeys((*self.chosen.get(facet, ()), *wished)))

    def is_wish(self, key: str) -> bool:
        """Whether the value under this key of WISHABLE is wished for and not required."""
        return (key, None) in self.prefer

    def dropping(self, key: str, value: str | None = None) -> "Criteria":
        """These criteria less one value, or less the whole of a key; back on the first page."""
        first = replace(self, page=1)
        if key == "without":
            return replace(first, without=_others(self.without, value))
        if key == "prefer":
            return replace(first, prefer=_others(self.prefer, value))
        if key in _SINGLE:
            prefer = tuple(wish for wish in self.prefer if wish != (key, None))
            there = first._less(key)
            # A place implies where the seeker will be.
            gone = key if key != "near" else "seen_from"
            if gone == "seen_from" and (there.near is not None or there.seen_from is not None):
                gone = ""
            return replace(there, prefer=prefer, unstated=tuple(name for name in self.unstated if name != gone))
        left = tuple(slug for slug in self.chosen.get(key, ()) if value is not None and slug != value)
        if left:
            chosen = {facet: left if facet == key else slugs for facet, slugs in self.chosen.items()}
            return replace(first, chosen=MappingProxyType(chosen))
        chosen = {facet: slugs for facet, slugs in self.chosen.items() if facet != key}
        unstated = tuple(name for name in self.unstated if name != key)
        return replace(first, chosen=MappingProxyType(chosen), unstated=unstated)

    def _less(self, key: str) -> "Criteria":
        """These criteria without the value of a key that has one."""
        if key == "near":
            sort: Sort = "best" if self.sort == "near" else self.sort
            return replace(self, near=None, within=None, lat=None, lon=None, sort=sort)
        if key == "pay":
            return replace(self, pay=None, currency=self.currency if self.sort == "cost" else None)
        return replace(self, **{key: False if key == "reduced_open" else None})  # type: ignore[arg-type]

    def wishing(self, key: str, value: str | None = None) -> "Criteria":
        """These criteria with one required thing turned into a wish; back on the first page."""
        if key in WISHABLE:
            return self if self.is_wish(key) else replace(self, page=1, prefer=(*self.prefer, (key, None)))
        left = self.dropping(key, value)
        return left if (key, value) in left.prefer else replace(left, prefer=(*left.prefer, (key, value)))

    def requiring(self, key: str, value: str | None = None) -> "Criteria":
        """These criteria with one wish turned into something required; back on the first page."""
        left = replace(self, page=1, prefer=tuple(wish for wish in self.prefer if wish != (key, value)))
        return left if key in WISHABLE or value is None else left.choosing(key, value)

    def choosing(self, key: str, slug: str) -> "Criteria":
        """These criteria and one more value of a facet; back on the first page."""
        if slug in self.chosen.get(key, ()):
            return replace(self, page=1)
        chosen = {**self.chosen, key: (*self.chosen.get(key, ()), slug)}
        return replace(self, page=1, chosen=MappingProxyType(chosen))

    def on_page(self, number: int) -> "Criteria":
        return replace(self, page=number)


_SINGLE = ("near", "seen_from", "pay", "reduced_open", "q")


def _others(pairs: tuple[tuple[str, Any], ...], value: str | None) -> tuple[tuple[str, Any], ...]:
    """The pairs of facet and slug other than `value`, written `facet:slug`; none when there is no value."""
    if value is None:
        return tuple(pair for pair in pairs if pair[1] is None)
    return tuple(pair for pair in pairs if pair[1] is None or f"{pair[0]}:{pair[1]}" != value)

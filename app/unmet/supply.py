"""How many listings there are of each value of a facet at each fee, zeros and all: what a search finds, counted.

One snapshot answers the whole table. No identity fact is ever a row: who somebody is, is not a statistic.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.criteria.asking import Asking
from app.criteria.criteria import Criteria
from app.criteria.question import question
from app.criteria.terms import index_key
from app.listings.facets import BY_KEY
from app.unmet.bands import AT_MOST, minor

# What there are tables of. None may be `special`.
FACETS = ("language", "community", "approach")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, the amount it is for (see `bands`), and the search that gives it."""

    at_most: int | None
    listings: int
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the facet; a cell for each of `bands.AT_MOST`."""

    slug: str
    cells: tuple[Cell, ...]


def supply(asking: Asking, within: Criteria, facet: str, slugs: Iterable[str]) -> tuple[Row, ...]:
    """The rows of these values among what `within` finds."""
    if BY_KEY[facet].special:
        raise ValueError(f"{facet} says who somebody is")
    priced = [replace(within, pay=minor(amount, asking.currency), currency=None) for amount in AT_MOST]
    counted = [_counts(asking, criteria, facet) for criteria in priced]
    return tuple(
        Row(
            slug,
            tuple(
                Cell(amount, counts.get(slug, 0), criteria.choosing(facet, slug))
                for amount, criteria, counts in zip(AT_MOST, priced, counted, strict=True)
            ),
        )
        for slug in slugs
    )


def _counts(asking: Asking, criteria: Criteria, facet: str) -> Mapping[str, int]:
    asked = asking.asked(criteria)
    key = index_key(BY_KEY[facet], asked)
    put = replace(question(asked, asking.day, count=False), count=(key,), size=0)
    return asking.snapshot.answer(put, asking.known).counts[key]

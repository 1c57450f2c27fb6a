"""Chips: each thing asked for, to take away, and to switch between what must be and what one would like."""

from dataclasses import dataclass

from app.criteria.criteria import WISHABLE, Criteria
from app.criteria.labels import facet_name
from app.criteria.sentence import Phrases
from app.criteria.whereabouts import Whereabouts
from app.finder import addresses
from app.listings.facets import BY_KEY


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing asked for. `drop` leads to the search without it, `switch` (if it can be) to the search in which a
    must is a wish or a wish a must; `note` is its kind.
    """

    words: str
    drop: str
    switch: str | None
    wish: bool
    note: str | None


def chips(criteria: Criteria, where: Whereabouts, phrases: Phrases) -> tuple[Chip, ...]:
    """A chip for every criterion."""
    return tuple(_chip(key, value, criteria, where, phrases) for key, value in criteria.each())


def _chip(key: str, value: str | None, criteria: Criteria, where: Whereabouts, phrases: Phrases) -> Chip:
    facet, slug = key, value
    if key == "prefer" and value is not None:
        facet, _colon, slug = value.partition(":")
    wish = key == "prefer" or criteria.is_wish(key)
    return Chip(
        words=phrases.chip(key, value, criteria, where),
        drop=addresses.search(criteria.dropping(key, value)),
        switch=_switched(facet, slug, criteria, wish=wish),
        wish=wish,
        note=facet_name(facet) if facet in BY_KEY else None,
    )


def _switched(facet: str, slug: str | None, criteria: Criteria, *, wish: bool) -> str | None:
    if facet in WISHABLE:
        slug = None
    elif facet not in BY_KEY:
        # What must not be, and where the seeker will be, are no wishes.
        return None
    return addresses.search(criteria.requiring(facet, slug) if wish else criteria.wishing(facet, slug))

"""Addresses of the finder's pages: a search is its query string."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode
from uuid import UUID

from app.criteria.criteria import Criteria
from app.criteria.grammar import serialise

FIND = "/find"
SHORTLIST = "/shortlist"


def search(criteria: Criteria, **also: str) -> str:
    """The address of a search; `also` are keys of the page itself."""
    pairs = [*serialise(criteria), *also.items()]
    return f"{FIND}?{urlencode(pairs)}" if pairs else FIND


def facet(key: str, slug: str) -> str:
    """The address of a search for one value."""
    return f"{FIND}?{urlencode({key: slug})}"


def terms(pairs: Sequence[tuple[str, str]]) -> str:
    """The address of a search for several values."""
    return f"{FIND}?{urlencode(list(pairs))}" if pairs else FIND


def photo(photo_id: UUID, size: str) -> str:
    """The address of a photo, `large` or `small`."""
    return f"/photos/{photo_id}/{size}"


def listing(slug: str) -> str:
    """The address of a listing."""
    return f"/listings/{quote(slug)}"


def waiting_list(offer_id: str) -> str:
    """Where to ask to be told when a reduced place of an offer opens; a door may not import who answers there."""
    return f"/waiting-list/join/{quote(offer_id)}"


def message(listing_id: str) -> str:
    """Where to write a first message to one listing."""
    return f"/message/{quote(listing_id)}"

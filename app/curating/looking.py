"""Whom a member means by an address, an id, a search or a name: nothing is kept of it, and no seeker is asked."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

from app.criteria.findings import find
from app.criteria.labels import labels_of
from app.criteria.requests import asking, parsed
from app.criteria.wording import reader
from app.finder.addresses import FIND, lasting_listing
from app.finder.cards import line
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import Moved, listing_by_slug, listings_by_id
from app.plumbing.requests import database_session
from app.plumbing.typed import one_line

_LISTINGS = "/listings/"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant; `there`: on the list already."""

    id: UUID
    name: str
    line: str
    address: str
    fictional: bool
    there: bool


def candidates(text: str, there: Set[UUID] = frozenset()) -> tuple[Candidate, ...]:
    """Who is listed and may be meant, at most a page of them."""
    labels = labels_of(directory().lexicon, reader().code)
    return tuple(
        Candidate(
            id=one.id,
            name=one.name,
            line=line(one, labels),
            address=lasting_listing(one.slug),
            fictional=one.fictional,
            there=one.id in there,
        )
        for one in _meant(one_line(text))
    )


def _meant(text: str) -> Iterable[Listing]:
    if not text:
        return ()
    if (listing_id := _as_id(text)) is not None:
        found = listings_by_id(database_session(), [listing_id], "site").values()
        return [one for one in found if isinstance(one, Listing)]
    path, query = _as_address(text)
    if path.startswith(_LISTINGS):
        return _by_slug(one_line(unquote(path.removeprefix(_LISTINGS)).strip("/")))
    pairs = parse_qsl(query) if path == FIND else [("q", text)]
    asked = parsed(pairs=pairs).criteria
    # What cannot be looked for finds nobody, not everybody.
    found_ones = () if asked.is_empty else find(database_session(), asking("site"), asked, facets=False).results
    return [one.listing for one in found_ones]


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _as_address(text: str) -> tuple[str, str]:
    """The path and the query of an address, of whatever host it was copied from."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "", ""
    return parts.path, parts.query


def _by_slug(slug: str) -> list[Listing]:
    found = listing_by_slug(database_session(), slug, "site")
    if isinstance(found, Moved):
        found = listing_by_slug(database_session(), found.slug, "site")
    return [found] if isinstance(found, Listing) else []

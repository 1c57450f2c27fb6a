"""One page of what a search finds, by the ids of listings: no more of them is read than the page needs.

Where it goes on is the listing and the resource after which it goes on, so that nobody is skipped or told of twice
whatever changes in between.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.api.fhir.asking import Link, Search
from app.api.fhir.codes import Resource
from app.api.fhir.parameters import Refused
from app.api.fhir.resources import TYPES, Translator
from app.listings.listing import Audience, Listing
from app.listings.paging import read_rows
from app.plumbing.words import gettext as _
from app.search import Snapshot

AUDIENCE: Audience = "api"
# So many listings are looked at for one page, even if few of them are answers: then the page is shorter.
MOST_READ = 1_000
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Page:
    """The answers, what is told along with them, and where it goes on, empty at the end."""

    matches: tuple[Resource, ...]
    included: tuple[Resource, ...]
    goes_on: str


def page_of(session: Session, snapshot: Snapshot, search: Search, translator: Translator) -> Page:
    """The page of a search. Raises Refused for a place in it that is none."""
    last, after = _place(search.page)
    found: list[tuple[Listing, Resource]] = []
    for read, listing in enumerate(_listings(session, snapshot, search, last, within=bool(after))):
        if read >= MOST_READ:
            return _page(found, search, translator, _word(last, ""))
        for one in translator.resources(listing, search.kind):
            if (listing.id == last and str(one["id"]) <= after) or not search.holds(one):
                continue
            if len(found) >= search.count:
                before, final = found[-1]
                return _page(found, search, translator, _word(before.id, str(final["id"])))
            found.append((listing, one))
        last, after = listing.id, ""
    return _page(found, search, translator, "")


def _page(found: list[tuple[Listing, Resource]], search: Search, translator: Translator, goes_on: str) -> Page:
    matches = tuple(one for _listing, one in found)
    told = {_address(one) for one in matches}
    included: dict[str, Resource] = {}
    if search.includes or search.revincludes:
        # Whatever refers to each other is of one listing.
        for listing in {listing.id: listing for listing, _one in found}.values():
            own = [one for of, one in found if of.id == listing.id]
            for other in (each for kind in TYPES for each in translator.resources(listing, kind)):
                if _address(other) not in told and _goes_along(own, other, search):
                    included[_address(other)] = other
    return Page(matches, tuple(included.values()), goes_on)


def _goes_along(own: list[Resource], other: Resource, search: Search) -> bool:
    return any(_refers(one, other, link) for link in search.includes for one in own) or any(
        _refers(other, one, link) for link in search.revincludes for one in own
    )


def _refers(one: Resource, other: Resource, link: Link) -> bool:
    return one["resourceType"] == link.source and _address(other) in link.parameter.read(one)


def _address(one: Resource) -> str:
    return f"{one['resourceType']}/{one['id']}"


def _listings(
    session: Session, snapshot: Snapshot, search: Search, last: UUID | None, *, within: bool
) -> Iterator[Listing]:
    """Listings in the order of their ids, after this one, or from it on where a page ended within it."""
    ids = snapshot.ids(*(() if search.near is None else (search.near,)))
    if (among := search.among) is not None:
        wanted = set(map(str, among))
        ids = [id for id in ids if id in wanted]
    begin = 0 if last is None else (bisect_left if within else bisect_right)(ids, str(last))
    for start in range(begin, len(ids), _BATCH):
        rows = read_rows(session, [UUID(id) for id in ids[start : start + _BATCH]], AUDIENCE)
        yield from (row for row in rows if isinstance(row, Listing))


def _word(listing: UUID | None, resource: str) -> str:
    """A place between two pages as a word that says nothing to a reader."""
    own = b"" if listing is None else listing.bytes
    return urlsafe_b64encode(own + resource.encode()).rstrip(b"=").decode()


def _place(word: str) -> tuple[UUID | None, str]:
    if not word:
        return None, ""
    try:
        content = urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
        return UUID(bytes=content[:16]), content[16:].decode("ascii")
    except (ValueError, binascii.Error):
        raise Refused(_("There is no such page of this search.")) from None

"""Where a seeker may look on: the next people whom what they wrote finds, besides those they have written to."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from app.criteria.findings import find
from app.criteria.labels import Labels
from app.criteria.requests import asking, parsed
from app.enquiries.beginning import ticked
from app.enquiries.letter import Letter
from app.enquiries.people import Person, person
from app.finder import addresses
from app.finder.quiet import Pairs, Place
from app.listings.listing import Listing
from app.plumbing.requests import database_session

_MOST = 3


@dataclass(frozen=True, slots=True)
class Onward:
    """The next few people, where to write to them, and where to look further: quiet addresses all."""

    people: tuple[Person, ...]
    write_address: str | None
    look_address: str


def onward(letter: Letter, written_to: Collection[UUID | None], labels: Labels) -> Onward:
    """Whoever meets all of what was looked for, or else whoever meets the most of it."""
    needed = ticked(letter.looking_for, letter.times)
    wished = tuple(("prefer", f"{facet}:{slug}") for facet, slug in needed)
    for asked in (needed, wished):
        found = _found(asked, written_to)
        if found:
            people = tuple(person(listing, asked, labels) for listing in found)
            return Onward(people, addresses.message([one.id for one in found], needed), _look(asked))
    return Onward((), None, _look(wished))


def _found(asked: Pairs, written_to: Collection[UUID | None]) -> list[Listing]:
    if not asked:
        return []
    findings = find(database_session(), asking("site"), parsed(pairs=asked).criteria, facets=False)
    listings = [found.listing for found in findings.results]
    return [one for one in listings if one.takes_messages and one.id not in written_to][:_MOST]


def _look(asked: Pairs) -> str:
    return addresses.quietly(Place("results", tuple(asked)))

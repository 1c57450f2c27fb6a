"""Somebody a message may go to, as the pages of messages show them."""

from dataclasses import dataclass

from app.criteria.labels import Labels
from app.finder import addresses
from app.finder.cards import line
from app.finder.pictures import Portrait, portrait
from app.finder.quiet import Pairs, Place
from app.finder.replying import promise
from app.listings.listing import Listing
from app.practitioners.rules import USUALLY_PROMISED


@dataclass(frozen=True, slots=True)
class Person:
    """`address` leads to their listing and says nothing: a look at whom one writes to leaves nothing to be read."""

    id: str
    name: str
    line: str
    address: str
    portrait: Portrait
    fictional: bool
    promise: str


def person(listing: Listing, pairs: Pairs, labels: Labels) -> Person:
    """This person, looked for by this search."""
    return Person(
        id=str(listing.id),
        name=listing.name,
        line=line(listing, labels),
        address=addresses.quietly(Place("listing", tuple(pairs), listing.slug)),
        portrait=portrait(listing.id, listing.photo),
        fictional=listing.fictional,
        promise=promise(listing.name, listing.promised_days or USUALLY_PROMISED),
    )

"""The page of people somebody kept: read from what the browser sent, answered, and forgotten.

Nothing here writes, logs or remembers: the list lives in the reader's own browser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, request

from app.criteria.labels import Labels, labels_of
from app.criteria.wording import Reader, reader
from app.finder import addresses, carrying, keeping
from app.finder.cards import line
from app.finder.comparing import Row, compare
from app.finder.first_message import Message, messages, speakers
from app.finder.keeping import MOST, SIDE_BY_SIDE, Asked
from app.finder.pictures import Portrait, portrait
from app.finder.sharing import Share, share
from app.finder.sheet import Sheet, sheet
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import Gone, listings_by_id
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

# A list is at most some hundred letters; what is longer is not one.
LONGEST = 16_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody on the list."""

    id: str
    name: str
    address: str
    portrait: Portrait
    line: str
    fictional: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Everything `shortlist/shortlist.html` shows; without `people` the page explains itself."""

    token: str
    people: tuple[Kept, ...]
    notices: tuple[str, ...]
    compared: tuple[Kept, ...]
    rows: tuple[Row, ...]
    share: Share | None
    sheet: Sheet | None
    messages: tuple[Message, ...]
    choosing: bool
    # Where to write to those who take a first message here; None when nobody does.
    write_address: str | None = None
    most: int = MOST
    side_by_side: int = SIDE_BY_SIDE


def blank_shortlist() -> Shortlist:
    """The page before anybody is named."""
    return Shortlist("", (), (), (), (), None, None, messages(reader().code), choosing=False)


def sent_shortlist() -> Shortlist:
    """The page of the list in this request's form."""
    request.max_content_length = LONGEST
    form = request.form
    chosen = form.getlist("compare") if "choosing" in form else None
    asked = keeping.asked(form.getlist("kept"), chosen, form.get("do", ""))
    found = listings_by_id(database_session(), asked.ids, "site") if asked.ids else {}
    reads = reader()
    return present(asked, found, labels_of(directory().lexicon, reads.code), reads)


def present(asked: Asked, found: Mapping[UUID, Listing | Gone], labels: Labels, reads: Reader) -> Shortlist:
    """The page for what was asked and what there is of it."""
    listings = [one for id in asked.ids if isinstance(one := found.get(id), Listing)]
    notices = _notices(asked, found)
    if not listings:
        return Shortlist("", (), notices, (), (), None, None, messages(reads.code), choosing=False)
    side = _side_by_side(asked, listings)
    ids = [one.id for one in side]
    people = tuple(_kept(one, one.id in ids, labels) for one in listings)
    mark = keeping.token(one.id for one in listings)
    handed = share(current_app.config["BASE_URL"], addresses.SHORTLIST, mark)
    spoken = speakers(listings, reads.listed)
    writable = [one.id for one in listings if one.takes_messages]
    return Shortlist(
        token=mark,
        people=people,
        notices=notices,
        compared=tuple(person for person in people if person.chosen),
        rows=compare(side, labels, reads),
        share=handed,
        sheet=sheet(listings, handed.link, labels, reads),
        messages=messages(reads.code, spoken),
        choosing=len(listings) > SIDE_BY_SIDE,
        write_address=addresses.message(writable, carrying.here()) if writable else None,
    )


def _side_by_side(asked: Asked, listings: Sequence[Listing]) -> list[Listing]:
    """Those to compare, in the order of the list: the chosen ones, or the first."""
    chosen = [one for one in listings if asked.chosen is None or one.id in asked.chosen]
    return (chosen or list(listings))[:SIDE_BY_SIDE]


def _kept(listing: Listing, chosen: bool, labels: Labels) -> Kept:
    return Kept(
        id=str(listing.id),
        name=listing.name,
        address=addresses.listing(listing.slug),
        portrait=portrait(listing.id, listing.photo),
        line=line(listing, labels),
        fictional=listing.fictional,
        chosen=chosen,
    )


def _notices(asked: Asked, found: Mapping[UUID, Listing | Gone]) -> tuple[str, ...]:
    """One sentence for each thing that could not be shown."""
    gone = sum(isinstance(found.get(id), Gone) for id in asked.ids)
    unknown = sum(id not in found for id in asked.ids)
    chosen = 0 if asked.chosen is None else len(set(asked.chosen) & set(found))
    said = []
    if gone:
        words = ngettext(
            "%(num)s person or service you kept has been removed and is no longer listed here.",
            "%(num)s people or services you kept have been removed and are no longer listed here.",
            gone,
        )
        said.append(words)
    if unknown:
        words = ngettext(
            "%(num)s entry of this list is not known here.", "%(num)s entries of this list are not known here.", unknown
        )
        said.append(words)
    if asked.broken:
        said.append(_("Part of this list could not be read; the link may have been cut short when it was copied."))
    if asked.beyond:
        said.append(_("A list holds up to %(most)s; the first %(most)s are shown.", most=MOST))
    if chosen > SIDE_BY_SIDE:
        said.append(_("Up to %(most)s fit side by side; the first %(most)s you chose are shown.", most=SIDE_BY_SIDE))
    return tuple(said)

"""The public page of a list: its words, and the cards of who is on it and listed now."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for

from app.criteria.criteria import Criteria
from app.criteria.findings import Found, Match
from app.criteria.labels import labels_of
from app.criteria.on_a_list import only
from app.criteria.sentence import Phrases
from app.criteria.whereabouts import Whereabouts
from app.criteria.wording import reader
from app.curating import addresses
from app.finder import addresses as finder
from app.finder.cards import Card, Cards
from app.listings.listing import Audience, Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.organisations.collections.queries import entries_of, public_collection
from app.plumbing.requests import database_session

_NOTHING_ASKED = Match((), (), (), None, None)


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody on the list, and what the organisation says of why."""

    card: Card
    note: str | None


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """Everything `curating/shown.html` shows."""

    title: str
    note: tuple[str, ...]
    organisation: str
    by: str
    language: str
    direction: str
    changed: str
    entries: tuple[Shown, ...]
    search: str
    feed: str


def collection_page(collection_id: UUID) -> CollectionPage:
    """The page of a list that anybody may read; 404 where there is none. Whoever is not listed now is not on it."""
    row, listed = read(collection_id, "site")
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    cards = Cards(Phrases(labels, reads), Criteria(), Whereabouts())
    word = labels.terms("language").get(row.language)
    return CollectionPage(
        title=row.title,
        note=tuple(part for part in (row.note or "").split("\n") if part.strip()),
        organisation=row.organisation,
        by=url_for("community.organisation", organisation_id=row.organisation_id),
        language=row.language,
        direction="ltr" if word is None else word.direction,
        changed=reads.day(row.changed_at.date()),
        entries=tuple(Shown(cards.card(Found(one, _NOTHING_ASKED)), entry.note) for entry, one in listed),
        search=finder.search(only(collection_id)),
        feed=addresses.feed(collection_id),
    )


def read(collection_id: UUID, audience: Audience) -> tuple[Any, list[tuple[Any, Listing]]]:
    """A list anybody may read, and its entries in their order, each with its listing as an audience may see it;
    aborts with 404."""
    session = database_session()
    row = public_collection(session, collection_id)
    if row is None:
        abort(404)
    entries = entries_of(session, collection_id)
    found = listings_by_id(session, [entry.record_id for entry in entries], audience)
    listed = [(entry, found.get(entry.record_id)) for entry in entries]
    return row, [(entry, one) for entry, one in listed if isinstance(one, Listing)]

"""A member's pages of lists: all of them, one with whom is on it, and whom to put on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from flask import abort
from sqlalchemy.orm import Session

from app.access.visitors import account_id, organisation_id
from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.curating import addresses
from app.curating.forms import CollectionForm
from app.curating.looking import Candidate, candidates
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.organisations.collections import actions
from app.organisations.collections.actions import CollectionRefused
from app.organisations.collections.models import Collection, CollectionEntry
from app.organisations.collections.queries import collections_of, entries_of, own_collection, own_entry
from app.plumbing import clock
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext
from app.practitioners.writing import Writing

_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class Line:
    """One list among the others."""

    title: str
    address: str
    standing: str
    size: str
    public: str | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """Somebody on the list as a member sees it; not `listed`: nobody else sees them now."""

    id: UUID
    name: str
    address: str | None
    note: str
    listed: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Working:
    """Everything `curating/collection.html` shows."""

    id: UUID
    title: str
    note: str | None
    language: str
    standing: str
    public: str | None
    entries: tuple[EntryLine, ...]
    looked: str
    found: tuple[Candidate, ...]


def all_collections() -> tuple[Line, ...]:
    """The lists of the organisation this request is for."""
    reads = reader()
    return tuple(_line(row, reads) for row in collections_of(database_session(), organisation_id()))


def _line(row: Any, reads: Reader) -> Line:
    size, is_public, id = row.size, row.public, row.id
    return Line(
        title=row.title,
        address=addresses.collection(id),
        standing=standing(public=is_public),
        size=ngettext(
            "%(number)s person or service", "%(number)s people and services", size, number=reads.number(size)
        ),
        public=addresses.public(id) if is_public else None,
    )


def standing(*, public: bool) -> str:
    """Who may read a list."""
    return _("Anybody may read it") if public else _("Only your organisation sees it")


def working_page(collection_id: UUID, looked: str, typed: Mapping[UUID, str] = MappingProxyType({})) -> Working:
    """One list of the organisation this request is for, and who was looked for; 404 where it is not theirs. `typed`
    is what could not be taken."""
    session = database_session()
    one = own_collection(session, organisation_id(), collection_id) or abort(404)
    rows = entries_of(session, collection_id)
    found = listings_by_id(session, [row.record_id for row in rows], "site")
    entries = []
    for at, row in enumerate(rows):
        listing = found.get(row.record_id)
        there = listing if isinstance(listing, Listing) else None
        entries.append(
            EntryLine(
                id=row.record_id,
                name=_("No longer listed") if there is None else there.name,
                address=None if there is None else f"/listings/{there.slug}",
                note=typed.get(row.record_id, row.note or ""),
                listed=there is not None,
                first=at == 0,
                last=at == len(rows) - 1,
            )
        )
    return Working(
        id=one.id,
        title=one.title,
        note=one.note,
        language=one.language,
        standing=standing(public=one.public),
        public=addresses.public(one.id) if one.public else None,
        entries=tuple(entries),
        looked=looked,
        found=candidates(looked, {row.record_id for row in rows}),
    )


def languages() -> list[tuple[str, str]]:
    """The written languages, (slug, label), by label."""
    labels = labels_of(directory().lexicon, reader().code)
    written = [slug for slug, word in labels.terms("language").items() if not (word.retired or word.signed)]
    return sorted(((slug, labels.of("language", slug)) for slug in written), key=lambda pair: pair[1].casefold())


def writing(session: Session) -> Writing:
    """In what a member writes."""
    return Writing(session, clock.now(), account_id())


def made(form: CollectionForm) -> UUID | None:
    """Make a list of what was sent; None when it was refused, which the form then says."""
    try:
        with database().writing() as session:
            return actions.make(writing(session), organisation_id(), form.words()).id
    except CollectionRefused as refusal:
        form.form_errors.append(str(refusal))
        return None


def reworded(collection_id: UUID, form: CollectionForm) -> None:
    """Let a list say this from now on."""
    with_collection(collection_id, lambda writes, one: actions.reword(writes, one, form.words()))


def with_collection(collection_id: UUID, act: Callable[[Writing, Collection], _Done]) -> _Done:
    """Do something with a list of the organisation this request is for, in one transaction."""
    with database().writing() as session:
        return act(writing(session), own_collection(session, organisation_id(), collection_id) or abort(404))


def with_entry(
    collection_id: UUID, record_id: UUID, act: Callable[[Writing, Collection, CollectionEntry], None]
) -> None:
    """The same with somebody on it; who is not on it any more is passed over."""

    def found(writes: Writing, collection: Collection) -> None:
        entry = own_entry(writes.session, collection.organisation_id, collection.id, record_id)
        if entry is not None:
            act(writes, collection, entry)

    with_collection(collection_id, found)

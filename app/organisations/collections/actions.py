"""Making lists, and who is on them. Whoever changes the order of a list holds it first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.organisations.collections.models import Collection, CollectionEntry
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.practitioners.models import Record
from app.practitioners.writing import Writing

LONGEST_TITLE, LONGEST_NOTE, LONGEST_ENTRY_NOTE = 120, 2000, 300
MOST_COLLECTIONS, MOST_ENTRIES = 50, 100


class CollectionRefused(ValueError):
    """A list cannot become so; one clear sentence says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a list says of itself, in which language, and whether anybody may read it."""

    title: str
    note: str | None
    language: str
    public: bool


def make(writing: Writing, organisation_id: UUID, words: Words) -> Collection:
    """A new, empty list, the last of its organisation."""
    session = writing.session
    own = Collection.organisation_id == organisation_id
    count, last = session.execute(select(func.count(), func.max(Collection.position)).where(own)).one()
    if count >= MOST_COLLECTIONS:
        raise CollectionRefused(_("An organisation has at most %(most)s lists.", most=MOST_COLLECTIONS))
    made = Collection(organisation_id=organisation_id, created_at=writing.now, position=1 + (last or 0))
    _write(made, words, writing)
    session.add(made)
    session.flush()
    _noted(writing, made, "made")
    return made


def reword(writing: Writing, collection: Collection, words: Words) -> None:
    """What a list says of itself from now on."""
    _write(collection, words, writing)
    _noted(writing, collection, "changed")


def remove(writing: Writing, collection: Collection) -> None:
    """There is no such list any more."""
    _noted(writing, collection, "removed")
    writing.session.delete(collection)


def add(writing: Writing, collection: Collection, record_id: UUID) -> None:
    """Put somebody who is listed at the end of a list; who is on it already stays where they are."""
    session = writing.session
    entries = _held(session, collection)
    if any(entry.record_id == record_id for entry in entries):
        return
    if len(entries) >= MOST_ENTRIES:
        raise CollectionRefused(_("A list holds at most %(most)s people and services.", most=MOST_ENTRIES))
    status = session.scalar(select(Record.__table__.c.status).where(Record.__table__.c.id == record_id))
    if status != "published":
        raise CollectionRefused(_("Nobody is listed there any more."))
    position = 1 + max((entry.position for entry in entries), default=0)
    key = {"collection_id": collection.id, "record_id": record_id}
    session.add(CollectionEntry(**key, position=position, added_at=writing.now))
    collection.changed_at = writing.now


def move(writing: Writing, collection: Collection, record_id: UUID, *, up: bool) -> None:
    """One step up or down; at the end of the list nothing happens."""
    entries = _held(writing.session, collection)
    here = next((at for at, entry in enumerate(entries) if entry.record_id == record_id), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(entries):
        return
    entries[here], entries[there] = entries[there], entries[here]
    for at, entry in enumerate(entries, 1):
        entry.position = at
    collection.changed_at = writing.now


def say_why(writing: Writing, collection: Collection, entry: CollectionEntry, text: str | None) -> None:
    """What the organisation says of somebody on its list."""
    entry.note = text
    collection.changed_at = writing.now


def take_off(writing: Writing, collection: Collection, entry: CollectionEntry) -> None:
    """Somebody is not on the list any more."""
    writing.session.delete(entry)
    collection.changed_at = writing.now


def _held(session: Session, collection: Collection) -> list[CollectionEntry]:
    """The entries in their order, of a list that nobody else changes now."""
    session.execute(select(Collection.id).where(Collection.id == collection.id).with_for_update())
    of_it = select(CollectionEntry).where(CollectionEntry.collection_id == collection.id)
    return list(session.scalars(of_it.order_by(CollectionEntry.position, CollectionEntry.record_id)))


def _write(collection: Collection, words: Words, writing: Writing) -> None:
    collection.title, collection.note = words.title, words.note
    collection.language, collection.public = words.language, words.public
    collection.changed_at = writing.now


def _noted(writing: Writing, collection: Collection, what: str) -> None:
    note(
        writing.session,
        actor=writing.actor,
        act=f"collection.{what}",
        subject_type="collection",
        subject_id=collection.id,
        details={"organisation": str(collection.organisation_id)},
    )

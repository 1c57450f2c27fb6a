"""Keeps published rows true: a changed record is projected anew within its own transaction.

So is every record that states a term which is merged, retired or brought back.

Record folders do not know of this: `watch` listens to the sessions. Code that writes rows in bulk, past
the mapped objects, calls `publish` itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import event, insert, select, update
from sqlalchemy import inspect as state_of
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from app.listings import touching
from app.listings.addresses import forget_addresses, take_slugs
from app.listings.documents import encode, withdrawn
from app.listings.holders import holders_of
from app.listings.in_turn import is_kept
from app.listings.live import LiveDirectory
from app.listings.models import PublishedListing
from app.listings.projection import BROADENED, project
from app.listings.records import BATCH, read_records
from app.listings.touching import TOUCHED
from app.plumbing import clock
from app.plumbing.changes import LISTINGS, raise_counter
from app.plumbing.database import Database
from app.vocabulary.models import Term
from app.vocabulary.queries import read_current

_TERMS = "attune_touched_terms"
_UNSAY = "attune_unsay"


def init_app(app: Flask) -> None:
    """Watch every session of the application's database."""
    database: Database = app.extensions["attune.database"]
    watch(database.sessions)
    live: LiveDirectory = app.extensions["attune.live"]
    event.listen(database.sessions, "after_commit", lambda session: _forget_saved(session, live))


def publish(session: Session, ids: Iterable[UUID], terms: Iterable[tuple[str, str]] = ()) -> None:
    """Project these records and write, rewrite or retract their published rows, all under one new number.

    So are the records that state one of these `terms`, (scheme, slug), or one that leads to it.
    """
    touched, changed = set(ids), sorted(set(terms))
    if not touched and not changed:
        return
    session.flush()
    # From here on nobody else publishes: whoever stated such a term before is seen, whoever does after sees the change.
    sequence = raise_counter(session, LISTINGS)
    pending = sorted(touched.union(*(holders_of(session, scheme, slug) for scheme, slug in changed)))
    for start in range(0, len(pending), BATCH):
        _publish_batch(session, pending[start : start + BATCH], sequence)


def watch(sessions: sessionmaker[Session]) -> None:
    """From now on, whatever these sessions flush is published before it commits."""
    touching.watch(sessions)
    event.listen(sessions, "after_flush", _note_terms)
    event.listen(sessions, "before_commit", _publish_touched)
    event.listen(sessions, "after_soft_rollback", _forget_touched)


def _publish_batch(session: Session, ids: Sequence[UUID], sequence: int) -> None:
    before = _published(session, ids)
    now = clock.now()
    today, current = clock.today(), read_current(session, BROADENED)
    records = read_records(session, ids)
    projections = [projection for rows in records if (projection := project(rows, today, current))]
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for projection in projections:
        listing = projection.listing
        row = {"id": listing.id, "slug": listing.slug, "sequence": sequence, "document": encode(projection)}
        row["good_until"] = projection.good_until
        same = listing.id in before and before[listing.id].document == row["document"]
        row["changed_at"] = before[listing.id].changed_at if same else now
        stays = listing.id in before and is_kept(before[listing.id].removed_at, today)
        row["serial"] = before[listing.id].serial if stays else sequence
        (changed if listing.id in before else new).append(row | {"removed_at": None})
        if listing.id in before and withdrawn(before[listing.id].document, projection):
            session.info[_UNSAY] = True
    take_slugs(session, [*new, *changed], {id: row.slug for id, row in before.items()})
    if changed:
        session.execute(update(PublishedListing), changed)
    if new:
        session.execute(insert(PublishedListing), new)
    public = {projection.listing.id for projection in projections}
    retracted = [id for id, row in before.items() if id not in public and row.document is not None]
    if retracted:
        gone = {"document": None, "removed_at": now, "changed_at": now, "sequence": sequence, "good_until": None}
        session.execute(update(PublishedListing), [{"id": id, **gone} for id in retracted])
    if gone_for_good := before.keys() - {rows.record.id for rows in records}:
        forget_addresses(session, gone_for_good)
        session.info[_UNSAY] = True


def _published(session: Session, ids: Sequence[UUID]) -> dict[UUID, Any]:
    row = PublishedListing
    columns = (row.id, row.slug, row.document, row.changed_at, row.removed_at, row.serial)
    return {found.id: found for found in session.execute(select(*columns).where(row.id.in_(ids)))}


def _note_terms(session: Session, _flush: object) -> None:
    terms = {
        (term.scheme, term.slug) for term in session.dirty if isinstance(term, Term) and _means_something_else(term)
    }
    session.info.setdefault(_TERMS, set()).update(terms)


def _means_something_else(term: Term) -> bool:
    """Whether a term was merged, retired or brought back."""
    state = state_of(term).attrs
    return bool(state.retired.history.has_changes() or state.forward_to.history.has_changes())


def _publish_touched(session: Session) -> None:
    session.flush()
    while (touched := session.info.pop(TOUCHED, set())) | (terms := session.info.pop(_TERMS, set())):
        publish(session, touched, terms)


def _forget_touched(session: Session, previous: SessionTransaction) -> None:
    # A savepoint that is undone leaves what was touched before it; to publish too much harms nobody.
    if not previous.nested:
        session.info.pop(TOUCHED, None)
        session.info.pop(_TERMS, None)


def _forget_saved(session: Session, live: LiveDirectory) -> None:
    """What somebody who is gone for good said, or of themselves no longer says, is in the saved index too: the next
    start makes it anew."""
    if not session.in_nested_transaction() and session.info.pop(_UNSAY, False):
        live.forget_saved()

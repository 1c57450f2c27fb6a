"""The live directory of a process: search index and lexicon, followed by their change counters.

A request asks `current`; at most every CHECK_EVERY seconds that costs one small statement, and when
something has changed, the changed rows are read and a new snapshot takes the old one's place. Readers
never wait for a writer: they keep the snapshot they began with.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.documents import decode
from app.listings.indexing import SCHEMA, index_document
from app.listings.models import PublishedListing
from app.plumbing.changes import LISTINGS, VOCABULARY, read_counters
from app.search import Document, Snapshot, build
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon

CHECK_EVERY = 0.25
# Rows of changed listings stay in a snapshot until it is built anew; this share of them is too many.
_WASTE_ALLOWED = 0.5

Say = Callable[[int], None]
Fictional = Literal["nobody", "some", "everybody"]


@dataclass(frozen=True, slots=True)
class Directory:
    """One moment of the directory as a process knows it."""

    snapshot: Snapshot
    lexicon: Lexicon
    listings_counter: int
    vocabulary_counter: int

    @property
    def fictional(self) -> Fictional:
        """How many listings are demonstrations; if any is, every page says so."""
        count = self.snapshot.values("origin").get("demonstration", 0)
        if not count:
            return "nobody"
        return "everybody" if count == self.snapshot.size else "some"


class LiveDirectory:
    """The present `Directory` of one process."""

    def __init__(self) -> None:
        self.known: Directory | None = None
        self._checked_at = float("-inf")
        self._lock = threading.Lock()

    def current(self, session: Session, *, at_once: bool = False, say: Say | None = None) -> Directory:
        """The directory, no older than CHECK_EVERY seconds; `at_once` looks for changes in any case.

        `say` hears how many listings have been read when the index has to be built.
        """
        known = self.known
        if known is not None and not at_once and time.monotonic() - self._checked_at < CHECK_EVERY:
            return known
        # One thread looks for changes; the others go on with what there is, if there is something.
        if not self._lock.acquire(blocking=known is None or at_once):
            assert known is not None
            return known
        try:
            self._checked_at = time.monotonic()
            self.known = _followed(session, self.known, say)
            return self.known
        finally:
            self._lock.release()


def _followed(session: Session, known: Directory | None, say: Say | None) -> Directory:
    counters = read_counters(session)
    listings, vocabulary = counters[LISTINGS], counters[VOCABULARY]
    if known is None:
        return Directory(_built(session, say), read_lexicon(session), listings, vocabulary)
    if listings < known.listings_counter:
        # This session began before another one moved the directory on.
        return known
    if listings != known.listings_counter:
        snapshot = _changed(session, known) or _built(session, say)
        known = replace(known, snapshot=snapshot, listings_counter=listings)
    if vocabulary != known.vocabulary_counter:
        known = replace(known, lexicon=read_lexicon(session), vocabulary_counter=vocabulary)
    return known


def _changed(session: Session, known: Directory) -> Snapshot | None:
    """The snapshot with the changes since, or None when building anew is the better way."""
    columns = (PublishedListing.id, PublishedListing.document)
    since = PublishedListing.sequence > known.listings_counter
    rows = session.execute(select(*columns).where(since)).all()
    changed = [index_document(decode(row.document)) for row in rows if row.document is not None]
    snapshot = known.snapshot.with_changes(changed, [str(row.id) for row in rows if row.document is None])
    return None if snapshot.wasted > _WASTE_ALLOWED else snapshot


def _built(session: Session, say: Say | None) -> Snapshot:
    return build(SCHEMA, _documents(session), say)


def _documents(session: Session) -> Iterator[Document]:
    statement = select(PublishedListing.document).where(PublishedListing.document.is_not(None))
    for document in session.scalars(statement.execution_options(yield_per=1000)):
        if document is not None:
            yield index_document(decode(document))

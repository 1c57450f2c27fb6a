"""The live directory of a process: search index and lexicon, followed by their change counters.

A request asks `current`; at most every CHECK_EVERY seconds that costs one small statement, and when something has
changed, the changed rows are read and a new snapshot takes the old one's place. Where a follower runs (`following`),
it does that beside the requests, which then only take what there is. Readers never wait for a writer: they keep the
snapshot they began with.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.listings.documents import decode
from app.listings.indexing import SCHEMA, index_document
from app.listings.models import PublishedListing
from app.listings.names import read_words
from app.listings.saved_index import SavedIndex
from app.plumbing.changes import IDENTITY, LISTINGS, VOCABULARY, read_counters
from app.search import Document, Snapshot, build
from app.vocabulary.lexicon import Lexicon

CHECK_EVERY = 0.25
# A follower that has not looked for so many seconds is not relied on: the requests look themselves again.
FOLLOWER_LOST_AFTER = 5.0
# Rows of changed listings stay in a snapshot until it is compacted; this share of them is too many.
_WASTE_ALLOWED = 0.5
# So many changed listings are taken in at once; between them others get their turn.
_STEP = 16
# With a larger share of changes than this since it was saved, reading everything is as quick.
_CHANGED_ALLOWED = 0.2

Say = Callable[[int], None]
Fictional = Literal["nobody", "some", "everybody"]


@dataclass(frozen=True, slots=True)
class Directory:
    """One moment of the directory as a process knows it."""

    snapshot: Snapshot
    lexicon: Lexicon
    listings_counter: int
    vocabulary_counter: int
    identity: int

    @property
    def fictional(self) -> Fictional:
        """How many listings are demonstrations; if any is, every page says so."""
        count = self.snapshot.values("origin").get("demonstration", 0)
        if not count:
            return "nobody"
        return "everybody" if count == self.snapshot.size else "some"


class LiveDirectory:
    """The present `Directory` of one process, begun from `saved` when that is of use."""

    def __init__(self, saved: SavedIndex | None = None) -> None:
        self.known: Directory | None = None
        self._saved = saved
        self._followed = False
        self._checked_at = float("-inf")
        self._lock = threading.Lock()

    def current(self, session: Session, *, at_once: bool = False, say: Say | None = None) -> Directory:
        """The directory, no older than CHECK_EVERY seconds; `at_once` looks for changes in any case.

        `say` hears how many listings have been read when the index has to be built.
        """
        known = self.known
        if known is not None and not at_once and self._is_fresh():
            return known
        # One thread looks for changes; the others go on with what there is, if there is something.
        if not self._lock.acquire(blocking=known is None or at_once):
            assert known is not None
            return known
        try:
            self._checked_at = time.monotonic()
            self.known = self._moved_on(session, Turns(), say)
            return self.known
        finally:
            self._lock.release()

    def follow(self, session: Session, turns: "Turns") -> None:
        """Look for changes on behalf of all requests, which get their turn as `turns` says."""
        with self._lock:
            self.known = self._moved_on(session, turns, None)
            self._followed, self._checked_at = True, time.monotonic()

    def save(self) -> None:
        """Keep the index for the next start."""
        if self._saved is not None and self.known is not None:
            known = self.known
            self._saved.write(known.snapshot, known.identity, known.listings_counter)

    def forget_saved(self) -> None:
        """Keep no index for the next start, which makes it anew."""
        if self._saved is not None:
            self._saved.forget()

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._checked_at < (FOLLOWER_LOST_AFTER if self._followed else CHECK_EVERY)

    def _moved_on(self, session: Session, turns: "Turns", say: Say | None) -> Directory:
        counters = read_counters(session)
        listings, vocabulary = counters[LISTINGS], counters[VOCABULARY]
        known = self.known
        if known is None or known.identity != counters[IDENTITY]:
            known = self._begun(session, counters, say)
        if listings < known.listings_counter:
            # This session began before another one moved the directory on.
            return known
        if listings != known.listings_counter:
            snapshot = _changed(session, known, turns)
            known = replace(known, snapshot=snapshot, listings_counter=listings)
        if vocabulary != known.vocabulary_counter:
            known = replace(known, lexicon=read_words(session), vocabulary_counter=vocabulary)
        return known

    def _begun(self, session: Session, counters: Mapping[str, int], say: Say | None) -> Directory:
        identity, listings, vocabulary = counters[IDENTITY], counters[LISTINGS], counters[VOCABULARY]
        saved = None if self._saved is None else self._saved.read(identity, listings)
        if (
            saved is None
            or _count_changed(session, saved[1]) > saved[0].size * _CHANGED_ALLOWED
            or _is_anybody_gone(session, saved[1])
        ):
            saved = _built(session, say), listings
        return Directory(saved[0], read_words(session), saved[1], vocabulary, identity)


class Turns:
    """How others get their turn while changes are taken in: not at all, since whoever asked waits for them."""

    def give_way(self) -> None:
        """Between small steps of work."""

    def beside(self, work: Callable[[], Snapshot]) -> Snapshot:
        """One long step of work."""
        return work()


def _changed(session: Session, known: Directory, turns: Turns) -> Snapshot:
    """The snapshot with the changes since."""
    columns = (PublishedListing.id, PublishedListing.document)
    since = PublishedListing.sequence > known.listings_counter
    rows = session.execute(select(*columns).where(since)).all()
    snapshot = known.snapshot
    for start in range(0, len(rows), _STEP):
        step = rows[start : start + _STEP]
        changed = [index_document(decode(row.document)) for row in step if row.document is not None]
        snapshot = snapshot.with_changes(changed, [str(row.id) for row in step if row.document is None])
        turns.give_way()
    return turns.beside(snapshot.compacted) if snapshot.wasted > _WASTE_ALLOWED else snapshot


def _count_changed(session: Session, counter: int) -> int:
    statement = select(func.count()).where(PublishedListing.sequence > counter)
    return session.execute(statement).scalar_one()


def _is_anybody_gone(session: Session, counter: int) -> bool:
    """Whether somebody is gone for good since: their words are in what was saved, and would be saved again."""
    retracted = select(PublishedListing.id, PublishedListing.slug).where(PublishedListing.document.is_(None))
    return any(row.slug == str(row.id) for row in session.execute(retracted.where(PublishedListing.sequence > counter)))


def _built(session: Session, say: Say | None) -> Snapshot:
    return build(SCHEMA, _documents(session), say)


def _documents(session: Session) -> Iterator[Document]:
    statement = select(PublishedListing.document).where(PublishedListing.document.is_not(None))
    for document in session.scalars(statement.execution_options(yield_per=1000)):
        if document is not None:
            yield index_document(decode(document))

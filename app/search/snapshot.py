"""The snapshot: an immutable index that answers questions, and how one follows from another."""

from collections.abc import Iterable, Mapping

import numpy as np

from app.search.counting import Counter
from app.search.documents import Document, Schema
from app.search.finding import find
from app.search.matching import Matcher
from app.search.ordering import Ordering
from app.search.question import Answer, Question
from app.search.reading import NewRows, Say, read
from app.search.rotation import Ranks, rotation_rank
from app.search.tables import Offers, People

# A snapshot is asked about today, and around midnight about two days.
_DAYS_KEPT = 2


class Snapshot:
    """All documents at one moment. Never changes, so any number of threads may ask it."""

    def __init__(self, schema: Schema, people: People, offers: Offers) -> None:
        self._schema, self._people, self._offers = schema, people, offers
        self._matcher = Matcher(schema, people, offers)
        self._counter = Counter(people, offers)
        self._ranks: dict[int, Ranks] = {}

    @property
    def size(self) -> int:
        """Documents in this snapshot."""
        return len(self._people.alive)

    @property
    def wasted(self) -> float:
        """Share (0 to 1) of rows kept of documents that were changed or removed; building anew frees them."""
        rows = len(self._people.ids)
        return 1 - self.size / rows if rows else 0.0

    def values(self, facet: str) -> Mapping[str, int]:
        """The values of a facet with the documents that have each; ValueError for an unknown facet."""
        people = self._people
        postings = people.facets if facet in people.facets.shelves else people.offered
        if facet not in postings.shelves:
            raise ValueError(f"there is no facet {facet!r}")
        shelf = postings.shelves[facet]
        return shelf.named(postings.sizes[np.array(shelf.codes, dtype=np.intp)])

    def total(self, question: Question) -> int:
        """How many documents match: as `answer`, without page and counts."""
        return len(find(self._people, self._offers, self._matcher.read(question).without(None)))

    def answer(self, question: Question) -> Answer:
        """Total, page and counts; ValueError when the question names an unknown facet or number."""
        matching = self._matcher.read(question)
        found = find(self._people, self._offers, matching.without(None))
        ordering = Ordering(self._people, self._offers, self._ranks_on(question.day))
        hits = ordering.page(question, self._matcher.terms(question), found)
        return Answer(len(found), hits, self._counter.count(matching, found, question.count))

    def with_changes(self, changed: Iterable[Document], removed: Iterable[str] = ()) -> "Snapshot":
        """The snapshot after these documents came or took the place of their former selves, and others went.

        Removals come first: a document both removed and changed is there afterwards. Unknown ids in `removed`
        are passed over. Shares with this snapshot all that did not change. ValueError as `build`.
        """
        new = read(self._schema, changed)
        return self._after_rows(new, {*removed, *new.ids})

    def _after_rows(self, new: NewRows, removed: set[str]) -> "Snapshot":
        people = self._people
        rows = (people.registry.row_of(person_id) for person_id in removed)
        dead = sorted(row for row in rows if row is not None)
        dead_offers = people.offers_of(np.array(dead, dtype=np.intp))
        offers = self._offers.changed(new, len(people.ids), dead_offers)
        return Snapshot(self._schema, people.changed(new, removed, dead), offers)

    def _ranks_on(self, day: int) -> Ranks:
        known = self._ranks
        if day not in known:
            known = {**known, day: rotation_rank(self._people.keys.rows, day)}
            # Replaced as a whole, never changed: other threads may be reading the former one.
            self._ranks = {kept: known[kept] for kept in sorted(known)[-_DAYS_KEPT:]}
        return known[day]


def build(schema: Schema, documents: Iterable[Document], say: Say | None = None) -> Snapshot:
    """A snapshot of all documents; `say` hears now and then how many have been read.

    ValueError when a document does not follow the schema, or an id, a key, a number or a point is impossible.
    """
    empty = Snapshot(schema, People.empty(schema), Offers.empty(schema))
    return empty._after_rows(read(schema, documents, say), set())

"""The snapshot: an immutable index that answers questions, and how one follows from another."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from app.search.arranging import arranged
from app.search.bitmaps import rows_of
from app.search.columns import Array
from app.search.counting import Counter
from app.search.documents import Document, Schema
from app.search.finding import find
from app.search.matching import Known, Matcher
from app.search.ordering import Ordering
from app.search.postings import Postings
from app.search.question import Answer, Clause, Question
from app.search.reading import Facts, NewRows, Say, read
from app.search.rotation import Ranks, rotation_rank
from app.search.showing import hits
from app.search.tables import Offers, People
from app.search.wishing import Wishes

# A snapshot is asked about today, and around midnight about two days.
_DAYS_KEPT = 2


class _Day:
    """The rotation of one day: the rank of each row, and when it is asked for, the rows in that order."""

    def __init__(self, keys: Array, day: int) -> None:
        self.ranks: Ranks = rotation_rank(keys, day)

    @cached_property
    def order(self) -> Array:
        return np.argsort(self.ranks).astype(np.uint32)


class Snapshot:
    """All documents at one moment. Never changes, so any number of threads may ask it."""

    def __init__(self, schema: Schema, people: People, offers: Offers) -> None:
        self.schema = schema
        self._people, self._offers = people, offers
        self._matcher = Matcher(schema, people, offers)
        self._counter = Counter(people, offers)
        self._days: dict[int, _Day] = {}

    @property
    def size(self) -> int:
        """Documents in this snapshot."""
        return self._people.count

    @property
    def wasted(self) -> float:
        """Share (0 to 1) of rows kept of documents that were changed or removed; `compacted` frees them."""
        rows = len(self._people.ids)
        return len(self._people.dead) / rows if rows else 0.0

    def values(self, facet: str) -> Mapping[str, int]:
        """The values of a facet with the documents that have each; ValueError for an unknown facet."""
        people = self._people
        postings = people.facets if facet in people.facets.numbering.facets else people.offered
        if facet not in postings.numbering.facets:
            raise ValueError(f"there is no facet {facet!r}")
        shelves = postings.numbering.shelves((facet,))
        return shelves.named(postings.sizes[shelves.marked.codes], postings.sizes[shelves.unmarked])[facet]

    def total(self, question: Question, known: Known | None = None) -> int:
        """How many documents match: as `answer`, without page and counts."""
        return len(find(self._people, self._offers, self._matcher.read(question, known).without(None)))

    def ids(self, *clauses: Clause) -> list[str]:
        """The ids of everybody who holds all of these clauses, in the order of ids."""
        matching = self._matcher.read(Question(tuple((None, clause) for clause in clauses)))
        found = find(self._people, self._offers, matching.without(None))
        ids: list[str] = np.sort(self._people.ids.rows.take(found.rows)).astype(str).tolist()
        return ids

    def answer(self, question: Question, known: Known | None = None) -> Answer:
        """Total, page and counts; ValueError when the question names an unknown facet or number.

        `known`, empty at first, spares work when several questions to this snapshot have clauses in common.
        """
        matching = self._matcher.read(question, known)
        wishes = self._wishes(question)
        found = find(self._people, self._offers, matching.without(None))
        day = self._day(question.day)
        ordering = Ordering(self._people, self._offers, day.ranks, lambda: day.order)
        page = ordering.page(question, found, wishes)
        return Answer(
            total=len(found),
            hits=hits(self._people, self._offers, question, wishes, page),
            counts=self._counter.count(matching, found, question.count),
        )

    def _wishes(self, question: Question) -> Wishes:
        holding = self._matcher.holding
        among = None if question.among is None else holding(question.among)
        assert among is None or isinstance(among, tuple)
        return Wishes(tuple(map(holding, question.wishes)), tuple(map(holding, question.wholly)), among)

    def with_changes(self, changed: Iterable[Document], removed: Iterable[str] = ()) -> "Snapshot":
        """The snapshot after these documents came or took the place of their former selves, and others went.

        Removals come first: a document both removed and changed is there afterwards. Unknown ids in `removed`
        are passed over. Shares with this snapshot all that did not change. ValueError as `build`.
        """
        new = read(self.schema, changed)
        return self._after_rows(new, {*(gone.encode() for gone in removed), *new.ids.tolist()})

    def compacted(self) -> "Snapshot":
        """The same documents, in order and without waste; takes as long as building from rows that are read."""
        return of_rows(self.schema, arranged(self.rows()))

    def rows(self) -> NewRows:
        """All documents as they were read, those that are alive."""
        people, offers = self._people, self._offers
        every = NewRows(
            ids=people.ids.rows,
            keys=people.keys.rows,
            facts=_facts(people.facets),
            words=people.words.forward(),
            offer_starts=people.starts.rows,
            offer_ids=offers.ids.rows,
            offer_facts=_facts(offers),
            numbers={name: (number.values.rows, number.stated.rows) for name, number in offers.numbers.items()},
            lat=offers.points.lat.rows,
            lon=offers.points.lon.rows,
        )
        return every if not people.dead else every.taken(rows_of(people.alive))

    def _after_rows(self, new: NewRows, removed: set[bytes]) -> "Snapshot":
        people = self._people
        rows = (people.registry.row_of(person_id) for person_id in removed)
        dead = np.array(sorted(row for row in rows if row is not None), dtype=np.intp)
        offers, offered = self._offers.changed(new, len(people.ids))
        return Snapshot(self.schema, people.changed(new, offered, dead), offers)

    def _day(self, day: int) -> _Day:
        known = self._days
        if day not in known:
            known = {**known, day: _Day(self._people.keys.rows, day)}
            # Replaced as a whole, never changed: other threads may be reading the former one.
            self._days = {kept: known[kept] for kept in sorted(known)[-_DAYS_KEPT:]}
        return known[day]


def build(schema: Schema, documents: Iterable[Document], say: Say | None = None) -> Snapshot:
    """A snapshot of all documents; `say` hears now and then how many have been read.

    ValueError when a document does not follow the schema, or an id, a key, a number or a point is impossible.
    """
    return of_rows(schema, arranged(read(schema, documents, say)))


def of_rows(schema: Schema, rows: NewRows) -> Snapshot:
    """A snapshot of documents that have been read, in their order."""
    empty = Snapshot(schema, People.empty(schema), Offers.empty(schema))
    return empty._after_rows(rows, set())


def _facts(table: Postings | Offers) -> Facts:
    """The values of each row, numbered in their order as reading numbers them."""
    ordered = sorted(table.numbering.keys)
    places = {key: place for place, key in enumerate(ordered)}
    renumbered = np.fromiter((places[key] for key in table.numbering.keys), np.int32, len(ordered))
    return Facts(ordered, table.forward.starts.rows, renumbered[table.forward.flat.rows])

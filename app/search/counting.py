"""Counts of facet values: how many of the people found have each."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import NOBODY, numbers_of
from app.search.blocks import RANKS
from app.search.columns import Array
from app.search.finding import Found, find
from app.search.layers import Layers, among, people_of
from app.search.marks import MarkedCodes
from app.search.matching import Matching
from app.search.postings import Postings
from app.search.tables import Offers, People

# Nanoseconds, measured: to look at one person, to add up one word of marks, to intersect one more bitmap, to test one
# of its values, and to test all of a chunk of 65,536 rows once it is kept as bits.
_ROW, _WORD, _BITMAP, _VALUE, _CHUNK = 8.0, 2.5, 900.0, 1.0, 350.0
_ROWS_OF_A_CHUNK = 1 << 16
# To bring one word of marks of one rank of offers to a person.
_OFFER, _OFFER_WORD = 4.0, 2.0
# To count the people of one block of 64 who have one value.
_BLOCK = 2.0

Counts = dict[str, dict[str, int]]


class Counter:
    """Counts over the tables of one snapshot."""

    def __init__(self, people: People, offers: Offers) -> None:
        self._people, self._offers = people, offers

    def count(self, matching: Matching, found: Found, facets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """For each facet its values with the people who have them, its own choices left out.

        `found` are the people who hold all clauses.
        """
        owners = matching.owners
        counts = self._counted(found, [facet for facet in facets if facet not in owners])
        for facet in facets:
            if facet in owners:
                counts |= self._counted(find(self._people, self._offers, matching.without(facet)), [facet])
        return {facet: counts[facet] for facet in facets}

    def _counted(self, found: Found, facets: Sequence[str]) -> Counts:
        people = self._people
        of_people = tuple(facet for facet in facets if facet in people.facets.numbering.facets)
        of_offers = tuple(facet for facet in facets if facet not in people.facets.numbering.facets)
        counts: Counts = {}
        if of_people:
            counts |= self._by_people(people.facets, found, of_people)
        if of_offers and found.layers is None:
            counts |= self._by_people(people.offered, found, of_offers)
        elif of_offers and found.layers is not None:
            counts |= self._by_offers(found, found.layers, of_offers)
        return counts

    def _by_people(self, postings: Postings, found: Found, facets: tuple[str, ...]) -> Counts:
        """Counts of values that lie in rows of people."""
        shelves = postings.numbering.shelves(facets)
        marked = self._of_people(postings, found, shelves.marked)
        return shelves.named(marked, _by_bitmaps(postings, shelves.unmarked, found))

    def _of_people(self, postings: Postings, found: Found, codes: MarkedCodes) -> Array:
        """The people found with each of the codes, by the cheapest of the exact ways."""
        others = self._people.count - len(found)
        by_marks = min(len(found), others) * (_ROW + _WORD * (codes.last_word - codes.first_word))
        # The dearer way takes no less than this; only if it is near does it pay to reckon closely.
        if by_marks > _BITMAP * len(codes) and by_marks > self._of_bitmaps(postings.sizes[codes.codes]):
            return _by_bitmaps(postings, codes.codes, found)
        if len(found) <= others:
            return postings.marks.rows_with(codes, found.numbers)
        # Nearly everyone: what the few others have is taken from what everyone has.
        rest = numbers_of(self._people.alive - found.people)
        return postings.sizes[codes.codes] - postings.marks.rows_with(codes, rest)

    def _of_bitmaps(self, sizes: Array) -> float:
        """What it takes to intersect bitmaps of these sizes with one of very many people."""
        chunks = len(self._people.ids) / _ROWS_OF_A_CHUNK + 1
        return float(np.minimum(sizes * _VALUE, chunks * _CHUNK).sum()) + _BITMAP * len(sizes)

    def _by_offers(self, found: Found, layers: Layers, facets: tuple[str, ...]) -> Counts:
        """Counts of values of the matching offers, each person once."""
        shelves = self._offers.numbering.shelves(facets)
        marked = self._of_offers(found, layers, shelves.marked)
        others = [self._persons_with(code, layers) for code in shelves.unmarked.tolist()]
        return shelves.named(marked, np.array(others, dtype=np.int64))

    def _of_offers(self, found: Found, layers: Layers, codes: MarkedCodes) -> Array:
        """The people found with each of the codes in one of these offers, the cheapest way."""
        blocks, words = self._offers.blocks, codes.last_word - codes.first_word
        by_marks = len(found) * (_ROW + _WORD * words + len(layers) * (_OFFER + _OFFER_WORD * words))
        by_blocks = min(len(blocks.bits), len(found)) * len(codes) * _BLOCK
        if by_marks <= by_blocks or codes.last > blocks.codes:
            return self._by_marks(found.numbers, layers, codes)
        # Whoever came later, or has an offer of a rank that the blocks do not know, is counted apart.
        apart = people_of((*layers[RANKS:], found.people & self._later))
        if not apart:
            return blocks.persons_with(codes, layers[:RANKS])
        known = tuple(of_rank - apart for of_rank in layers[:RANKS])
        return blocks.persons_with(codes, known) + self._by_marks(numbers_of(apart), among(layers, apart), codes)

    def _by_marks(self, people: Array, layers: Layers, codes: MarkedCodes) -> Array:
        return self._offers.marks.persons_with(codes, people, layers, self._people.starts.rows)

    @cached_property
    def _later(self) -> BitMap:
        """The people whom the blocks of offers do not know."""
        return BitMap(range(self._offers.blocks.people, len(self._people.ids)))

    def _persons_with(self, code: int, layers: Layers) -> int:
        having = NOBODY
        for bitmaps, of_rank in zip(self._offers.by_rank, layers, strict=False):
            if of_rank and bitmaps[code]:
                meeting = of_rank & bitmaps[code]
                # The first is this count's own, so that the others may be added to it.
                if having is NOBODY:
                    having = meeting
                else:
                    having |= meeting
        return len(having)


def _by_bitmaps(postings: Postings, codes: Array, found: Found) -> Array:
    meet, bitmaps = found.people.intersection_cardinality, postings.bitmaps
    return np.array([meet(bitmaps[code]) for code in codes.tolist()], dtype=np.int64)

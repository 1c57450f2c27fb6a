"""Counts of facet values: how many of the people found have each."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.search.bitmaps import NOBODY, rows_of
from app.search.columns import Array, Rows
from app.search.finding import Found, find, offers_in
from app.search.layers import Layers
from app.search.marks import MARKED
from app.search.matching import Matching
from app.search.postings import Forward, Postings
from app.search.tables import Offers, People

# Nanoseconds, measured: to read one fact of one row, to look at one row, to intersect one more bitmap, to test one
# of its values, and to test all of a chunk of 65,536 rows once it is kept as bits.
_FACT, _ROW, _BITMAP, _VALUE, _CHUNK = 4.0, 10.0, 900.0, 1.0, 350.0
_ROWS_OF_A_CHUNK = 1 << 16
# To read one word of marks of one offer, to bring an offer to its person, and to begin with that.
_MARK, _OFFER, _BEGIN = 10.0, 22.0, 120_000.0
# To unite the offers of one value takes so many times what intersecting each of them takes.
_UNITED = 9.0

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
        elif of_offers:
            counts |= self._by_offers(found.layers or (), of_offers)
        return counts

    def _by_people(self, postings: Postings, found: Found, facets: tuple[str, ...]) -> Counts:
        """Counts of values that lie in rows of people, by the cheapest of the exact ways."""
        shelves = postings.numbering.shelves(facets)
        alone = len(facets) == 1 and facets[0] in postings.apart
        forward = postings.apart[facets[0]] if alone else postings.forward
        others = self._people.count - len(found)
        a_row = _ROW + _FACT * len(forward.flat) / max(1, len(forward.starts) - 1)
        by_rows = min(len(found), others) * a_row
        # The dearer way takes no less than this; only if it is near does it pay to reckon closely.
        if by_rows > _BITMAP * len(shelves.codes) and by_rows > self._of_bitmaps(postings.sizes[shelves.codes]):
            return shelves.named(_by_bitmaps(postings, shelves.codes, found))
        if len(found) <= others:
            sizes = _by_rows(forward, found.rows, len(postings.sizes))
        else:
            # Nearly everyone: what the few others have is taken from what everyone has.
            sizes = postings.sizes - _by_rows(forward, rows_of(self._people.alive - found.people), len(postings.sizes))
        return shelves.named(sizes.take(shelves.codes).tolist())

    def _of_bitmaps(self, sizes: Array) -> float:
        """What it takes to intersect bitmaps of these sizes with one of very many people."""
        chunks = len(self._people.ids) / _ROWS_OF_A_CHUNK + 1
        return float(np.minimum(sizes * _VALUE, chunks * _CHUNK).sum()) + _BITMAP * len(sizes)

    def _by_offers(self, layers: Layers, facets: tuple[str, ...]) -> Counts:
        """Counts of values of the matching offers, each person once."""
        shelves = self._offers.numbering.shelves(facets)
        codes = shelves.codes
        if not len(codes) or int(codes.max()) < MARKED:
            return shelves.named(self._persons_with(codes, layers).tolist())
        sizes = np.zeros(len(codes), dtype=np.int64)
        marked = codes < MARKED
        sizes[marked] = self._persons_with(codes[marked], layers)
        sizes[~marked] = [self._persons_one_by_one(code, layers) for code in codes[~marked].tolist()]
        return shelves.named(sizes.tolist())

    def _persons_with(self, codes: Array, layers: Layers) -> Array:
        """People with each of the codes (below MARKED) in at least one of their offers, the cheapest way."""
        if not len(codes):
            return np.zeros(0, dtype=np.int64)
        words = int(codes.max() - codes.min()) // 64 + 1
        by_marks = _BEGIN + sum(map(len, layers)) * (_OFFER + _MARK * words)
        by_layers = len(self._offers.by_rank) * self._of_bitmaps(self._people.offered.sizes[codes])
        if by_marks < by_layers * _UNITED:
            offers, heads = offers_in(layers, self._people, self._offers)
            return self._offers.marks.persons_with(codes, offers, heads)
        return np.array([self._persons_one_by_one(code, layers) for code in codes.tolist()], dtype=np.int64)

    def _persons_one_by_one(self, code: int, layers: Layers) -> int:
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


def _by_rows(forward: Forward, rows: Rows, count: int) -> Array:
    return np.bincount(forward.codes_in(rows), minlength=count)


def _by_bitmaps(postings: Postings, codes: Array, found: Found) -> list[int]:
    meet, bitmaps = found.people.intersection_cardinality, postings.bitmaps
    return [meet(bitmaps[code]) for code in codes.tolist()]

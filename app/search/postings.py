"""For each value of a facet the people who have it, and for each person their values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import NOBODY, bitmap_of, union
from app.search.columns import Array, Column, Rows, spans
from app.search.grouping import grouped
from app.search.marks import MARKED, MarkedCodes, Marks
from app.search.reading import FacetValue, Facts


class Shelves:
    """The values of some facets, one facet after the other: those that have marks, and the codes of the others."""

    def __init__(self, codes: Array, names: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.marked = MarkedCodes(codes[codes < MARKED])
        self.unmarked = codes[codes >= MARKED]
        # Where the sizes of the marked go among all, and then those of the others.
        self._places = np.argsort(codes >= MARKED, kind="stable")
        self._names = names

    def named(self, marked: Array, unmarked: Array) -> dict[str, dict[str, int]]:
        """Facet to value to size, given a size for each code that has marks and each that has none; zeros left out."""
        every = marked
        if len(unmarked):
            every = np.empty(len(self._places), dtype=np.int64)
            every[self._places] = np.concatenate((marked, unmarked))
        sizes, at, counts = every.tolist(), 0, {}
        for facet, names in self._names:
            mine = sizes[at : at + len(names)]
            at += len(names)
            counts[facet] = dict(compress(zip(names, mine, strict=True), mine))
        return counts


class Numbering:
    """Codes of (facet, value) pairs, in the order in which they came; never changes."""

    def __init__(self, facets: Sequence[str], keys: Sequence[FacetValue] = ()) -> None:
        self.facets = tuple(facets)
        self.keys = tuple(keys)
        self.codes = {key: code for code, key in enumerate(keys)}
        self._shelves: dict[tuple[str, ...], Shelves] = {}

    @cached_property
    def _by_facet(self) -> Mapping[str, Sequence[int]]:
        by_facet: dict[str, list[int]] = {facet: [] for facet in self.facets}
        for code, (facet, _value) in enumerate(self.keys):
            by_facet[facet].append(code)
        return by_facet

    def shelves(self, facets: tuple[str, ...]) -> Shelves:
        """The values of these facets, in this order."""
        known = self._shelves.get(facets)
        if known is None:
            codes = [code for facet in facets for code in self._by_facet[facet]]
            names = tuple((facet, tuple(self.keys[code][1] for code in self._by_facet[facet])) for facet in facets)
            # Searches count all facets, or one: there are never many kinds of question.
            known = self._shelves[facets] = Shelves(np.array(codes, dtype=np.intp), names)
        return known

    def with_more(self, facts: Facts) -> tuple["Numbering", Array]:
        """The numbering with the values of these facts, and their codes under it."""
        new = [key for key in facts.keys if key not in self.codes]
        longer = Numbering(self.facets, (*self.keys, *new)) if new else self
        translated = np.fromiter((longer.codes[key] for key in facts.keys), np.int32, len(facts.keys))
        return longer, translated[facts.codes]

    def codes_of(self, facet: str, values: Iterable[str]) -> Iterator[int]:
        """The codes of those values that anybody has or had."""
        return (self.codes[facet, value] for value in values if (facet, value) in self.codes)


@dataclass(frozen=True, slots=True)
class Forward:
    """The codes of each row: those of row r are `flat[starts[r] : starts[r + 1]]`, dead rows included."""

    starts: Column = field(default_factory=lambda: Column(np.zeros(1, dtype=np.int64)))
    flat: Column = field(default_factory=lambda: Column(np.zeros(0, dtype=np.int32)))

    def with_more(self, lengths: Array, codes: Array) -> "Forward":
        """Followed by rows of so many codes each."""
        starts = self.starts.with_more(np.cumsum(lengths, dtype=np.int64) + self.starts.rows[-1])
        return Forward(starts, self.flat.with_more(codes.astype(np.int32, copy=False)))

    def codes_in(self, rows: Rows) -> Array:
        """The codes of all values of these rows, one after the other."""
        found: Array = self.flat.rows.take(spans(self.starts.rows, rows))
        return found


@dataclass(frozen=True, slots=True)
class Postings:
    """`bitmaps[code]` are the rows that have the value, dead ones too; `sizes[code]` how many living ones.

    `forward` holds all codes of a row, `marks` the same as bits.
    """

    numbering: Numbering
    bitmaps: tuple[BitMap, ...]
    sizes: Array
    forward: Forward
    marks: Marks

    @staticmethod
    def empty(facets: Sequence[str]) -> "Postings":
        """Postings without rows."""
        return Postings(Numbering(facets), (), np.zeros(0, np.int64), Forward(), Marks.empty())

    def rows_with(self, facet: str, values: Iterable[str]) -> BitMap:
        """Rows, dead ones too, with at least one of the values; not to be changed."""
        return union([self.bitmaps[code] for code in self.numbering.codes_of(facet, values)])

    def changed(self, numbering: Numbering, starts: Array, codes: Array, dead: Rows) -> "Postings":
        """With more rows after the present ones, the codes of the i-th from `starts[i]` on; without the `dead`."""
        count, lengths = len(numbering.keys), np.diff(starts)
        known = len(self.forward.starts) - 1
        rows = np.repeat(np.arange(len(lengths)), lengths)
        sizes = np.bincount(codes, minlength=count) - np.bincount(self.forward.codes_in(dead), minlength=count)
        sizes[: len(self.sizes)] += self.sizes
        return Postings(
            numbering,
            with_rows(self.bitmaps, count, codes, rows + known),
            sizes,
            self.forward.with_more(lengths, codes),
            self.marks.changed(count, starts, codes),
        )


def with_rows(bitmaps: Sequence[BitMap], count: int, codes: Array, rows: Array) -> tuple[BitMap, ...]:
    """`count` bitmaps: the present ones, each with the rows that come with its code in `codes`."""
    grown = [*bitmaps, *(NOBODY for _ in range(count - len(bitmaps)))]
    starts, ordered = grouped(codes, rows, count)
    edges = starts.tolist()
    for code in np.flatnonzero(np.diff(starts)).tolist():
        more = bitmap_of(ordered[edges[code] : edges[code + 1]])
        grown[code] = grown[code] | more if grown[code] else more
    return tuple(grown)

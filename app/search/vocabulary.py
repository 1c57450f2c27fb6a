"""Two kinds of postings: the values of facets, grouped by facet, and the words of texts, in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pyroaring import BitMap

from app.search.columns import Array
from app.search.postings import Ledger, Postings

FacetValue = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The values of one facet: their codes and their names, side by side."""

    codes: tuple[int, ...]
    names: tuple[str, ...]

    def named(self, sizes: Array) -> dict[str, int]:
        """Names with their sizes, given one size per value of the shelf; zeros left out."""
        return {name: size for name, size in zip(self.names, sizes.tolist(), strict=True) if size}


@dataclass(frozen=True, slots=True)
class FacetPostings:
    """Rows by (facet, value). `sizes[code]` is how many living rows have it."""

    postings: Postings[FacetValue]
    shelves: Mapping[str, Shelf]
    sizes: Array

    @staticmethod
    def empty(facets: Iterable[str]) -> "FacetPostings":
        """No rows yet, of these facets."""
        return FacetPostings(Postings.empty(), {f: Shelf((), ()) for f in facets}, np.zeros(0, np.int64))

    def rows_with(self, facet: str, values: Iterable[str]) -> BitMap:
        """Rows that have at least one of the values; not to be changed."""
        return self.postings.rows_with((facet, value) for value in values)

    def changed(self, ledger: Ledger[FacetValue], dead: Sequence[int]) -> "FacetPostings":
        """With the ledger's rows, without the `dead` ones."""
        postings = self.postings.changed(ledger, dead)
        sizes = np.fromiter(map(len, postings.bitmaps), np.int64, len(postings.bitmaps))
        added = postings.keys[len(self.postings.keys) :]
        return FacetPostings(postings, _shelved(self.shelves, added, len(self.postings.keys)), sizes)


def _shelved(shelves: Mapping[str, Shelf], added: Sequence[FacetValue], first: int) -> Mapping[str, Shelf]:
    new: dict[str, list[int]] = {}
    for code, (facet, _value) in enumerate(added, first):
        new.setdefault(facet, []).append(code)
    longer = {
        facet: Shelf(
            shelves[facet].codes + tuple(codes),
            shelves[facet].names + tuple(added[code - first][1] for code in codes),
        )
        for facet, codes in new.items()
    }
    return {**shelves, **longer}


@dataclass(frozen=True, slots=True)
class WordPostings:
    """Rows by word, and all words in order, for prefixes."""

    postings: Postings[str]
    ordered: tuple[str, ...]

    @staticmethod
    def empty() -> "WordPostings":
        """No words yet."""
        return WordPostings(Postings.empty(), ())

    def rows_with_prefix(self, prefix: str) -> BitMap:
        """Rows that have some word starting with `prefix`; not to be changed."""
        start = bisect_left(self.ordered, prefix)
        end = bisect_right(self.ordered, prefix, lo=start, key=lambda word: word[: len(prefix)])
        return self.postings.rows_with(self.ordered[start:end])

    def changed(self, ledger: Ledger[str], dead: Sequence[int]) -> "WordPostings":
        """With the ledger's rows, without the `dead` ones."""
        postings = self.postings.changed(ledger, dead)
        if len(postings.keys) == len(self.postings.keys):
            return replace(self, postings=postings)
        return WordPostings(postings, tuple(sorted(postings.keys)))

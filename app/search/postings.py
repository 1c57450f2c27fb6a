"""For each value the rows that have it, and for each row its values."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import Rows, bitmap_of
from app.search.columns import Array, Column, spans

Key = TypeVar("Key", bound=Hashable)


class Ledger(Generic[Key]):
    """The values of new rows, as they are read."""

    def __init__(self) -> None:
        self.numbers: dict[Key, int] = {}
        self.flat = array("i")
        self.ends = array("q")

    def add(self, values: Iterable[Key]) -> None:
        """One more row, with these distinct values."""
        numbers, flat = self.numbers, self.flat
        for value in values:
            flat.append(numbers.setdefault(value, len(numbers)))
        self.ends.append(len(flat))


@dataclass(frozen=True, slots=True)
class Postings(Generic[Key]):
    """`codes` numbers the values; `bitmaps[code]` are the living rows that have the value `keys[code]`.

    The codes of row r are `flat[starts[r] : starts[r + 1]]`, dead rows included.
    """

    codes: dict[Key, int]
    keys: list[Key]
    bitmaps: list[BitMap]
    starts: Column
    flat: Column

    @staticmethod
    def empty() -> "Postings[Any]":
        """Postings without rows."""
        return Postings({}, [], [], Column(np.zeros(1, dtype=np.int64)), Column(np.zeros(0, dtype=np.int32)))

    def rows_with(self, keys: Iterable[Key]) -> BitMap:
        """Rows that have at least one of the values. Not to be changed: it may be the index's own bitmap."""
        found = [self.bitmaps[self.codes[key]] for key in keys if key in self.codes]
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()

    def codes_in(self, rows: Rows) -> Array:
        """The codes of all values of these rows, one after the other."""
        found: Array = self.flat.rows[spans(self.starts.rows, rows)]
        return found

    def changed(self, ledger: Ledger[Key], dead: Sequence[int]) -> "Postings[Key]":
        """Postings with the ledger's rows after the present ones, and without the `dead` rows."""
        codes, keys, numbers = self._numbered(ledger)
        bitmaps = self.bitmaps + [BitMap()] * (len(keys) - len(self.keys))
        flat = numbers[np.array(ledger.flat, dtype=np.int32)]
        ends = np.array(ledger.ends, dtype=np.int64)
        for code, gone in self._values_of(dead).items():
            bitmaps[code] = bitmaps[code] - BitMap(gone)
        for code, rows in _grouped(flat, ends, len(self.starts) - 1):
            bitmaps[code] = bitmaps[code] | bitmap_of(rows)
        starts = self.starts.with_more(ends + len(self.flat))
        return Postings(codes, keys, bitmaps, starts, self.flat.with_more(flat))

    def _numbered(self, ledger: Ledger[Key]) -> tuple[dict[Key, int], list[Key], Array]:
        """Codes and keys with the ledger's new values, and the code of each of the ledger's numbers."""
        # Sorted, so that the values of one facet lie side by side and equal input gives equal codes.
        new: list[Any] = sorted(key for key in ledger.numbers if key not in self.codes)
        codes, keys = self.codes, self.keys
        if new:
            keys = keys + new
            codes = codes | {key: code for code, key in enumerate(new, len(codes))}
        return codes, keys, np.fromiter((codes[key] for key in ledger.numbers), np.int32, len(ledger.numbers))

    def _values_of(self, rows: Sequence[int]) -> dict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in rows:
            for code in self.flat.rows[self.starts.rows[row] : self.starts.rows[row + 1]].tolist():
                found[code].append(row)
        return found


def _grouped(flat: Array, ends: Array, first_row: int) -> Iterator[tuple[int, Rows]]:
    """Each code in `flat` with the ascending rows that have it."""
    if not len(flat):
        return
    order = np.argsort(flat, kind="stable")
    new_rows = np.arange(first_row, first_row + len(ends), dtype=np.intp)
    rows = np.repeat(new_rows, np.diff(ends, prepend=0))[order]
    codes = flat[order]
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    for begin, end in pairwise(edges):
        yield int(codes[begin]), rows[begin:end]

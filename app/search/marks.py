"""The values of each row as bits, to count how many of some rows have each value."""

from dataclasses import dataclass

import numpy as np

from app.search.adding import count_bits, unite_offers
from app.search.bitmaps import numbers_of
from app.search.columns import Array, Column
from app.search.layers import Layers

_BITS = 64
# Values beyond this many get no bit: a column for every 64 values costs memory with every row.
MARKED = 4096
# Comes after all owners of offers: a row that nobody has.
_NO_ROW = np.array([0xFFFF_FFFF], dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Marks:
    """`words.rows[r, w]` holds for row r the bits of the codes 64w to 64w + 63."""

    words: Column

    @staticmethod
    def empty() -> "Marks":
        """No rows yet."""
        return Marks(Column(np.zeros((0, 0), dtype=np.uint64)))

    def changed(self, values: int, lengths: Array, codes: Array) -> "Marks":
        """Marks of more rows, with so many codes each, one after the other; `values` codes are known by now."""
        needed = -(-min(values, MARKED) // _BITS)
        fresh = np.zeros((len(lengths), needed), dtype=np.uint64)
        owners = np.repeat(np.arange(len(lengths)), lengths)
        marked = codes < MARKED
        codes, owners = codes[marked], owners[marked]
        # A row has each code once, so that adding bits is setting them.
        np.add.at(fresh, (owners, codes // _BITS), np.uint64(1) << (codes % _BITS).astype(np.uint64))
        words, missing = self.words, needed - self.words.rows.shape[1]
        if missing:
            words = Column(np.pad(words.rows, ((0, 0), (0, missing))))
        return Marks(words.with_more(fresh))

    def rows_with(self, codes: Array, rows: Array) -> Array:
        """For each code (below MARKED) how many of these rows (uint32) have it."""
        first, last = words_of(codes)
        counted: Array = count_bits(rows, self.words.rows, first, last).take(codes - first * _BITS)
        return counted

    def persons_with(self, codes: Array, people: Array, layers: Layers, starts: Array) -> Array:
        """For each code (below MARKED) the people with it in at least one of the offers, where rows are offers.

        `people` (uint32, ascending) are all who have one of the offers; `starts` the first offer of each person.
        """
        first, last = words_of(codes)
        owners = [numbers_of(of_rank) for of_rank in layers]
        ends = np.cumsum([0, *map(len, owners)])
        every = np.concatenate((*owners, _NO_ROW))
        ranks = np.flatnonzero(np.diff(ends))
        bounds = np.append(ends[ranks], ends[-1])
        united = unite_offers(people, every, bounds, ranks, starts, self.words.rows, first, last)
        everyone = np.arange(len(people), dtype=np.uint32)
        counted: Array = count_bits(everyone, united, 0, last - first).take(codes - first * _BITS)
        return counted


def words_of(codes: Array) -> tuple[int, int]:
    """The words in which the bits of these codes are: the first, and the one after the last."""
    return (int(codes.min()) // _BITS, int(codes.max()) // _BITS + 1) if len(codes) else (0, 0)

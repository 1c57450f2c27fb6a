"""The values of each row as bits, to count how many of some rows have each value."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from app.search.adding import count_bits, unite_offers
from app.search.bitmaps import numbers_of
from app.search.columns import Array, Column
from app.search.grouping import set_bits
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

    def changed(self, values: int, starts: Array, codes: Array) -> "Marks":
        """Marks of more rows, the codes of the i-th from `starts[i]` on; `values` codes are known by now."""
        needed = -(-min(values, MARKED) // _BITS)
        fresh = np.zeros((len(starts) - 1, needed), dtype=np.uint64)
        set_bits(fresh, starts, codes)
        words, missing = self.words, needed - self.words.rows.shape[1]
        if missing:
            words = Column(np.pad(words.rows, ((0, 0), (0, missing))))
        return Marks(words.with_more(fresh))

    def rows_with(self, codes: "MarkedCodes", rows: Array) -> Array:
        """For each code how many of these rows (uint32) have it."""
        counted: Array = count_bits(rows, self.words.rows, codes.first_word, codes.last_word).take(codes.bits)
        return counted

    def persons_with(self, codes: "MarkedCodes", people: Array, layers: Layers, starts: Array) -> Array:
        """For each code the people with it in at least one of the offers, where rows are offers.

        `people` (uint32, ascending) are all who have one of the offers; `starts` the first offer of each person.
        """
        ranks = [rank for rank, of_rank in enumerate(layers) if of_rank]
        owners = [numbers_of(layers[rank]) for rank in ranks]
        bounds = np.array([0, *accumulate(map(len, owners))])
        every, first, last = np.concatenate((*owners, _NO_ROW)), codes.first_word, codes.last_word
        united = unite_offers(people, every, bounds, np.array(ranks, np.int64), starts, self.words.rows, first, last)
        everyone = np.arange(len(people), dtype=np.uint32)
        counted: Array = count_bits(everyone, united, 0, last - first).take(codes.bits)
        return counted


class MarkedCodes:
    """Codes below MARKED, and where their bits are: in the words `first_word` to `last_word`, that one not included.

    `bits` are their places among the bits of these words; they lie from `first` to `last`, that one not included.
    """

    __slots__ = ("bits", "codes", "first", "first_word", "last", "last_word")

    def __init__(self, codes: Array) -> None:
        self.codes = codes
        self.first, self.last = (int(codes.min()), int(codes.max()) + 1) if len(codes) else (0, 0)
        self.first_word, self.last_word = self.first // _BITS, -(-self.last // _BITS)
        self.bits = codes - self.first_word * _BITS

    def __len__(self) -> int:
        return len(self.codes)

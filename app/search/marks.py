"""The values of each offer as bits, to count persons who have a value in at least one of some offers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.search.bitmaps import Rows, rows_of
from app.search.columns import Array, Column
from app.search.postings import Postings
from app.search.vocabulary import FacetValue

_BITS = 64
# Values beyond this many get no bit: a column for every 64 values costs more memory than it saves time.
MARKED = 1024
# One bit in each of the eight bytes of a word, and how many such words can be added before a byte overflows.
_LANES = np.uint64(0x0101010101010101)
_ADDABLE = 255


@dataclass(frozen=True, slots=True)
class Marks:
    """`words[w]` holds for each offer the bits of the codes 64w to 64w + 63."""

    words: tuple[Column, ...]

    def changed(self, postings: Postings[FacetValue], rows: int) -> "Marks":
        """Marks of all `rows` of `postings`, of which these marks know the first."""
        known = len(self.words[0]) if self.words else 0
        needed = -(-min(len(postings.keys), MARKED) // _BITS)
        fresh = [np.zeros(rows - known, dtype=np.uint64) for _ in range(needed)]
        starts, flat = postings.starts.rows, postings.flat.rows
        owners = np.repeat(np.arange(rows - known), np.diff(starts[known:]))
        codes = flat[starts[known] :]
        for code in np.unique(codes[codes < MARKED]).tolist():
            fresh[code // _BITS][owners[codes == code]] |= np.uint64(1 << code % _BITS)
        old = self.words + tuple(Column(np.zeros(known, dtype=np.uint64)) for _ in range(needed - len(self.words)))
        return Marks(tuple(column.with_more(more) for column, more in zip(old, fresh, strict=True)))

    def persons_with(self, codes: Sequence[int], rows: Rows, heads: Rows) -> Array:
        """For each code (below MARKED) the persons with it in at least one offer.

        `rows` are offers person by person; `heads` are the positions at which a person's offers begin.
        """
        bits = {word: self._bit_counts(word, rows, heads) for word in {code // _BITS for code in codes}}
        return np.fromiter((bits[code // _BITS][code % _BITS] for code in codes), np.int64, len(codes))

    def _bit_counts(self, word: int, rows: Rows, heads: Rows) -> Array:
        if not len(heads):
            return np.zeros(_BITS, dtype=np.int64)
        return _count_bits(np.bitwise_or.reduceat(self.words[word].rows[rows], heads))


def _count_bits(words: Array) -> Array:
    """How many of the words (uint64) have each of the 64 bits. Bytes serve as counters, eight at once."""
    columns = -(-len(words) // _ADDABLE)
    table = np.zeros((_ADDABLE, columns), dtype="<u8")
    table.reshape(-1)[: len(words)] = words
    counts = np.empty((8, 8), dtype=np.int64)
    for bit in range(8):
        lanes = np.add.reduce((table >> np.uint64(bit)) & _LANES, axis=0)
        counts[:, bit] = lanes.view(np.uint8).reshape(columns, 8).sum(axis=0, dtype=np.int64)
    return counts.reshape(-1)


def persons_one_by_one(postings: Postings[FacetValue], codes: Sequence[int], owners: Array, rows: Rows) -> list[int]:
    """As `persons_with`, for values without a bit: the owners of the offers that have the value."""
    if not codes:
        return []
    chosen = np.zeros(len(owners), dtype=np.bool_)
    chosen[rows] = True
    counts = []
    for code in codes:
        having = rows_of(postings.bitmaps[code])
        counts.append(len(np.unique(owners[having[chosen[having]]])))
    return counts

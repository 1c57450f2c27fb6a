"""The values of each offer as bits, to count persons who have a value in at least one of some offers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.search.bitmaps import Rows, rows_of
from app.search.columns import Array, Column
from app.search.postings import Postings
from app.search.vocabulary import FacetValue

_BITS = 64
# Values beyond this many get no bit: a column for every 64 values costs more memory than it saves time.
MARKED = 1024
_BYTES = np.arange(256, dtype=np.uint8)[:, None]
_BITS_OF_BYTE = np.unpackbits(_BYTES, axis=1, bitorder="little").astype(np.int64)


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
        old = self.words + tuple(
            Column(np.zeros(known, dtype=np.uint64)) for _ in range(needed - len(self.words))
        )
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
        per_person = np.bitwise_or.reduceat(self.words[word].rows[rows], heads)
        columns = per_person.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
        counts = [np.bincount(columns[:, byte], minlength=256) @ _BITS_OF_BYTE for byte in range(8)]
        return np.concatenate(counts)


def persons_one_by_one(
    postings: Postings[FacetValue], codes: Iterable[int], owners: Array, rows: Rows
) -> list[int]:
    """As `persons_with`, for values without a bit: the owners of the offers that have the value."""
    chosen = np.zeros(len(owners), dtype=np.bool_)
    chosen[rows] = True
    counts = []
    for code in codes:
        having = rows_of(postings.bitmaps[code])
        counts.append(len(np.unique(owners[having[chosen[having]]])))
    return counts

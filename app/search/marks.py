"""The values of each offer as bits, to count persons who have a value in at least one of some offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.search.columns import Array, Column, Rows

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

    def changed(self, values: int, lengths: Array, codes: Array) -> "Marks":
        """Marks of more offers, with so many codes each, one after the other; `values` codes are known by now."""
        known = len(self.words[0]) if self.words else 0
        needed = -(-min(values, MARKED) // _BITS)
        fresh = [np.zeros(len(lengths), dtype=np.uint64) for _ in range(needed)]
        owners = np.repeat(np.arange(len(lengths)), lengths)
        for word, column in enumerate(fresh):
            mine = codes // _BITS == word
            # An offer has each code once, so that adding bits is setting them.
            np.add.at(column, owners[mine], np.uint64(1) << (codes[mine] % _BITS).astype(np.uint64))
        old = self.words + tuple(Column(np.zeros(known, dtype=np.uint64)) for _ in range(needed - len(self.words)))
        return Marks(tuple(column.with_more(more) for column, more in zip(old, fresh, strict=True)))

    def persons_with(self, codes: Sequence[int], rows: Rows, heads: Rows) -> Array:
        """For each code (below MARKED) the persons with it in at least one offer.

        `rows` are offers person by person; `heads` are the positions at which a person's offers begin.
        """
        return self._of_codes(codes, lambda word: self._persons(word, rows, heads))

    def offers_with(self, codes: Sequence[int], rows: Rows) -> Array:
        """For each code (below MARKED) how many of these offers have it."""
        return self._of_codes(codes, lambda word: count_bits(self.words[word].rows[rows]))

    def _of_codes(self, codes: Sequence[int], counted: Callable[[int], Array]) -> Array:
        bits = {word: counted(word) for word in {code // _BITS for code in codes}}
        return np.fromiter((bits[code // _BITS][code % _BITS] for code in codes), np.int64, len(codes))

    def _persons(self, word: int, rows: Rows, heads: Rows) -> Array:
        if not len(heads):
            return np.zeros(_BITS, dtype=np.int64)
        return count_bits(np.bitwise_or.reduceat(self.words[word].rows[rows], heads))


def count_bits(words: Array) -> Array:
    """How many of the words (uint64) have each of the 64 bits. Bytes serve as counters, eight at once."""
    columns = -(-len(words) // _ADDABLE)
    table = np.zeros((_ADDABLE, columns), dtype="<u8")
    table.reshape(-1)[: len(words)] = words
    counts = np.empty((8, 8), dtype=np.int64)
    for bit in range(8):
        lanes = np.add.reduce((table >> np.uint64(bit)) & _LANES, axis=0)
        counts[:, bit] = lanes.view(np.uint8).reshape(columns, 8).sum(axis=0, dtype=np.int64)
    return counts.reshape(-1)

"""The values of each offer as bits, to count persons who have a value in at least one of some offers."""

from dataclasses import dataclass

import numpy as np

from app.search.columns import Array, Column, Rows

_BITS = 64
# Values beyond this many get no bit: a column for every 64 values costs more memory than it saves time.
MARKED = 1024
# One bit in each of the eight bytes of a word, and how many such words can be added before a byte overflows.
_LANES = np.uint64(0x0101010101010101)
_ADDABLE = 255
_EACH_BIT = np.arange(8, dtype=np.uint64).reshape(8, 1, 1)
# Tables of at most so many words are taken apart into all eight bits at once.
_SMALL = 1 << 14


@dataclass(frozen=True, slots=True)
class Marks:
    """`words.rows[o, w]` holds for offer o the bits of the codes 64w to 64w + 63."""

    words: Column

    @staticmethod
    def empty() -> "Marks":
        """No offers yet."""
        return Marks(Column(np.zeros((0, 0), dtype=np.uint64)))

    def changed(self, values: int, lengths: Array, codes: Array) -> "Marks":
        """Marks of more offers, with so many codes each, one after the other; `values` codes are known by now."""
        needed = -(-min(values, MARKED) // _BITS)
        fresh = np.zeros((len(lengths), needed), dtype=np.uint64)
        owners = np.repeat(np.arange(len(lengths)), lengths)
        marked = codes < MARKED
        codes, owners = codes[marked], owners[marked]
        # An offer has each code once, so that adding bits is setting them.
        np.add.at(fresh, (owners, codes // _BITS), np.uint64(1) << (codes % _BITS).astype(np.uint64))
        words, missing = self.words, needed - self.words.rows.shape[1]
        if missing:
            words = Column(np.pad(words.rows, ((0, 0), (0, missing))))
        return Marks(words.with_more(fresh))

    def persons_with(self, codes: Array, rows: Rows, heads: Rows) -> Array:
        """For each code (below MARKED) the persons with it in at least one offer.

        `rows` are offers person by person; `heads` are the positions at which a person's offers begin.
        """
        if not len(heads):
            return np.zeros(len(codes), dtype=np.int64)
        words, chosen = self._chosen(codes, rows)
        return count_bits(np.bitwise_or.reduceat(words, heads, axis=0))[chosen]

    def _chosen(self, codes: Array, rows: Rows) -> tuple[Array, Array]:
        """The words of these rows from the first to the last that is needed, and where the codes' bits are."""
        first, last = int(codes.min(initial=MARKED)) // _BITS, int(codes.max(initial=0)) // _BITS
        # `take` is many times faster than an index of rows, and gets whole lines of memory in any case.
        return self.words.rows.take(rows, axis=0)[:, first : last + 1], codes - first * _BITS


def count_bits(words: Array) -> Array:
    """How many of the rows of `words` (uint64; so many words side by side) have each bit. Bytes serve as counters."""
    columns, beside = -(-len(words) // _ADDABLE), words.shape[1]
    table = np.zeros((_ADDABLE, columns * beside), dtype="<u8")
    table.reshape(-1)[: words.size] = words.reshape(-1)
    if table.size <= _SMALL:
        lanes = np.add.reduce((table >> _EACH_BIT) & _LANES, axis=1)
    else:
        lanes = np.stack([np.add.reduce((table >> bit) & _LANES, axis=0) for bit in _EACH_BIT.ravel()])
    # Of each bit of a byte, column and word: eight counters, one a byte.
    counters = lanes.view(np.uint8).reshape(8, columns, beside, 8).sum(axis=1, dtype=np.int64)
    return np.ascontiguousarray(counters.transpose(1, 2, 0)).reshape(-1)

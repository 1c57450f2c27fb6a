"""The loops by which tables are made: values brought together without comparing any two of them."""

import numpy as np

from app.search.columns import Array
from app.search.compiled import compiled, i32, i32s, i64, i64s, nothing, read, u32, u32s, u64_table


@compiled(nothing(read(i32), read(u32), i64s, u32s))
def _by_code(codes: Array, rows: Array, places: Array, into: Array) -> None:
    for i in range(len(codes)):
        into[places[codes[i]]] = rows[i]
        places[codes[i]] += 1


def grouped(codes: Array, rows: Array, count: int) -> tuple[Array, Array]:
    """Rows by code, for codes below `count`: (where each code's begin, and the end of all; rows as uint32).

    The rows of one code stay in the order in which they came.
    """
    starts = starts_of(np.bincount(codes, minlength=count))
    into = np.empty(len(codes), dtype=np.uint32)
    _by_code(codes.astype(np.int32, copy=False), rows.astype(np.uint32, copy=False), starts.copy(), into)
    return starts, into


@compiled(i64(read(i32), read(i32), i32s, i64s, i32s))
def _once_each(owners: Array, codes: Array, last: Array, sizes: Array, into: Array) -> int:
    at = 0
    for i in range(len(codes)):
        if last[codes[i]] != owners[i]:
            last[codes[i]] = owners[i]
            sizes[owners[i]] += 1
            into[at] = codes[i]
            at += 1
    return at


def once_each(owners: Array, codes: Array, owned: int, count: int) -> tuple[Array, Array]:
    """Each code (below `count`) of an owner (below `owned`, ascending) once: (where each owner's begin, codes)."""
    sizes, into = np.zeros(owned, dtype=np.int64), np.empty(len(codes), dtype=np.int32)
    last = np.full(count, -1, dtype=np.int32)
    kept = _once_each(owners.astype(np.int32, copy=False), codes.astype(np.int32, copy=False), last, sizes, into)
    return starts_of(sizes), into[:kept]


@compiled(nothing(u64_table, read(i64), read(i32)))
def set_bits(words: Array, starts: Array, codes: Array) -> None:
    """Set in row r of `words` the bits of `codes[starts[r]:starts[r + 1]]`, as far as there are words."""
    for row in range(len(words)):
        for i in range(starts[row], starts[row + 1]):
            if codes[i] >> 6 < words.shape[1]:
                words[row, codes[i] >> 6] |= np.uint64(1) << np.uint64(codes[i] & 63)


def starts_of(sizes: Array) -> Array:
    """Where groups of these sizes begin that lie one after the other, and where the last ends (int64)."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))

"""The loops that bring rows into bitmaps: through bits, in whatever order the rows come, to the portable format.

Source of the format: github.com/RoaringBitmap/RoaringFormatSpec. Rows of a chunk of 65,536 are a list of their lower
halves, or, when they are many, one bit for each row of the chunk.
"""

from typing import Any

import numpy as np

from app.search.columns import Array
from app.search.compiled import compiled, i32, i64, read, u8s, u32, u64, u64_table, u64s

CHUNK = 1 << 16
_WORDS = CHUNK // 64
_BYTES = CHUNK // 8
# Rows a chunk may have as a list; with more it must be bits.
_LISTED = 4096
# The format's cookie for bitmaps whose chunks are lists or bits.
_COOKIE = 12346
_BEFORE_CHUNKS = 8
_PER_CHUNK = 8


@compiled()
def _set(bits: Array, place: int) -> None:
    bits[place >> 6] |= np.uint64(1) << np.uint64(place & 63)


@compiled(u64s(read(u32), i64, i64))
def bits_of(rows: Array, first_chunk: int, chunks: int) -> Array:
    """Rows as bits; the first bit is the first row of `first_chunk`."""
    bits = np.zeros(chunks * _WORDS, dtype=np.uint64)
    for row in rows:
        _set(bits, row - first_chunk * CHUNK)
    return bits


@compiled(u64_table(read(i32), read(i32), i64, i64, i64))
def bits_by_rank(rows: Array, ranks: Array, most: int, first_chunk: int, chunks: int) -> Array:
    """Each row under its rank, as `bits_of`; one line for each of so many ranks."""
    bits = np.zeros((most, chunks * _WORDS), dtype=np.uint64)
    for i in range(len(rows)):
        _set(bits[ranks[i]], rows[i] - first_chunk * CHUNK)
    return bits


@compiled()
def _ones(word: Any) -> int:
    """How many bits are set; the compiler makes of this the processor's own instruction."""
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count


@compiled()
def _write(number: int, size: int, into: Array, at: int) -> int:
    for place in range(size):
        into[at + place] = (number >> (8 * place)) & 255
    return at + size


@compiled()
def _write_list(bits: Array, into: Array, at: int) -> int:
    for place in range(_WORDS):
        word = bits[place]
        while word:
            rest = word & (word - np.uint64(1))
            at = _write(place * 64 + _ones((word ^ rest) - np.uint64(1)), 2, into, at)
            word = rest
    return at


@compiled(u8s(read(u64), i64))
def packed(bits: Array, first_chunk: int) -> Array:
    """The bitmap of these bits in the portable format, as bytes; empty when no bit is set."""
    chunks = len(bits) // _WORDS
    sizes = np.zeros(chunks, dtype=np.int64)
    filled, body = 0, 0
    for chunk in range(chunks):
        for place in range(chunk * _WORDS, (chunk + 1) * _WORDS):
            sizes[chunk] += _ones(bits[place])
        filled += sizes[chunk] > 0
        body += _BYTES if sizes[chunk] > _LISTED else 2 * sizes[chunk]
    if not filled:
        return np.zeros(0, dtype=np.uint8)
    at = _BEFORE_CHUNKS + _PER_CHUNK * filled
    into = np.empty(at + body, dtype=np.uint8)
    head = _write(filled, 4, into, _write(_COOKIE, 4, into, 0))
    offset = head + 4 * filled
    for chunk in range(chunks):
        if not sizes[chunk]:
            continue
        head = _write(sizes[chunk] - 1, 2, into, _write(first_chunk + chunk, 2, into, head))
        offset = _write(at, 4, into, offset)
        inside = bits[chunk * _WORDS : (chunk + 1) * _WORDS]
        if sizes[chunk] > _LISTED:
            into[at : at + _BYTES] = inside.view(np.uint8)
            at += _BYTES
        else:
            at = _write_list(inside, into, at)
    return into

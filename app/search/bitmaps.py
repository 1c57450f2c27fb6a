"""Between sorted row numbers and roaring bitmaps.

Bitmaps are written in the portable format (github.com/RoaringBitmap/RoaringFormatSpec) and read back by
pyroaring: the values then travel as blocks of memory, many times faster than one by one.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from app.search.columns import Array, Rows

Mask = npt.NDArray[np.bool_]

_NO_RUNS = 12346  # the format's cookie for bitmaps without run containers
_CHUNK = 1 << 16
_ARRAY_AT_MOST = 4096  # values a chunk may have as a list; with more it must be bits

NOBODY = BitMap()


def bitmap_of(rows: Array) -> BitMap:
    """The bitmap of ascending, distinct row numbers."""
    if len(rows) <= 8:
        return BitMap(rows.tolist())
    return _written(_chunks_of_rows(rows))


def bitmap_of_mask(mask: Mask) -> BitMap:
    """The bitmap of the positions that are true."""
    return _written(_chunks_of_mask(mask))


def bitmap_of_any(rows: Array, size: int) -> BitMap:
    """The bitmap of row numbers below `size`, in whatever order and as often as they come."""
    if len(rows) * 16 < size:
        ordered = np.sort(rows)
        return bitmap_of(ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(rows) else ordered)
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return bitmap_of_mask(mask)


def rows_of(bitmap: BitMap) -> Rows:
    """The row numbers of a bitmap, ascending."""
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32).astype(np.intp)


def union(bitmaps: Sequence[BitMap]) -> BitMap:
    """Rows of at least one; may be one of the bitmaps itself, so it is not to be changed."""
    some = [bitmap for bitmap in bitmaps if bitmap]
    return some[0] if len(some) == 1 else BitMap.union(*some) if some else NOBODY


def intersection(bitmaps: Sequence[BitMap]) -> BitMap:
    """Rows of all, of at least one bitmap; not to be changed."""
    # Smallest first: what is left stays small.
    return reduce(and_, sorted(bitmaps, key=len)) if len(bitmaps) > 1 else bitmaps[0]


def _chunks_of_rows(rows: Array) -> Iterator[tuple[int, int, bytes]]:
    last = int(rows[-1]) // _CHUNK
    edges = np.searchsorted(rows, np.arange(last + 2) * _CHUNK).tolist()
    low = rows.astype("<u2")  # a row's place within its chunk is its lower half
    for chunk in range(last + 1):
        begin, end = edges[chunk], edges[chunk + 1]
        if end - begin > _ARRAY_AT_MOST:
            mask = np.zeros(_CHUNK, dtype=np.bool_)
            mask[low[begin:end]] = True
            yield chunk, end - begin, _bits(mask)
        elif end > begin:
            yield chunk, end - begin, low[begin:end].tobytes()


def _chunks_of_mask(mask: Mask) -> Iterator[tuple[int, int, bytes]]:
    for chunk in range(-(-len(mask) // _CHUNK)):
        inside = mask[chunk * _CHUNK : (chunk + 1) * _CHUNK]
        size = int(np.count_nonzero(inside))
        if size > _ARRAY_AT_MOST:
            yield chunk, size, _bits(inside)
        elif size:
            yield chunk, size, np.flatnonzero(inside).astype("<u2").tobytes()


def _bits(mask: Mask) -> bytes:
    return np.packbits(mask, bitorder="little").tobytes().ljust(_CHUNK // 8, b"\0")


def _written(chunks: Iterator[tuple[int, int, bytes]]) -> BitMap:
    head, offsets, bodies = [], [], []
    at = 0
    for chunk, size, body in chunks:
        head.append(struct.pack("<HH", chunk, size - 1))
        offsets.append(at)
        bodies.append(body)
        at += len(body)
    if not head:
        return BitMap()
    start = 8 + 8 * len(head)
    table = struct.pack(f"<{len(offsets)}I", *(start + offset for offset in offsets))
    return BitMap.deserialize(b"".join((struct.pack("<II", _NO_RUNS, len(head)), *head, table, *bodies)))

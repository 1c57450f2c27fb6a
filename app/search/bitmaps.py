"""Between row numbers and roaring bitmaps: values travel as blocks of memory, many times faster than one by one."""

from collections.abc import Sequence
from functools import reduce
from operator import and_

import numpy as np
from pyroaring import BitMap

from app.search.columns import Array, Rows
from app.search.packing import CHUNK, bits_by_rank, bits_of, packed

NOBODY = BitMap()
# Fewer rows than these are told one by one.
_FEW = 16


def bitmap_of(rows: Array) -> BitMap:
    """The bitmap of row numbers, in whatever order and as often as they come."""
    if len(rows) <= _FEW:
        return BitMap(rows.tolist())
    first_chunk, chunks = _chunks(int(rows.min()), int(rows.max()))
    return _unpacked(bits_of(rows.astype(np.uint32, copy=False), first_chunk, chunks), first_chunk)


def bitmaps_by_rank(offers: Array, owners: Array, firsts: Array) -> tuple[BitMap, ...]:
    """The owners of these offers (int32, in any order), one bitmap for each rank of an offer from its `firsts` on."""
    if not len(offers):
        return ()
    rows, ranks = owners.take(offers), offers - firsts.take(offers)
    first_chunk, chunks = _chunks(int(rows.min()), int(rows.max()))
    bits = bits_by_rank(rows, ranks, int(ranks.max()) + 1, first_chunk, chunks)
    return tuple(_unpacked(of_rank, first_chunk) for of_rank in bits)


def numbers_of(bitmap: BitMap) -> Array:
    """The row numbers of a bitmap, ascending, as uint32; only to be read."""
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32)


def rows_of(bitmap: BitMap) -> Rows:
    """The row numbers of a bitmap, ascending, as numpy indexes by them."""
    return numbers_of(bitmap).astype(np.intp)


def union(bitmaps: Sequence[BitMap]) -> BitMap:
    """Rows of at least one; may be one of the bitmaps itself, so it is not to be changed."""
    some = [bitmap for bitmap in bitmaps if bitmap]
    return some[0] if len(some) == 1 else BitMap.union(*some) if some else NOBODY


def intersection(bitmaps: Sequence[BitMap]) -> BitMap:
    """Rows of all, of at least one bitmap; not to be changed."""
    # Smallest first: what is left stays small.
    return reduce(and_, sorted(bitmaps, key=len)) if len(bitmaps) > 1 else bitmaps[0]


def _chunks(first: int, last: int) -> tuple[int, int]:
    return first // CHUNK, last // CHUNK - first // CHUNK + 1


def _unpacked(bits: Array, first_chunk: int) -> BitMap:
    written = packed(bits, first_chunk)
    return BitMap.deserialize(written.tobytes()) if len(written) else BitMap()

"""How loops become machine code: by numba, at the first import, and kept beside the source for the next.

Signatures are given, so that nothing is compiled while somebody waits, and loops let go of the interpreter's lock.
Arrays are not checked against their bounds: whoever calls a loop passes rows that exist.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit, types

Loop = TypeVar("Loop", bound=Callable[..., Any])

i32, i64, u32, u64, f64 = types.int32, types.int64, types.uint32, types.uint64, types.float64
# What a loop makes.
u8s, i64s, u64s, u64_table, u64_cube = (
    types.uint8[::1],
    types.int64[::1],
    types.uint64[::1],
    types.uint64[:, ::1],
    types.uint64[:, :, ::1],
)
i32s, u32s, nothing = types.int32[::1], types.uint32[::1], types.void


def read(kind: Any, dimensions: int = 1) -> Any:
    """An array that a loop only reads, in one piece."""
    return types.Array(kind, dimensions, "C", readonly=True)


def compiled(signature: Any = None) -> Callable[[Loop], Loop]:
    """A loop as machine code; inner loops have no signature and become part of those that call them.

    Inner loops live in the file of those that call them: a file is compiled anew when it changes.
    """

    def decorate(loop: Loop) -> Loop:
        try:
            return cast(Loop, njit(signature, nogil=True, cache=True)(loop))
        except RuntimeError:
            # There is no folder to keep it in: then every start compiles anew, a few seconds.
            return cast(Loop, njit(signature, nogil=True)(loop))

    return decorate

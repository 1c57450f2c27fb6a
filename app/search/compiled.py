"""How loops become machine code: by numba, when the first of them is run, and kept beside the source for the next time.

Not at the import: numba takes a hundred megabytes and a second, and much that imports this never searches. What does
search calls `prepare` before anybody asks, so that nothing is compiled while somebody waits. Loops let go of the
interpreter's lock. Arrays are not checked against their bounds: whoever calls a loop passes rows that exist.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., Any])


class Kind(str):
    """What a loop takes or makes, as numba writes it; called, the signature of a loop that makes it of these."""

    __slots__ = ()

    def __call__(self, *taken: str) -> "Kind":
        return Kind(f"{self}({', '.join(taken)})")


i32, i64, u32, u64, f64 = map(Kind, ("int32", "int64", "uint32", "uint64", "float64"))
# What a loop makes.
u8s, i64s, u64s, u64_table, u64_cube = map(
    Kind, ("uint8[::1]", "int64[::1]", "uint64[::1]", "uint64[:, ::1]", "uint64[:, :, ::1]")
)
i32s, u32s, nothing = map(Kind, ("int32[::1]", "uint32[::1]", "void"))


def read(kind: str, dimensions: int = 1) -> Kind:
    """An array that a loop only reads, in one piece."""
    return Kind(f"Array({kind}, {dimensions}, 'C', True)")


def compiled(signature: str | None = None) -> Callable[[Loop], Loop]:
    """A loop as machine code; inner loops have no signature and become part of those that call them.

    Inner loops live in the file of those that call them: a file is compiled anew when it changes.
    """

    def decorate(loop: Loop) -> Loop:
        made = _Compiled(loop, signature)
        _EVERY.append(made)
        return cast(Loop, made)

    return decorate


def prepare() -> None:
    """Make machine code of every loop that was imported."""
    for loop in _EVERY:
        loop.made()


class _Compiled:
    """A loop that becomes machine code when it is first run."""

    def __init__(self, loop: Callable[..., Any], signature: str | None) -> None:
        self._loop, self._signature = loop, signature
        self._made: Any = None

    def __call__(self, *given: Any) -> Any:
        return (self._made or self.made())(*given)

    @property
    def _numba_type_(self) -> Any:
        """By this numba knows an inner loop in the one that it compiles."""
        from numba import types

        return types.Dispatcher(self.made())

    def made(self) -> Any:
        # One after the other: a loop asks for its inner ones while it is being made.
        with _MAKING:
            if self._made is None:
                self._made = _machine_code(self._loop, self._signature)
            return self._made


_EVERY: list[_Compiled] = []
_MAKING = threading.RLock()


def _machine_code(loop: Callable[..., Any], signature: str | None) -> Any:
    from numba import njit

    try:
        return njit(signature, nogil=True, cache=True)(loop)
    except RuntimeError:
        # There is no folder to keep it in: then every start compiles anew, a few seconds.
        return njit(signature, nogil=True)(loop)

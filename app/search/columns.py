"""Append-only columns: a longer version shares the memory of the shorter one it came from."""

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.intp]

_SPARE = 8  # a buffer has room for one eighth more rows, so that changes seldom copy


class _Buffer:
    """Memory behind columns. Only the column that ends where `used` ends may grow into the rest."""

    __slots__ = ("lock", "memory", "used")

    def __init__(self, rows: Array, dtype: Any) -> None:
        self.memory: Array = np.empty((len(rows) + len(rows) // _SPARE + _SPARE, *rows.shape[1:]), dtype=dtype)
        self.memory[: len(rows)] = rows
        self.used = len(rows)
        self.lock = threading.Lock()


class Column:
    """One value (or several side by side) per row, in `rows`. Never changes; `with_more` gives the longer column."""

    __slots__ = ("_buffer", "rows")

    def __init__(self, rows: Array, buffer: _Buffer | None = None) -> None:
        self._buffer = _Buffer(rows, rows.dtype) if buffer is None else buffer
        self.rows: Array = self._buffer.memory[: len(rows)]

    def __len__(self) -> int:
        return len(self.rows)

    def with_more(self, more: Array) -> "Column":
        """This column followed by `more`; what other columns see stays as it is."""
        if not len(more):
            return self
        size = len(self.rows) + len(more)
        buffer = self._buffer
        # Text can be longer than all before it: then the column needs wider places.
        wider = np.promote_types(buffer.memory.dtype, more.dtype)
        with buffer.lock:
            if buffer.used == len(self.rows) and size <= len(buffer.memory) and wider == buffer.memory.dtype:
                return self._grown_in(buffer, more)
        grown = _Buffer(self.rows, wider)
        if size > len(grown.memory):
            grown.memory = np.concatenate((grown.memory, np.empty((size, *more.shape[1:]), dtype=wider)))
        return self._grown_in(grown, more)

    def _grown_in(self, buffer: _Buffer, more: Array) -> "Column":
        size = len(self.rows) + len(more)
        buffer.memory[len(self.rows) : size] = more
        buffer.used = size
        return Column(buffer.memory[:size], buffer)


def spans(starts: Array, rows: Rows) -> Rows:
    """Positions of all elements of `rows` in order; those of row r are `starts[r]` to `starts[r + 1]`."""
    begins = starts.take(rows)
    return ranges(begins, starts.take(rows + 1) - begins)


def ranges(begins: Array, lengths: Array) -> Rows:
    """The whole numbers from each of `begins` on, as many as `lengths` says, one range after the other."""
    some = lengths > 0
    if not some.all():
        begins, lengths = begins[some], lengths[some]
    ends = np.cumsum(lengths)
    if not len(ends):
        return np.zeros(0, dtype=np.intp)
    # Steps of one, and a jump where a range begins; their running sum are the positions.
    steps = np.ones(int(ends[-1]), dtype=np.intp)
    steps[0] = begins[0]
    steps[ends[:-1]] = begins[1:] - (begins[:-1] + lengths[:-1]) + 1
    positions: Rows = np.cumsum(steps, out=steps)
    return positions

"""Append-only columns: a longer version shares the memory of the shorter one it came from."""

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

from app.search.bitmaps import Rows

Array = npt.NDArray[Any]

_SPARE = 8  # a buffer that grows gets room for one eighth more rows


class _Buffer:
    """Memory behind columns. Only the column that ends where `used` ends may grow into the rest."""

    __slots__ = ("lock", "memory", "used")

    def __init__(self, rows: Array, capacity: int) -> None:
        self.memory: Array = np.empty(capacity, dtype=rows.dtype)
        self.memory[: len(rows)] = rows
        self.used = len(rows)
        self.lock = threading.Lock()


class Column:
    """One value per row, in `rows`. Never changes; `with_more` gives the longer column."""

    __slots__ = ("_buffer", "rows")

    def __init__(self, rows: Array, buffer: _Buffer | None = None) -> None:
        self._buffer = _Buffer(rows, len(rows)) if buffer is None else buffer
        self.rows: Array = self._buffer.memory[: len(rows)]

    def __len__(self) -> int:
        return len(self.rows)

    def with_more(self, more: Array) -> "Column":
        """This column followed by `more`; what other columns see stays as it is."""
        if not len(more):
            return self
        size = len(self.rows) + len(more)
        buffer = self._buffer
        with buffer.lock:
            if buffer.used == len(self.rows) and size <= len(buffer.memory):
                return self._grown_in(buffer, more)
        return self._grown_in(_Buffer(self.rows, size + size // _SPARE), more)

    def _grown_in(self, buffer: _Buffer, more: Array) -> "Column":
        size = len(self.rows) + len(more)
        buffer.memory[len(self.rows) : size] = more
        buffer.used = size
        return Column(buffer.memory[:size], buffer)


def spans(starts: Array, rows: Rows) -> Rows:
    """Positions of all elements of `rows` in order; those of row r are `starts[r]` to `starts[r + 1]`."""
    begins = starts[rows]
    lengths = starts[rows + 1] - begins
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    positions: Rows = np.arange(total, dtype=np.intp) + np.repeat(begins - (ends - lengths), lengths)
    return positions

"""Who asked for what this month, as marks in the memory of one process, and the blocks that are full.

A mark is a keyed hash of a cell and a network address. The key is drawn when the month begins and never leaves this
object; because the cell is in the hash, two marks of one connection in two cells cannot be seen to be one's.
"""

import hashlib
import secrets
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from app.unmet.demand.rules import Cell, K

# By month and cell, how many connections were in blocks that were full.
Totals = Mapping[tuple[date, Cell], int]
# A flood of addresses must not fill the memory: then the rest of the month is not counted.
MOST_MARKS = 500_000


class Tally:
    """Nothing leaves it but the numbers of full blocks; a crash loses what has not been handed over."""

    def __init__(self, drawn: Callable[[], int] = lambda: K + secrets.randbelow(K)) -> None:
        self._drawn = drawn
        self._full: Counter[tuple[date, Cell]] = Counter()
        self._lock = threading.Lock()
        self._begin(date.min)

    def _begin(self, month: date) -> None:
        self._month, self._key = month, secrets.token_bytes(32)
        self._marks: set[bytes] = set()
        self._waiting: Counter[Cell] = Counter()
        self._size: defaultdict[Cell, int] = defaultdict(self._drawn)

    def add(self, month: date, cells: Iterable[Cell], who: str) -> None:
        """Somebody asked for these."""
        with self._lock:
            if month != self._month:
                # What did not fill a block in its month is forgotten with it.
                self._begin(month)
            for cell in cells:
                self._add(cell, who)

    def _add(self, cell: Cell, who: str) -> None:
        named = "\0".join((cell.facet, cell.value, cell.band, cell.area, who)).encode()
        mark = hashlib.blake2b(named, key=self._key, digest_size=8).digest()
        if mark in self._marks or len(self._marks) >= MOST_MARKS:
            return
        self._marks.add(mark)
        self._waiting[cell] += 1
        if self._waiting[cell] >= self._size[cell]:
            self._full[self._month, cell] += self._waiting.pop(cell)
            del self._size[cell]

    def take(self) -> Totals:
        """The full blocks; from now on there are none."""
        with self._lock:
            taken, self._full = self._full, Counter()
        return taken

    def put_back(self, taken: Totals) -> None:
        """What could not be handed over is kept for the next time."""
        with self._lock:
            self._full.update(taken)

"""What one process has counted and not yet handed over. It knows listings and months, and of visits nothing else."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from app.listings.counts.rules import month_of
from app.plumbing import clock

# By month and kind, how often for each listing.
Totals = Mapping[tuple[date, str], Counter[UUID]]


class Tally:
    """Numbers in memory: a crash loses those of the last minutes, and nothing else."""

    def __init__(self) -> None:
        self._totals: defaultdict[tuple[date, str], Counter[UUID]] = defaultdict(Counter)
        self._lock = threading.Lock()

    def add(self, kind: str, ids: Iterable[UUID]) -> None:
        """Each of these once more, in this month."""
        month = month_of(clock.today())
        with self._lock:
            self._totals[month, kind].update(ids)

    def take(self) -> Totals:
        """All of it; from now on it counts from nothing."""
        with self._lock:
            taken, self._totals = self._totals, defaultdict(Counter)
        return taken

    def put_back(self, taken: Totals) -> None:
        """What could not be handed over is kept for the next time."""
        with self._lock:
            for key, counted in taken.items():
                self._totals[key].update(counted)

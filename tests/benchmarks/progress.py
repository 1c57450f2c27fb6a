"""Progress for anything that takes longer than a second."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_EVERY = 2.0  # seconds


class Progress:
    """Passes things on, says how far it is, and knows how long the source itself took."""

    def __init__(self, what: str, things: Iterable[T], total: int) -> None:
        self.what, self.total = what, total
        self.source_seconds = 0.0
        self._things = iter(things)

    def __iter__(self) -> Iterator[T]:
        said = time.perf_counter()
        count = 0
        while True:
            before = time.perf_counter()
            try:
                thing: T = next(self._things)
            except StopIteration:
                return
            now = time.perf_counter()
            self.source_seconds += now - before
            count += 1
            if now - said > _EVERY:
                said = now
                say(f"{self.what}: {count:,} of {self.total:,}")
            yield thing


def say(text: str) -> None:
    """One line about how far things are."""
    print(f"  … {text}", file=sys.stderr, flush=True)

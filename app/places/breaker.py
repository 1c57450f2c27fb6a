"""A circuit breaker: after some failures in a row, leave the other side alone for a while."""

import threading
from collections.abc import Callable
from typing import Final

FAILURES: Final = 3
REST_SECONDS: Final = 60.0


class Breaker:
    """Opens after three failures in a row; after 60 seconds lets one try through, which closes it or opens
    it again.

    ``clock`` gives monotonic seconds. Safe for many threads.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until: float | None = None

    def lets_through(self) -> bool:
        """Whether the other side may be asked now."""
        with self._lock:
            if self._rests_until is None:
                return True
            if self._clock() < self._rests_until:
                return False
            # Half open: this one may try, the others wait another minute for what it brings.
            self._rests_until = self._clock() + REST_SECONDS
            return True

    def succeeded(self) -> None:
        """The other side answered."""
        with self._lock:
            self._failures, self._rests_until = 0, None

    def failed(self) -> None:
        """The other side did not answer in time, or refused."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._rests_until = self._clock() + REST_SECONDS

"""Chance that can be repeated: one stream of random numbers a listing, and weighted choices from it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with their weights, ready to be drawn from; weights need not add up to anything."""

    __slots__ = ("_cumulative", "_items", "_total")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        kept = [(item, weight) for item, weight in pairs if weight > 0]
        self._items = [item for item, _ in kept]
        self._cumulative = list(accumulate(weight for _, weight in kept))
        self._total = self._cumulative[-1] if kept else 0.0

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def at(self, fraction: float) -> T:
        """The thing at a fraction in [0, 1) of the whole weight. Raises IndexError when there is none."""
        return self._items[bisect_right(self._cumulative, fraction * self._total)]


class Chance(Random):
    """The random numbers of one listing; equal seed and index give equal numbers on every machine."""

    @classmethod
    def of(cls, seed: int, index: int) -> "Chance":
        return cls(int.from_bytes(blake2b(f"{seed}:{index}".encode(), digest_size=16).digest()))

    def happens(self, chance: float) -> bool:
        return self.random() < chance

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def drawn(self, weighted: Weighted[T]) -> T:
        return weighted.at(self.random())

    def several(self, weighted: Weighted[T], count: int) -> list[T]:
        """At most `count` different things, the likelier ones earlier and oftener."""
        found: dict[T, None] = {}
        for _ in range(count * 3):
            found[weighted.at(self.random())] = None
            if len(found) == count:
                break
        return list(found)

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        """`count` different ones of these, or all when there are fewer, in random order."""
        pool = list(things)
        for at in range(min(count, len(pool))):
            other = at + int(self.random() * (len(pool) - at))
            pool[at], pool[other] = pool[other], pool[at]
        return pool[:count]

    def between(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both possible."""
        return least + int(self.random() * (most - least + 1))

    def days_ago(self, within: int) -> timedelta:
        """Between one and `within` days, the recent ones likelier."""
        return timedelta(days=1 + int(self.random() ** 1.7 * within))

    def instant(self, day: date) -> datetime:
        """A moment of that day in UTC."""
        return datetime.combine(day, time(self.between(6, 21), self.between(0, 59), self.between(0, 59)), UTC)

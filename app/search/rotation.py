"""The daily rotation: an order that gives everyone a turn, the same in every process."""

import numpy as np
import numpy.typing as npt

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB

Ranks = npt.NDArray[np.uint64]


def splitmix64(numbers: Ranks) -> Ranks:
    """One step of SplitMix64 from each number as state: a well-mixed one-to-one map of 64 bit numbers.

    Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants
    as in Vigna's public-domain splitmix64.c (first output for state 0: 0xE220A8397B1DCDAF).
    """
    mixed = numbers + np.uint64(_STEP)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
    return mixed ^ (mixed >> np.uint64(31))


def rotation_rank(keys: Ranks, day: int) -> Ranks:
    """Ranks (uint64; the smallest comes first) of `keys` (uint64) on `day`, the ordinal of a UTC day."""
    of_day = splitmix64(np.array([day & _MASK], dtype=np.uint64))
    return splitmix64(keys ^ of_day)

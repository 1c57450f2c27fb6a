"""The values of offers in blocks of 64 people: what very many people offer is counted 64 people at a time."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from app.search.adding import count_blocks, fill_blocks
from app.search.bitmaps import numbers_of
from app.search.columns import Array
from app.search.layers import Layers
from app.search.marks import MarkedCodes

# Offers of higher ranks are rare, and values beyond these many are: both are counted otherwise.
RANKS = 4
BLOCKED = 512
_PEOPLE = 64


@dataclass(frozen=True, slots=True)
class Blocks:
    """`bits[b, v, k]` says of the people 64b to 64b + 63 whose offer of rank k has the value with code v.

    They speak of the first `people` rows, of ranks below RANKS and of codes below BLOCKED.
    """

    bits: Array
    people: int

    @staticmethod
    def empty() -> "Blocks":
        """Of nobody."""
        return Blocks(np.zeros((0, 0, RANKS), dtype=np.uint64), 0)

    @staticmethod
    def of(people: int, values: int, persons: Array, ranks: Array, codes: Array) -> "Blocks":
        """Blocks of so many people, whose offers of these ranks have these codes."""
        bits = np.zeros((-(-people // _PEOPLE), min(values, BLOCKED), RANKS), dtype=np.uint64)
        fill_blocks(bits, persons.astype(np.int32), ranks.astype(np.int32), codes.astype(np.int32))
        return Blocks(bits, people)

    @property
    def codes(self) -> int:
        """The blocks speak of the codes below this."""
        return self.bits.shape[1]

    def persons_with(self, codes: MarkedCodes, layers: Layers) -> Array:
        """For each code (below BLOCKED) the people with it in at least one of the offers.

        The offers are all of people and of ranks that the blocks speak of.
        """
        owners = [numbers_of(of_rank) for of_rank in layers]
        ends = np.array([0, *accumulate(map(len, owners))])
        counted: Array = count_blocks(np.concatenate(owners), ends, self.bits, codes.first, codes.last)
        return counted.take(codes.codes - codes.first)

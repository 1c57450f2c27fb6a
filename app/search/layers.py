"""Offers as people: one bitmap of people for each rank, the place of an offer among a person's offers.

"One and the same offer has a, b and c" is then an intersection rank by rank; no offer has to be joined to its
person, and what people and offers must hold meets in one space.
"""

from collections.abc import Sequence
from itertools import zip_longest

from pyroaring import BitMap

from app.search.bitmaps import NOBODY, intersection, union

# The people whose offer of rank k is meant, for each k; ranks that are missing at the end are nobody.
Layers = tuple[BitMap, ...]


def any_of(several: Sequence[Layers]) -> Layers:
    """Offers in at least one of the layers."""
    if len(several) == 1:
        return several[0]
    return tuple(union(of_rank) for of_rank in zip_longest(*several, fillvalue=NOBODY))


def all_of(several: Sequence[Layers]) -> Layers:
    """Offers in each of the layers, of which there is at least one."""
    return tuple(intersection(of_rank) for of_rank in zip(*several, strict=False))


def without(layers: Layers, others: Layers) -> Layers:
    """Offers of `layers` that are not among the others."""
    return tuple(mine - theirs if theirs else mine for mine, theirs in zip_longest(layers, others, fillvalue=NOBODY))[
        : len(layers)
    ]


def among(layers: Layers, people: BitMap) -> Layers:
    """Offers of these people."""
    return tuple(of_rank & people for of_rank in layers)


def people_of(layers: Layers) -> BitMap:
    """Whoever has one of the offers; not to be changed."""
    return union(layers)

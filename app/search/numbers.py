"""A whole number per offer: a column, and an order by value with layers kept along the way."""

from dataclasses import dataclass

import numpy as np

from app.search.columns import Array, Column, Rows
from app.search.documents import SMALLEST_NUMBER

_LARGEST = int(np.iinfo(np.int64).max)
# Offers that came after the last ordering are looked at one by one: up to so many, or this share.
_UNORDERED_AT_MOST = 2048
_UNORDERED_SHARE = 16


@dataclass(frozen=True, slots=True)
class Number:
    """One int64 per offer in `values`, and whether the offer states it.

    `order` holds the stated ones among the first `known` offers by value, `ordered` their values.
    """

    values: Column
    stated: Column
    known: int
    order: Array
    ordered: Array

    @staticmethod
    def empty() -> "Number":
        """No offers yet."""
        none = np.zeros(0, dtype=np.int64)
        return Number(Column(none), Column(np.zeros(0, dtype=np.bool_)), 0, none, none)

    def with_more(self, values: Array, stated: Array) -> "Number":
        """With the numbers of more offers."""
        all_values, all_stated = self.values.with_more(values), self.stated.with_more(stated)
        loose = len(all_values) - self.known
        if self.known and loose <= max(_UNORDERED_AT_MOST, len(all_values) // _UNORDERED_SHARE):
            return Number(all_values, all_stated, self.known, self.order, self.ordered)
        having = np.flatnonzero(all_stated.rows)
        order = having[np.argsort(all_values.rows[having], kind="stable")]
        return Number(all_values, all_stated, len(all_values), order.astype(np.int32), all_values.rows[order])

    def places_up_to(self, limit: int) -> int:
        """How many offers at the beginning of `order` are not above `limit`, a whole number of any size."""
        if limit < SMALLEST_NUMBER:
            return 0
        return int(np.searchsorted(self.ordered, min(limit, _LARGEST), side="right"))

    def loose_up_to(self, limit: int) -> Rows:
        """The offers beside the order that state a number not above `limit`."""
        if limit < SMALLEST_NUMBER:
            return np.zeros(0, dtype=np.intp)
        values, stated = self.values.rows[self.known :], self.stated.rows[self.known :]
        return np.flatnonzero(stated & (values <= min(limit, _LARGEST))) + self.known


def ends_of_steps(ordered: Array, size: int) -> list[int]:
    """Places at which one value ends and another begins, at least `size` apart; the first is 0."""
    ends = np.flatnonzero(np.diff(ordered)) + 1
    chosen = [0]
    for end in ends.tolist():
        if end - chosen[-1] >= size:
            chosen.append(end)
    return chosen

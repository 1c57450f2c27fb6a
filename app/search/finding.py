"""Bringing the two levels together: who matches, and through which offers."""

from functools import cached_property

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import Rows, bitmap_of, mask_of, rows_of
from app.search.matching import Matches
from app.search.tables import Offers, People


class Found:
    """People who match. With offer clauses, also the offers through which they do.

    `offers` are offer rows person by person in the order of `rows`; the offers of the i-th person begin at
    position `heads[i]`. Both are None when no clause was about offers.
    """

    def __init__(self, people: BitMap | Rows, offers: Rows | None = None, heads: Rows | None = None) -> None:
        self._people = people
        self.offers = offers
        self.heads = heads

    def __len__(self) -> int:
        return len(self._people)

    @cached_property
    def rows(self) -> Rows:
        """The people, ascending."""
        return rows_of(self._people) if isinstance(self._people, BitMap) else self._people

    @cached_property
    def bitmap(self) -> BitMap:
        """The people."""
        return self._people if isinstance(self._people, BitMap) else bitmap_of(self._people)

    def offers_of(self, people: People, person: int) -> Rows:
        """The matching offers of a person who was found; without offer clauses all offers."""
        if self.offers is None or self.heads is None:
            return people.offers_of(np.array([person], dtype=np.intp))
        at = int(np.searchsorted(self.rows, person))
        end = self.heads[at + 1] if at + 1 < len(self.heads) else len(self.offers)
        return self.offers[self.heads[at] : end]


def find(people: People, offers: Offers, matches: Matches) -> Found:
    """The people who match, by way of one and the same offer when there are offer clauses."""
    if matches.offers is None:
        return Found(people.alive if matches.people is None else matches.people)
    rows = _offers_of_matching_people(people, offers, matches.people, matches.offers)
    owners = offers.owners.rows[rows]
    heads = np.flatnonzero(np.diff(owners, prepend=-1))
    return Found(owners[heads].astype(np.intp), rows, heads)


def _offers_of_matching_people(people: People, offers: Offers, persons: BitMap | None, matching: BitMap) -> Rows:
    if persons is None:
        return rows_of(matching)
    if len(persons) < len(matching):
        theirs = people.offers_of(rows_of(persons))
        return rows_of(matching & bitmap_of(theirs))
    rows = rows_of(matching)
    return rows[mask_of(persons, len(people.ids))[offers.owners.rows[rows]]]

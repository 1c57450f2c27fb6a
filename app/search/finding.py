"""Bringing the two levels together: who matches, and through which offers."""

from functools import cached_property

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import NOBODY, numbers_of, rows_of, union
from app.search.columns import Array, Rows
from app.search.layers import Layers, among, people_of
from app.search.matching import Matches
from app.search.tables import Offers, People


class Found:
    """People who match, all alive. With offer clauses also, as layers, the offers through which they do."""

    def __init__(self, people: BitMap, layers: Layers | None, offers: Offers) -> None:
        self.people = people
        self.layers = layers
        self._offers = offers

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def numbers(self) -> Array:
        """The people, ascending, as uint32; only to be read."""
        return numbers_of(self.people)

    @cached_property
    def rows(self) -> Rows:
        """The people, ascending, as numpy indexes by them."""
        return self.numbers.astype(np.intp)

    @property
    def all_layers(self) -> Layers:
        """The offers through which these people match: without offer clauses all their offers."""
        return among(self._offers.existing, self.people) if self.layers is None else self.layers

    def only(self, people: BitMap) -> "Found":
        """Those of them who are among these people."""
        layers = None if self.layers is None else among(self.layers, people)
        return Found(self.people & people, layers, self._offers)

    def through(self, layers: Layers, bare: BitMap = NOBODY) -> "Found":
        """Whoever has one of these offers, through them only, and these people without any offer."""
        return Found(union((people_of(layers), bare)), layers, self._offers)


def find(people: People, offers: Offers, matches: Matches) -> Found:
    """The people who match, by way of one and the same offer when there are offer clauses."""
    if matches.offers is None:
        return Found(people.alive if matches.people is None else people.living(matches.people), None, offers)
    layers = matches.offers
    if matches.people is not None:
        layers = among(layers, people.living(matches.people))
    elif people.dead:
        layers = tuple(people.living(of_rank) for of_rank in layers)
    return Found(people_of(layers), layers, offers)


def offers_in(layers: Layers, people: People, offers: Offers) -> tuple[Rows, Rows]:
    """The rows of these offers, person by person, and the positions at which a person's begin."""
    starts = people.starts.rows
    parts = [starts.take(rows_of(of_rank)) + rank for rank, of_rank in enumerate(layers) if of_rank]
    rows = np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.intp)
    return rows, np.flatnonzero(np.diff(offers.owners.rows.take(rows), prepend=-1))

"""The two tables of a snapshot, people and offers, and how they grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import Mask, Rows
from app.search.columns import Column, spans
from app.search.documents import SMALLEST_NUMBER, Schema
from app.search.marks import Marks
from app.search.points import Points
from app.search.reading import NewRows
from app.search.registry import Registry
from app.search.vocabulary import FacetPostings, WordPostings


@dataclass(frozen=True, slots=True)
class Number:
    """One int64 per offer, and whether the offer states it."""

    values: Column
    stated: Column

    def at_most(self, limit: int) -> Mask:
        """Offers (dead ones too) that state a number not above `limit`."""
        if limit < SMALLEST_NUMBER:
            return np.zeros(len(self.values), dtype=np.bool_)
        mask: Mask = (self.values.rows <= min(limit, np.iinfo(np.int64).max)) & self.stated.rows
        return mask


@dataclass(frozen=True, slots=True)
class People:
    """A row per person. `starts[r]` to `starts[r + 1]` are the offers of row r.

    `facets` are a person's own values, `offered` those of any of the person's offers.
    """

    ids: Column
    registry: Registry
    keys: Column
    starts: Column
    alive: BitMap
    facets: FacetPostings
    offered: FacetPostings
    words: WordPostings

    @staticmethod
    def empty(schema: Schema) -> "People":
        """Nobody."""
        return People(
            ids=Column(np.zeros(0, dtype=object)),
            registry=Registry.empty(),
            keys=Column(np.zeros(0, dtype=np.uint64)),
            starts=Column(np.zeros(1, dtype=np.int64)),
            alive=BitMap(),
            facets=FacetPostings.empty(schema.person_facets),
            offered=FacetPostings.empty(schema.offer_facets),
            words=WordPostings.empty(),
        )

    def offers_of(self, persons: Rows) -> Rows:
        """All offers of these persons, in order."""
        return spans(self.starts.rows, persons)

    def changed(self, new: NewRows, removed: Iterable[str], dead: Sequence[int]) -> "People":
        """With the new rows, without the `dead` ones, whose ids are in `removed`."""
        known = len(self.ids)
        rows = range(known, known + len(new.ids))
        return People(
            ids=self.ids.with_more(np.array(new.ids, dtype=object)),
            registry=self.registry.changed(removed, zip(new.ids, rows, strict=True)),
            keys=self.keys.with_more(np.array(new.keys, dtype=np.uint64)),
            starts=self.starts.with_more(np.array(new.offers_end, dtype=np.int64) + self.starts.rows[-1]),
            alive=(self.alive - BitMap(dead)) | BitMap(rows),
            facets=self.facets.changed(new.person_values, dead),
            offered=self.offered.changed(new.offered_values, dead),
            words=self.words.changed(new.words, dead),
        )


@dataclass(frozen=True, slots=True)
class Offers:
    """A row per offer; the offers of a person lie side by side in the person's order."""

    ids: Column
    owners: Column
    alive: BitMap
    numbers: Mapping[str, Number]
    points: Points
    facets: FacetPostings
    marks: Marks

    @staticmethod
    def empty(schema: Schema) -> "Offers":
        """No offers."""
        values, stated = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
        return Offers(
            ids=Column(np.zeros(0, dtype=object)),
            owners=Column(np.zeros(0, dtype=np.int32)),
            alive=BitMap(),
            numbers={name: Number(Column(values), Column(stated)) for name in schema.offer_numbers},
            points=Points.empty(),
            facets=FacetPostings.empty(schema.offer_facets),
            marks=Marks(()),
        )

    def changed(self, new: NewRows, first_person: int, dead: Rows) -> "Offers":
        """With the new rows, whose persons begin at row `first_person`, and without the `dead` ones."""
        known = len(self.ids)
        rows = known + len(new.offer_ids)
        facets = self.facets.changed(new.offer_values, dead.tolist())
        offers_end = np.array([0, *new.offers_end], dtype=np.int64)
        per_person = offers_end[1:] - offers_end[:-1]
        persons = np.arange(first_person, first_person + len(new.ids), dtype=np.int32)
        return Offers(
            ids=self.ids.with_more(np.array(new.offer_ids, dtype=object)),
            owners=self.owners.with_more(np.repeat(persons, per_person)),
            alive=(self.alive - BitMap(dead.tolist())) | BitMap(range(known, rows)),
            numbers={name: _longer(number, new, name) for name, number in self.numbers.items()},
            points=self.points.with_more(np.array(new.lat, np.float64), np.array(new.lon, np.float64)),
            facets=facets,
            marks=self.marks.changed(facets.postings, rows),
        )


def _longer(number: Number, new: NewRows, name: str) -> Number:
    values = np.array([0 if value is None else value for value in new.numbers[name]], dtype=np.int64)
    stated = np.array([value is not None for value in new.numbers[name]], dtype=np.bool_)
    return Number(number.values.with_more(values), number.stated.with_more(stated))

"""The two tables of a snapshot, people and offers, and how they grow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import NOBODY, bitmap_of, bitmaps_by_rank, union
from app.search.blocks import Blocks
from app.search.columns import Array, Column, Rows
from app.search.documents import Schema
from app.search.grouping import once_each
from app.search.layers import Layers, any_of
from app.search.marks import Marks
from app.search.numbers import Number, ends_of_steps
from app.search.points import Points
from app.search.postings import Forward, Numbering, Postings, with_rows
from app.search.reading import NewRows
from app.search.registry import Registry
from app.search.words import WordPostings

_NONE = np.zeros(0, dtype=np.intp)
# Layers of all offers up to some number are kept at about so many numbers.
_STEPS = 128
_SMALLEST_STEP = 4096


@dataclass(frozen=True, slots=True)
class People:
    """A row per person. `starts[r]` to `starts[r + 1]` are the offers of row r; `dead` were changed or removed.

    `facets` are a person's own values, `offered` those of any of the person's offers.
    """

    ids: Column
    registry: Registry
    keys: Column
    starts: Column
    dead: BitMap
    facets: Postings
    offered: Postings
    words: WordPostings

    @staticmethod
    def empty(schema: Schema) -> "People":
        """Nobody."""
        return People(
            ids=Column(np.zeros(0, dtype="S1")),
            registry=Registry.of(np.zeros(0, dtype="S1")),
            keys=Column(np.zeros(0, dtype=np.uint64)),
            starts=Column(np.zeros(1, dtype=np.int64)),
            dead=NOBODY,
            facets=Postings.empty(schema.person_facets),
            offered=Postings.empty(schema.offer_facets),
            words=WordPostings.empty(),
        )

    @property
    def alive(self) -> BitMap:
        """Everybody."""
        everyone = BitMap(range(len(self.ids)))
        return everyone - self.dead if self.dead else everyone

    @property
    def count(self) -> int:
        """How many are alive."""
        return len(self.ids) - len(self.dead)

    def living(self, people: BitMap) -> BitMap:
        """Those of these rows that are alive."""
        return people - self.dead if self.dead else people

    def changed(self, new: NewRows, offered: tuple[Numbering, Array, Array], dead: Rows) -> "People":
        """With the new rows and without the `dead` ones; `offered`: the numbering, starts and codes of their offers."""
        known = len(self.ids)
        gone = [bytes(self.ids.rows[row]) for row in dead.tolist()]
        added = zip(new.ids.tolist(), range(known, known + len(new)), strict=True)
        numbering, codes = self.facets.numbering.with_more(new.facts)
        return People(
            ids=self.ids.with_more(new.ids),
            registry=self.registry.changed(gone, added) if known else Registry.of(new.ids),
            keys=self.keys.with_more(new.keys),
            starts=self.starts.with_more(new.offer_starts[1:] + self.starts.rows[-1]),
            dead=self.dead | BitMap(dead.tolist()),
            facets=self.facets.changed(numbering, new.facts.starts, codes, dead),
            offered=self.offered.changed(*offered, dead),
            words=self.words.changed(new.words),
        )


@dataclass(frozen=True, slots=True)
class Offers:
    """A row per offer; the offers of a person lie side by side in the person's order.

    `by_rank[k][code]` are the people whose offer of rank k has the value; `existing` those who have one at all.
    `steps` are kept layers of each number: (places in its order, layers of the offers before each place).
    """

    ids: Column
    owners: Column
    firsts: Column
    numbers: Mapping[str, Number]
    points: Points
    numbering: Numbering
    forward: Forward
    marks: Marks
    by_rank: tuple[tuple[BitMap, ...], ...]
    existing: Layers
    blocks: Blocks
    steps: Mapping[str, tuple[Sequence[int], Sequence[Layers]]]
    people: int

    @staticmethod
    def empty(schema: Schema) -> "Offers":
        """No offers."""
        return Offers(
            ids=Column(np.zeros(0, dtype="S1")),
            owners=Column(np.zeros(0, dtype=np.int32)),
            firsts=Column(np.zeros(0, dtype=np.int32)),
            numbers={name: Number.empty() for name in schema.offer_numbers},
            points=Points.empty(),
            numbering=Numbering(schema.offer_facets),
            forward=Forward(),
            marks=Marks.empty(),
            by_rank=(),
            existing=(),
            blocks=Blocks.empty(),
            steps={name: ([0], [()]) for name in schema.offer_numbers},
            people=0,
        )

    def layers_of(self, offers: Array) -> Layers:
        """These offers, in whatever order, as layers."""
        return bitmaps_by_rank(offers.astype(np.int32, copy=False), self.owners.rows, self.firsts.rows)

    def with_value(self, facet: str, values: Sequence[str] | frozenset[str]) -> Layers:
        """Offers (dead ones too) with at least one of the values."""
        codes = list(self.numbering.codes_of(facet, values))
        return tuple(union([bitmaps[code] for code in codes]) for bitmaps in self.by_rank)

    def at_most(self, name: str, limit: int) -> Layers:
        """Offers (dead ones too) that state a number not above `limit`."""
        number, (places, kept) = self.numbers[name], self.steps[name]
        end = number.places_up_to(limit)
        step = int(np.searchsorted(places, end, side="right")) - 1
        rest = np.concatenate((number.order[places[step] : end].astype(np.intp), number.loose_up_to(limit)))
        return any_of((kept[step], self.layers_of(rest))) if len(rest) else kept[step]

    def changed(self, new: NewRows, first_person: int) -> tuple["Offers", tuple[Numbering, Array, Array]]:
        """With the new rows, whose people begin at row `first_person`; and what these offer, person by person."""
        known, per_person = len(self.ids), np.diff(new.offer_starts)
        persons = np.repeat(np.arange(first_person, first_person + len(new)), per_person)
        firsts = np.repeat(new.offer_starts[:-1] + known, per_person)
        numbering, codes = self.numbering.with_more(new.offer_facts)
        lengths = np.diff(new.offer_facts.starts)
        ranks = np.arange(known, known + len(persons)) - firsts
        grown = replace(
            self,
            ids=self.ids.with_more(new.offer_ids),
            owners=self.owners.with_more(persons.astype(np.int32)),
            firsts=self.firsts.with_more(firsts.astype(np.int32)),
            numbers={name: number.with_more(*new.numbers[name]) for name, number in self.numbers.items()},
            points=self.points.with_more(new.lat, new.lon),
            numbering=numbering,
            forward=self.forward.with_more(lengths, codes),
            marks=self.marks.changed(len(numbering.keys), new.offer_facts.starts, codes),
            by_rank=self._ranked(len(numbering.keys), ranks, persons, lengths, codes),
            existing=tuple(self._existing(ranks, persons)),
            blocks=self._blocks(len(new), len(numbering.keys), persons, ranks, lengths, codes),
            people=first_person + len(new),
        )
        owners = np.repeat(persons - first_person, lengths)
        starts, offered = once_each(owners, codes, len(new), len(numbering.keys))
        return grown._with_steps(self), (numbering, starts, offered)

    def _ranked(
        self, count: int, ranks: Array, persons: Array, lengths: Array, codes: Array
    ) -> tuple[tuple[BitMap, ...], ...]:
        of_ranks, of_persons = np.repeat(ranks, lengths), np.repeat(persons, lengths)
        by_rank = []
        for rank in range(max(len(self.by_rank), int(ranks.max(initial=-1)) + 1)):
            mine = of_ranks == rank
            former = self.by_rank[rank] if rank < len(self.by_rank) else ()
            by_rank.append(with_rows(former, count, codes[mine], of_persons[mine]))
        return tuple(by_rank)

    def _blocks(self, people: int, values: int, persons: Array, ranks: Array, lengths: Array, codes: Array) -> Blocks:
        """Of those the tables began with; who comes later waits for them to be made anew."""
        if self.people:
            return self.blocks
        return Blocks.of(people, values, np.repeat(persons, lengths), np.repeat(ranks, lengths), codes)

    def _existing(self, ranks: Array, persons: Array) -> Layers:
        more = [bitmap_of(persons[ranks == rank]) for rank in range(int(ranks.max(initial=-1)) + 1)]
        return any_of((self.existing, tuple(more)))

    def _with_steps(self, former: "Offers") -> "Offers":
        """With layers kept along each number whose order is another one than before."""
        steps = {
            name: self.steps[name] if number.order is former.numbers[name].order else self._steps(number)
            for name, number in self.numbers.items()
        }
        return replace(self, steps=steps)

    def _steps(self, number: Number) -> tuple[Sequence[int], Sequence[Layers]]:
        places = ends_of_steps(number.ordered, max(_SMALLEST_STEP, len(number.order) // _STEPS))
        kept: list[Layers] = [()]
        for begin, end in pairwise(places):
            kept.append(any_of((kept[-1], self.layers_of(number.order[begin:end]))))
        return places, kept

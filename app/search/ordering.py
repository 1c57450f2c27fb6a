"""Who comes first: groups by wishes and wholeness, and within a group by rotation, distance or a number."""

from collections.abc import Callable, Iterator

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import bitmap_of, rows_of
from app.search.columns import Array, Rows
from app.search.distance import surely_above
from app.search.finding import Found, offers_in
from app.search.layers import Layers, all_of, people_of
from app.search.question import Question
from app.search.rotation import Ranks
from app.search.tables import Offers, People
from app.search.wishing import Wishes, best_first, by_wishes

# A person on the page: the row, and the group through whose offers the person ranks.
Placed = tuple[int, Found]
# More offers than these are not measured one by one before it is known how far one has to go.
_MANY = 3_000
_VERY_MANY = 100_000
_FIRST_KM = 0.5
_FARTHEST_KM = 20_100.0
# Of a dense group the front is found by walking the day's order, so many people at a time.
_STRIDE = 4096


class Ordering:
    """Orders the people of one snapshot. `ranks` is the rotation's rank of each row on the question's day.

    `day_order` gives all rows in that order, and is asked only when walking it is the quicker way.
    """

    def __init__(self, people: People, offers: Offers, ranks: Ranks, day_order: Callable[[], Array]) -> None:
        self._people, self._offers = people, offers
        self._ranks, self._day_order = ranks, day_order

    def page(self, question: Question, found: Found, wishes: Wishes) -> list[Placed]:
        """The people at places `first` to `first + size`."""
        first, end = question.first, min(question.first + question.size, len(found))
        placed: list[Placed] = []
        passed = 0
        for group in self._groups(question, found, wishes) if first < end else ():
            if passed >= end:
                break
            if passed + len(group) > first:
                rows = self._in_order(question, group, wishes, end - passed)
                placed += rows[max(0, first - passed) : end - passed]
            passed += len(group)
        return placed

    def _groups(self, question: Question, found: Found, wishes: Wishes) -> Iterator[Found]:
        return best_first(found, wishes, whole_first=question.order != "rotation")

    def _in_order(self, question: Question, group: Found, wishes: Wishes, end: int) -> list[Placed]:
        """At least the first `end` people of a group."""
        if question.order == "nearest" and question.origin is not None:
            lat, lon = question.origin
            return self._measured_first(question, group, wishes, end, self._circles(group, lat, lon, end))
        if question.order == "least" and question.least is not None:
            return self._measured_first(question, group, wishes, end, self._amounts(question, group, wishes, end))
        if question.order == "rotation":
            return [(row, group) for row in self._rotated(group, end)]
        return self._by_wishes(group, wishes, end)

    def _by_wishes(self, group: Found, wishes: Wishes, end: int) -> list[Placed]:
        """People whom no measure tells apart: by wishes, then in rotation."""
        placed: list[Placed] = []
        for equal in by_wishes(group, wishes):
            placed += [(row, equal) for row in self._rotated(equal, end - len(placed))]
            if len(placed) >= end:
                break
        return placed

    def _rotated(self, found: Found, end: int) -> list[int]:
        """The first `end` people in the order of the rotation."""
        if end * len(self._ranks) < len(found) * _STRIDE and len(found) > _STRIDE:
            return self._walked(found.people, end)
        rows = found.rows
        ranks = self._ranks.take(rows)
        if end < len(rows):
            near_front = ranks <= np.partition(ranks, end - 1)[end - 1]
            rows, ranks = rows[near_front], ranks[near_front]
        return self._sorted(rows, [ranks])[:end]

    def _walked(self, people: BitMap, end: int) -> list[int]:
        """As `_rotated`, by going through everybody in the day's order until enough of these have come by."""
        order, ranks = self._day_order(), self._ranks
        gathered: list[Rows] = []
        count = 0
        for begin in range(0, len(order), _STRIDE):
            edge = begin + _STRIDE
            some = rows_of(people & bitmap_of(order[begin:edge]))
            gathered.append(some)
            count += len(some)
            # Equal ranks are decided by id: none may be left on the other side of an edge.
            if count >= end and edge < len(order) and ranks[order[edge - 1]] != ranks[order[edge]]:
                break
        rows = np.concatenate(gathered)
        return self._sorted(rows, [self._ranks.take(rows)])[:end]

    def _circles(self, group: Found, lat: float, lon: float, end: int) -> Layers:
        """The offers of a group that have a point, or so many of the nearest that `end` people are among them."""
        layers, km = group.all_layers, _FIRST_KM
        while sum(map(len, layers)) > _VERY_MANY and km < _FARTHEST_KM:
            near = all_of((layers, self._of_rows(self._offers.points.within(lat, lon, km))))
            if len(people_of(near)) >= end:
                return near
            km *= 2
        return layers

    def _amounts(self, question: Question, group: Found, wishes: Wishes, end: int) -> Layers:
        """The offers of a group that state the number, or so many of the least that `end` people are among them."""
        assert question.least is not None
        layers = group.all_layers
        if wishes.among is not None:
            layers = all_of((layers, wishes.among))
        number = self._offers.numbers[question.least]
        place = _MANY
        while sum(map(len, layers)) > _MANY and place < len(number.ordered):
            least = all_of((layers, self._up_to(question.least, int(number.ordered[place]))))
            if len(people_of(least)) >= end:
                return least
            place *= 4
        return all_of((layers, self._up_to(question.least, int(np.iinfo(np.int64).max))))

    def _up_to(self, name: str, limit: int) -> Layers:
        return self._padded(self._offers.at_most(name, limit))

    def _of_rows(self, rows: Rows) -> Layers:
        return self._padded(self._offers.layers_of(rows))

    def _padded(self, layers: Layers) -> Layers:
        return layers + (BitMap(),) * (len(self._offers.by_rank) - len(layers))

    def _measured_first(
        self, question: Question, group: Found, wishes: Wishes, end: int, layers: Layers
    ) -> list[Placed]:
        """People by the measure of these offers, then those who have none that can be measured."""
        offers, heads = offers_in(layers, self._people, self._offers)
        if question.order == "nearest":
            assert question.origin is not None
            offers, heads = self._placed(question.origin, offers, heads)
        measured = group.through(self._offers.layers_of(offers))
        if len(heads) > end and question.order == "nearest":
            offers, heads = self._front(question, offers, heads, end)
        placed: list[Placed] = [(row, measured) for row in self._by_measure(question, wishes, offers, heads)]
        if len(placed) >= end:
            return placed
        return placed + self._by_wishes(group.only(group.people - measured.people), wishes, end - len(placed))

    def _placed(self, origin: tuple[float, float], offers: Rows, heads: Rows) -> tuple[Rows, Rows]:
        """Those of the offers that have a point."""
        offers = offers[~np.isnan(self._offers.points.lat.rows.take(offers))]
        return offers, np.flatnonzero(np.diff(self._offers.owners.rows.take(offers), prepend=-1))

    def _front(self, question: Question, offers: Rows, heads: Rows, end: int) -> tuple[Rows, Rows]:
        """The offers of whoever can be among the first `end` by distance."""
        assert question.origin is not None
        chords = np.minimum.reduceat(self._offers.points.chords(question.origin, offers), heads)
        limit = surely_above(float(np.partition(chords, end - 1)[end - 1]))
        lengths = np.diff(heads, append=len(offers))
        kept = chords <= limit
        return offers[np.repeat(kept, lengths)], (np.cumsum(lengths[kept]) - lengths[kept]).astype(np.intp)

    def _by_measure(self, question: Question, wishes: Wishes, offers: Rows, heads: Rows) -> list[int]:
        """Everybody with one of these offers, by the best of them: least first, more wishes met among equals."""
        if not len(heads):
            return []
        owners, met = self._offers.owners.rows[offers], self._met(wishes, offers)
        # What is measured can be a number of 64 bits, which a float cannot hold.
        measure = self._measure(question, offers)
        order = np.lexsort((-met, measure, owners))
        best = order[np.flatnonzero(np.diff(owners[order], prepend=-1))]
        rows = owners[best].astype(np.intp)
        return self._sorted(rows, [self._ranks[rows], -met[best], measure[best]])

    def _measure(self, question: Question, offers: Rows) -> Array:
        if question.order == "nearest":
            assert question.origin is not None
            return self._offers.points.distances(question.origin, offers)
        assert question.least is not None
        return self._offers.numbers[question.least].values.rows[offers]

    def _met(self, wishes: Wishes, offers: Rows) -> Array:
        """How many wishes each of these offers meets."""
        met = np.zeros(len(offers), dtype=np.int64)
        rows = self._offers.owners.rows[offers].tolist() if wishes.wishes else []
        ranks = (offers - self._offers.firsts.rows[offers]).tolist() if wishes.wishes else []
        for place, (row, rank) in enumerate(zip(rows, ranks, strict=True)):
            met[place] = sum(wishes.met_by(row, rank))
        return met

    def _sorted(self, rows: Rows, keys: list[Array]) -> list[int]:
        """Rows by keys, the last key first; where all are equal, by id."""
        order = np.lexsort(keys)
        tied = np.ones(max(0, len(rows) - 1), dtype=np.bool_)
        for key in keys:
            tied &= key[order][1:] == key[order][:-1]
        if tied.any():
            ids = self._people.ids.rows
            by = list(zip(*(key.tolist() for key in reversed(keys)), strict=True))
            return [int(rows[i]) for i in sorted(range(len(rows)), key=lambda i: (by[i], ids[rows[i]]))]
        ordered: list[int] = rows[order].tolist()
        return ordered

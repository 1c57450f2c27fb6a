"""Who comes first, and which offer is shown of them."""

import math
from collections.abc import Sequence

import numpy as np

from app.search.bitmaps import Rows
from app.search.columns import Array
from app.search.distance import surely_above
from app.search.finding import Found
from app.search.question import Hit, Question
from app.search.rotation import Ranks
from app.search.tables import Offers, People


class Ordering:
    """Orders the people of one snapshot. `ranks` is the rotation's rank of each row on the question's day."""

    def __init__(self, people: People, offers: Offers, ranks: Ranks) -> None:
        self._people, self._offers, self._ranks = people, offers, ranks

    def page(self, question: Question, found: Found) -> tuple[Hit, ...]:
        """The people at places `first` to `first + size`, with the offers shown of them."""
        first, end = min(question.first, len(found)), min(question.first + question.size, len(found))
        if first == end:
            return ()
        if question.order == "nearest" and question.origin is not None:
            rows = self._nearest(found, question.origin, end)
        else:
            rows = self._rotated(found.rows, end)
        return self._hits(question, found, rows[first:end])

    def _rotated(self, rows: Rows, end: int) -> list[int]:
        """At least the first `end` of the rows in the order of the rotation."""
        ranks = self._ranks[rows]
        if end < len(rows):
            near_front = ranks <= np.partition(ranks, end - 1)[end - 1]
            rows, ranks = rows[near_front], ranks[near_front]
        return self._sorted(rows, [ranks])

    def _nearest(self, found: Found, origin: tuple[float, float], end: int) -> list[int]:
        """At least the first `end` people by distance of the nearest matching offer, then by the rotation."""
        rows = found.rows
        offers, heads = found.offers, found.heads
        if offers is None or heads is None:
            offers = self._people.offers_of(rows)
            having = np.diff(self._people.starts.rows)[rows]
            heads = (np.cumsum(having) - having)[having > 0]
            placeless, rows = rows[having == 0], rows[having > 0]
        else:
            placeless = rows[:0]
        measured = self._offers.points.chords(origin, offers)
        chords = np.fmin.reduceat(measured, heads) if len(heads) else measured
        placed = ~np.isnan(chords)
        placeless = np.concatenate((placeless, rows[~placed]))
        front = self._by_distance(origin, offers, heads, rows, chords, placed, end)
        missing = end - len(front)
        return front + self._rotated(placeless, min(missing, len(placeless))) if missing > 0 else front

    def _by_distance(
        self,
        origin: tuple[float, float],
        offers: Rows,
        heads: Rows,
        rows: Rows,
        chords: Array,
        placed: Array,
        end: int,
    ) -> list[int]:
        """At least the first `end` of the `placed` people; exact distances only of those who can be there."""
        chosen = np.flatnonzero(placed)
        if end < len(chosen):
            limit = surely_above(float(np.partition(chords[chosen], end - 1)[end - 1]))
            chosen = chosen[chords[chosen] <= limit]
        if not len(chosen):
            return []
        tails = np.append(heads[1:], len(offers))
        lengths = tails[chosen] - heads[chosen]
        their_heads = np.cumsum(lengths) - lengths
        positions = np.arange(int(lengths.sum())) + np.repeat(heads[chosen] - their_heads, lengths)
        distances = self._offers.points.distances(origin, offers[positions])
        nearest = np.fmin.reduceat(distances, their_heads)
        return self._sorted(rows[chosen], [self._ranks[rows[chosen]], nearest])

    def _sorted(self, rows: Rows, keys: Sequence[Array]) -> list[int]:
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

    def _hits(self, question: Question, found: Found, rows: list[int]) -> tuple[Hit, ...]:
        shown = [found.offers_of(self._people, row) for row in rows]
        every = np.concatenate(shown)
        distances = self._distances(question, every)
        numbers = self._numbers(question, every)
        hits, at = [], 0
        for row, theirs in zip(rows, shown, strict=True):
            places = range(at, at + len(theirs))
            at += len(theirs)
            # min takes the first of equals: the position in the document decides last.
            best = min(places, key=lambda i: (distances[i], numbers[i]), default=None)
            hits.append(self._hit(row, None if best is None else (int(every[best]), distances[best])))
        return tuple(hits)

    def _hit(self, row: int, shown: tuple[int, float] | None) -> Hit:
        person = str(self._people.ids.rows[row])
        if shown is None:
            return Hit(person, None, None)
        offer, distance = shown
        return Hit(person, str(self._offers.ids.rows[offer]), distance if math.isfinite(distance) else None)

    def _distances(self, question: Question, offers: Rows) -> list[float]:
        if question.origin is None:
            return [math.inf] * len(offers)
        distances = self._offers.points.distances(question.origin, offers)
        known: list[float] = np.where(np.isnan(distances), np.inf, distances).tolist()
        return known

    def _numbers(self, question: Question, offers: Rows) -> list[tuple[bool, int]]:
        """(not stated, number) of each offer; all alike when no number decides."""
        if question.cheapest_by is None:
            return [(True, 0)] * len(offers)
        number = self._offers.numbers[question.cheapest_by]
        stated, values = number.stated.rows[offers].tolist(), number.values.rows[offers].tolist()
        return [(not known, value) for known, value in zip(stated, values, strict=True)]

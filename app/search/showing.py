"""The offer shown of each person on a page, and what the order went by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.search.columns import Rows
from app.search.ordering import Placed
from app.search.question import Hit, Question
from app.search.tables import Offers, People
from app.search.wishing import Wishes


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An offer that may be shown, with its distance (infinite when unknown) and (not stated, number) pairs."""

    rank: int
    row: int
    distance: float
    cheapest: tuple[bool, int]
    least: tuple[bool, int]


def hits(people: People, offers: Offers, question: Question, wishes: Wishes, page: Sequence[Placed]) -> tuple[Hit, ...]:
    """What the page says of each person placed on it."""
    starts = people.starts.rows
    shown = []
    for row, group in page:
        every, layers = range(int(starts[row + 1] - starts[row])), group.layers
        shown.append([rank for rank in every if layers is None or (rank < len(layers) and row in layers[rank])])
    rows = np.array(
        [int(starts[row]) + rank for (row, _group), ranks in zip(page, shown, strict=True) for rank in ranks], np.intp
    )
    told = _told(offers, question, rows)
    answers, at = [], 0
    for (row, _group), ranks in zip(page, shown, strict=True):
        candidates = [
            _Candidate(rank, int(rows[place]), *(part[place] for part in told))  # type: ignore[arg-type]
            for place, rank in enumerate(ranks, at)
        ]
        at += len(ranks)
        answers.append(_hit(people, offers, question, wishes, row, candidates))
    return tuple(answers)


def _hit(
    people: People, offers: Offers, question: Question, wishes: Wishes, row: int, candidates: Sequence[_Candidate]
) -> Hit:
    # min takes the first of equals: the place in the document decides last.
    best = min(candidates, key=lambda one: _preference(question, wishes, row, one), default=None)
    rank = None if best is None else best.rank
    return Hit(
        id=people.ids.rows[row].decode(),
        offer=None if best is None else offers.ids.rows[best.row].decode(),
        distance_km=best.distance if best is not None and math.isfinite(best.distance) else None,
        met=wishes.met_by(row, rank),
        whole=wishes.whole(row, rank),
    )


def _preference(question: Question, wishes: Wishes, row: int, one: _Candidate) -> tuple[object, ...]:
    """The key by which one of a person's offers is shown; see `Question`."""
    met = -sum(wishes.met_by(row, one.rank))
    if question.order == "nearest":
        return one.distance, met, one.cheapest
    if question.order == "least":
        return one.least, met, one.distance, one.cheapest
    return one.distance, one.cheapest


def _told(offers: Offers, question: Question, rows: Rows) -> tuple[Sequence[object], ...]:
    """The distances, and by `cheapest_by` and `least` the numbers, of these offers."""
    distances: Sequence[float] = [math.inf] * len(rows)
    if question.origin is not None:
        measured = offers.points.distances(question.origin, rows)
        distances = np.where(np.isnan(measured), np.inf, measured).tolist()
    return distances, _numbers(offers, question.cheapest_by, rows), _numbers(offers, question.least, rows)


def _numbers(offers: Offers, name: str | None, rows: Rows) -> Sequence[tuple[bool, int]]:
    """(not stated, number) of each offer; all alike when no number decides."""
    if name is None:
        return [(True, 0)] * len(rows)
    stated, values = offers.numbers[name].stated.rows[rows].tolist(), offers.numbers[name].values.rows[rows].tolist()
    return [(not known, value) for known, value in zip(stated, values, strict=True)]

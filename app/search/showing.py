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

# (not stated, number), so that offers that state none come last.
_Stated = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """Of several offers side by side: km from the origin (infinite when unknown), `cheapest_by` and `least`."""

    distances: Sequence[float]
    cheapest: Sequence[_Stated]
    least: Sequence[_Stated]


def hits(people: People, offers: Offers, question: Question, wishes: Wishes, page: Sequence[Placed]) -> tuple[Hit, ...]:
    """What the page says of each person placed on it."""
    persons = np.array([row for row, _group in page], dtype=np.intp)
    firsts = people.starts.rows.take(persons).tolist()
    ends = people.starts.rows.take(persons + 1).tolist()
    shown = _candidates(page, firsts, ends)
    rows = np.array([first + rank for first, ranks in zip(firsts, shown, strict=True) for rank in ranks], np.intp)
    told, answers, at = _told(offers, question, rows), [], 0
    ids, offer_ids = people.ids.rows.take(persons).tolist(), offers.ids.rows.take(rows).tolist()
    for (row, _group), person, ranks in zip(page, ids, shown, strict=True):
        place = _best(question, wishes, row, ranks, told, at)
        rank = None if place is None else ranks[place - at]
        distance = math.inf if place is None else told.distances[place]
        answers.append(
            Hit(
                id=person.decode(),
                offer=None if place is None else offer_ids[place].decode(),
                distance_km=None if distance == math.inf else distance,
                met=wishes.met_by(row, rank),
                whole=wishes.whole(row, rank),
            )
        )
        at += len(ranks)
    return tuple(answers)


def _candidates(page: Sequence[Placed], firsts: Sequence[int], ends: Sequence[int]) -> list[Sequence[int]]:
    """The ranks of the offers through which each person on the page ranks."""
    shown: list[Sequence[int]] = []
    for (row, group), first, end in zip(page, firsts, ends, strict=True):
        if group.layers is None:
            shown.append(range(end - first))
        else:
            shown.append([rank for rank, of_rank in enumerate(group.layers[: end - first]) if row in of_rank])
    return shown


def _best(question: Question, wishes: Wishes, row: int, ranks: Sequence[int], told: _Told, at: int) -> int | None:
    """Which of a person's candidates is shown, by the keys that `Question` gives; they stand in `told` from `at` on."""
    if len(ranks) < 2:
        return at if ranks else None
    places = range(at, at + len(ranks))
    # min takes the first of equals: the place in the document decides last.
    if question.order == "rotation":
        return min(zip(told.distances[at : places.stop], told.cheapest[at : places.stop], places, strict=True))[2]
    met = [-sum(wishes.met_by(row, rank)) for rank in ranks]
    if question.order == "nearest":
        return min(zip(told.distances[at : places.stop], met, told.cheapest[at : places.stop], places, strict=True))[3]
    least = [told.least[at + i] if wishes.is_among(row, rank) else (True, 0) for i, rank in enumerate(ranks)]
    keys = zip(least, met, told.distances[at : places.stop], told.cheapest[at : places.stop], places, strict=True)
    return min(keys)[4]


def _told(offers: Offers, question: Question, rows: Rows) -> _Told:
    distances: Sequence[float] = [math.inf] * len(rows)
    if question.origin is not None:
        measured = offers.points.distances(question.origin, rows)
        distances = np.where(np.isnan(measured), np.inf, measured).tolist()
    return _Told(distances, _numbers(offers, question.cheapest_by, rows), _numbers(offers, question.least, rows))


def _numbers(offers: Offers, name: str | None, rows: Rows) -> Sequence[_Stated]:
    """The numbers of these offers; all alike when no number decides."""
    if name is None:
        return [(True, 0)] * len(rows)
    number = offers.numbers[name]
    stated, values = number.stated.rows.take(rows).tolist(), number.values.rows.take(rows).tolist()
    return [(not known, value) for known, value in zip(stated, values, strict=True)]

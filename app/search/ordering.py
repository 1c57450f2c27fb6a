"""Who comes first, and which offer is shown of them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import Rows
from app.search.finding import Found
from app.search.matching import Level, Terms
from app.search.question import Hit, Question
from app.search.rotation import Ranks
from app.search.tables import Offers, People

Numbered = tuple[bool, int]
_NO_NUMBER: Numbered = (True, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an order goes by, of one offer of a person (or of a person who has none); the smaller comes first.

    `cheapest` and `least` are (not stated, number): whoever states none comes last.
    """

    offer: int | None
    met: tuple[bool, ...]
    whole: bool
    distance: float
    cheapest: Numbered
    least: Numbered

    def for_person(self, question: Question) -> tuple[Any, ...]:
        """The key by which people are ordered, before the rotation."""
        unmet = -sum(self.met)
        if question.order == "nearest":
            return (not self.whole, self.distance, unmet)
        if question.order == "least":
            return (not self.whole, self.least, unmet)
        return (unmet, not self.whole)

    def for_offer(self, question: Question) -> tuple[Any, ...]:
        """The key by which the offers of a person are ordered, before their place in the document."""
        return (*self.for_person(question), self.distance, self.cheapest)


class Ordering:
    """Orders the people of one snapshot. `ranks` is the rotation's rank of each row on the question's day."""

    def __init__(self, people: People, offers: Offers, ranks: Ranks) -> None:
        self._people, self._offers, self._ranks = people, offers, ranks

    def page(self, question: Question, terms: Terms, found: Found) -> tuple[Hit, ...]:
        """The people at places `first` to `first + size`, with the offers shown of them."""
        first, end = min(question.first, len(found)), min(question.first + question.size, len(found))
        if first == end:
            return ()
        ids, ranks = self._people.ids.rows, self._ranks
        shown = list(self._shown(question, terms, found))
        shown.sort(key=lambda one: (*one[1].for_person(question), int(ranks[one[0]]), ids[one[0]]))
        return tuple(self._hit(row, standing) for row, standing in shown[first:end])

    def _shown(self, question: Question, terms: Terms, found: Found) -> Iterator[tuple[int, Standing]]:
        """Each person with the standing of the offer shown of them."""
        offers, counts = self._matching_offers(found)
        numbers = [self._numbers(name, offers) for name in (question.cheapest_by, question.least)]
        distances = self._distances(question, offers)
        at = 0
        for row, count in zip(found.rows.tolist(), counts, strict=True):
            theirs = range(at, at + count)
            at += count
            standings = [
                Standing(
                    offer := int(offers[i]),
                    tuple(_holds(term, row, offer) for term in terms.wishes),
                    all(_holds(term, row, offer) for term in terms.wholly),
                    distances[i],
                    numbers[0][i],
                    numbers[1][i] if terms.among is None or offer in terms.among else _NO_NUMBER,
                )
                for i in theirs
            ] or [self._without_offer(terms, row)]
            # min takes the first of equals: the position in the document decides last.
            yield row, min(standings, key=lambda standing: standing.for_offer(question))

    def _without_offer(self, terms: Terms, row: int) -> Standing:
        met = tuple(_holds(term, row, None) for term in terms.wishes)
        whole = all(_holds(term, row, None) for term in terms.wholly)
        return Standing(None, met, whole, math.inf, _NO_NUMBER, _NO_NUMBER)

    def _matching_offers(self, found: Found) -> tuple[Rows, list[int]]:
        """All matching offers person by person, and how many each person has."""
        if found.offers is None or found.heads is None:
            counts: list[int] = np.diff(self._people.starts.rows)[found.rows].tolist()
            return self._people.offers_of(found.rows), counts
        return found.offers, np.diff(np.append(found.heads, len(found.offers))).tolist()

    def _hit(self, row: int, standing: Standing) -> Hit:
        return Hit(
            id=str(self._people.ids.rows[row]),
            offer=None if standing.offer is None else str(self._offers.ids.rows[standing.offer]),
            distance_km=standing.distance if math.isfinite(standing.distance) else None,
            met=standing.met,
            whole=standing.whole,
        )

    def _distances(self, question: Question, offers: Rows) -> list[float]:
        if question.origin is None:
            return [math.inf] * len(offers)
        distances = self._offers.points.distances(question.origin, offers)
        known: list[float] = np.where(np.isnan(distances), np.inf, distances).tolist()
        return known

    def _numbers(self, name: str | None, offers: Rows) -> Sequence[Numbered]:
        """(not stated, number) of each offer; all alike when no number decides."""
        if name is None:
            return [_NO_NUMBER] * len(offers)
        number = self._offers.numbers[name]
        stated, values = number.stated.rows[offers].tolist(), number.values.rows[offers].tolist()
        return [(not known, value if known else 0) for known, value in zip(stated, values, strict=True)]


def _holds(term: tuple[Level, BitMap], person: int, offer: int | None) -> bool:
    """Whether a person, or the offer shown of them, holds a term; without an offer none about offers is held."""
    level, bitmap = term
    if level == "person":
        return person in bitmap
    return offer is not None and offer in bitmap

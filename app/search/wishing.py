"""Wishes met, and whole matches, as binary digits: one bitmap for each digit of everybody's number of wishes.

Adding one more wish is a few operations on bitmaps, however many people there are; and the people who met most come
out first by going through the digits from the highest down, as far as a page needs them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.search.bitmaps import NOBODY
from app.search.finding import Found
from app.search.layers import Layers, among, people_of
from app.search.matching import Holding, matches_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """What holds each wish, what must hold for a match to be whole, and which offers are ordered by a number.

    Without `among` all of them are.
    """

    wishes: tuple[Holding, ...]
    wholly: tuple[Holding, ...]
    among: Layers | None

    def met_by(self, row: int, rank: int | None) -> tuple[bool, ...]:
        """For each wish whether the offer of this rank of this person meets it; None: by no offer."""
        return tuple([_holds(holding, row, rank) for holding in self.wishes]) if self.wishes else ()

    def is_among(self, row: int, rank: int) -> bool:
        """Whether the offer of this rank of this person is one of those ordered by the number."""
        return self.among is None or _holds(self.among, row, rank)

    def whole(self, row: int, rank: int | None) -> bool:
        """Whether the match by this offer is whole."""
        return not self.wholly or all(_holds(holding, row, rank) for holding in self.wholly)


def _holds(holding: Holding, row: int, rank: int | None) -> bool:
    if isinstance(holding, tuple):
        return rank is not None and rank < len(holding) and row in holding[rank]
    return row in holding


def best_first(found: Found, wishes: Wishes, *, whole_first: bool) -> Iterator[Found]:
    """The people found in groups, each through the offers by which they rank; the best group first.

    With `whole_first`, whole matches before others and nothing else; without, wishes met (most first), then whole.
    """
    digits = [] if whole_first else _digits(found, wishes.wishes)
    if wishes.wholly:
        digits = [_whole(wishes.wholly), *digits]
    return _groups(found, digits) if digits else iter((found,))


def by_wishes(found: Found, wishes: Wishes) -> Iterator[Found]:
    """The people found in groups by the number of wishes they meet; most first."""
    return _groups(found, _digits(found, wishes.wishes))


def _groups(found: Found, digits: Sequence[Holding]) -> Iterator[Found]:
    """Groups by the number these digits make, the highest first, from the last digit (the highest) down."""
    if not found.people:
        return
    if not digits:
        yield found
        return
    *lower, highest = digits
    if isinstance(highest, tuple):
        ranked = zip(found.all_layers, highest, strict=False)
        having = found.through(tuple(mine & theirs for mine, theirs in ranked), _bare(found) & highest[-1])
    else:
        having = found.only(highest)
    yield from _groups(having, lower)
    if len(having) < len(found):
        yield from _groups(found.only(found.people - having.people), lower)


def _bare(found: Found) -> BitMap:
    """Those found who have no offer at all."""
    return found.people - people_of(found.all_layers)


def _whole(wholly: Sequence[Holding]) -> Holding:
    """Who matches wholly; when offers have a say, as layers."""
    matches = matches_of(wholly)
    if matches.offers is None:
        return NOBODY if matches.people is None else matches.people
    layers = matches.offers if matches.people is None else among(matches.offers, matches.people)
    return (*layers, NOBODY)


def _digits(found: Found, wishes: Sequence[Holding]) -> list[Holding]:
    """The binary digits of how many wishes are met, the lowest first.

    Digits of offers are layers, with one bitmap more at the end: of the people who have no offer, and meet only what
    is wished of people.
    """
    of_people = [wish for wish in wishes if not isinstance(wish, tuple)]
    of_offers = [wish for wish in wishes if isinstance(wish, tuple)]
    if not of_offers:
        return list(_added([wish & found.people for wish in of_people]))
    numbers = [
        _added([*(wish & of_rank for wish in of_people), *(wish[rank] & of_rank for wish in of_offers)])
        for rank, of_rank in enumerate(found.all_layers)
    ]
    bare = _bare(found)
    numbers.append(_added([wish & bare for wish in of_people]))
    height = max(len(digits) for digits in numbers)
    return [tuple(digits[place] if place < len(digits) else NOBODY for digits in numbers) for place in range(height)]


def _added(bitmaps: Sequence[BitMap]) -> list[BitMap]:
    """Binary digits, the lowest first, of how many of the bitmaps each row is in."""
    digits: list[BitMap] = []
    for bitmap in bitmaps:
        carry, place = bitmap, 0
        while carry:
            if place == len(digits):
                digits.append(carry)
                break
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    return digits

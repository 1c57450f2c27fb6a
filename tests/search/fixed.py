"""Fixed directories and fixed questions of every kind, with the plain matcher's answers worked out once for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from app.search import (
    AllOf,
    Answer,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    Lacks,
    OfferDocument,
    Question,
    Schema,
    Snapshot,
    Within,
    Words,
    build,
)
from tests.search import plain

SCHEMA = Schema(("language", "concern"), ("format", "session"), ("price", "minutes"))
FACETS = SCHEMA.person_facets + SCHEMA.offer_facets
_VALUES, _WORDS = "abcde", ("an", "anna", "annika", "berg", "日本")
# Only the same place twice is equally far from an origin.
_PLACES = ((53.8, -1.55), (53.79, -1.52), (53.75, -1.7), (51.5, -0.12), (-33.9, 151.2), (0.3, 179.9))
ORIGINS = ((53.801, -1.548), (51.5, -0.12), (0.2, 179.98))
_PRICES = (-5, 0, 10, 20, 30, 40, (1 << 62) + 1, (1 << 62) + 2)
ORDERS = ("rotation", "nearest", "least")
SIZES = (0, 1, 9, 70)


@dataclass(frozen=True)
class Case:
    """A directory that came about by changes, so that rows of the dead lie in it, and what is asked of it."""

    first: Sequence[Document]
    then: Sequence[Document]
    gone: Sequence[str]
    asked: Sequence[tuple[Question, Answer]]

    def snapshot(self) -> Snapshot:
        return build(SCHEMA, self.first).with_changes(self.then, self.gone)


@cache
def case(size: int, order: str) -> Case:
    """Forty questions in one order of about so many people; the same ones each time."""
    dice = Random(f"{size} {order}")
    first = [_person(dice, n) for n in range(size)]
    then = [_person(dice, n) for n in range(size // 2, size + size // 4)]
    gone = [f"p{n}" for n in range(0, size, 7)]
    present = {one.id: one for one in first if one.id not in gone} | {one.id: one for one in then}
    documents = list(present.values())
    questions = [question(dice, order) for _ in range(40)]
    return Case(first, then, gone, [(asked, plain.answer(SCHEMA, documents, asked)) for asked in questions])


def _person(dice: Random, number: int) -> Document:
    offers = [_offer(dice, f"p{number}/{n}") for n in range(dice.choice((0, 1, 1, 2, 3, 4)))]
    words = dice.sample(_WORDS, dice.randrange(3))
    # Keys are often those of a neighbour, so that ids have to decide.
    return Document(f"p{number}", dice.choice((number // 2, dice.getrandbits(64))), _faceted(dice, 0), words, offers)


def _offer(dice: Random, offer_id: str) -> OfferDocument:
    numbers = {name: dice.choice(_PRICES) for name in SCHEMA.offer_numbers if dice.random() < 0.7}
    return OfferDocument(offer_id, _faceted(dice, 1), numbers, dice.choice((None, *_PLACES)))


def _faceted(dice: Random, level: int) -> dict[str, list[str]]:
    facets = (SCHEMA.person_facets, SCHEMA.offer_facets)[level]
    return {facet: dice.sample(_VALUES, dice.randrange(4)) for facet in facets}


def question(dice: Random, order: str) -> Question:
    """Any question in this order."""
    several: Callable[[float], tuple[Clause, ...]] = lambda more: tuple(  # noqa: E731
        clause(dice) for _ in range(3) if dice.random() < more
    )
    number: Callable[[], str] = lambda: dice.choice(SCHEMA.offer_numbers)  # noqa: E731
    owners = (None, None, *FACETS)
    return Question(
        clauses=tuple((dice.choice(owners), one) for one in several(0.35)),
        wishes=several(0.5),
        wholly=several(0.3),
        count=tuple(dice.sample(FACETS, dice.randrange(5))),
        order=order,  # type: ignore[arg-type]
        origin=dice.choice((None, *ORIGINS)),
        cheapest_by=dice.choice((None, number())),
        least=number() if order == "least" else dice.choice((None, number())),
        among=dice.choice((None, _about_offers(dice))),
        day=dice.choice((0, 739_000)),
        first=dice.choice((0, 0, 0, 1, 3, 20)),
        size=dice.choice((1, 2, 5, 20, 200)),
    )


def clause(dice: Random) -> Clause:
    """About people or about offers, at times several in one."""
    simple = dice.choice((_about_people, _about_offers))
    kinds: tuple[Any, ...] = (AnyOf, AllOf)
    if dice.random() < 0.7:
        return simple(dice)
    return dice.choice(kinds)(tuple(simple(dice) for _ in range(dice.randint(1, 3))))  # type: ignore[no-any-return]


def _about_people(dice: Random) -> Clause:
    if dice.random() < 0.3:
        return Words(tuple(dice.sample(_WORDS, dice.choice((0, 1, 1, 2)))), dice.choice((None, "an", "ann", "", "z")))
    return _choice(dice, SCHEMA.person_facets)


def _about_offers(dice: Random) -> Clause:
    if dice.random() < 0.25:
        return AtMost(dice.choice(SCHEMA.offer_numbers), dice.choice((*_PRICES, -(1 << 80), 1 << 80)))
    if dice.random() < 0.3:
        return Within(*dice.choice(ORIGINS), dice.choice((0.0, 3.0, 15.0, 300.0, 9000.0)))
    return _choice(dice, SCHEMA.offer_facets)


def _choice(dice: Random, facets: Sequence[str]) -> Clause:
    kind = dice.choice((Has, Has, Lacks))
    return kind(dice.choice(facets), frozenset(dice.sample((*_VALUES, "none"), dice.choice((0, 1, 1, 2)))))

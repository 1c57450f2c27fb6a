"""Directories large enough for the ways that small ones never take, held to the plain matcher too."""

import random
from dataclasses import replace
from typing import Literal

import pytest

from app.search import AtMost, Document, Has, Lacks, OfferDocument, Question, Schema, Snapshot, Within, build
from tests.search import plain
from tests.search.test_answers import assert_same

SCHEMA = Schema(("language", "kind"), ("format", "payer"), ("price",))
FACETS = SCHEMA.person_facets + SCHEMA.offer_facets
PAYERS = 1500  # more than there are bits for
ORIGIN = (53.8, -1.55)


def _offer(dice: random.Random, offer_id: str) -> OfferDocument:
    values = {"format": [dice.choice("abc")], "payer": [str(dice.randrange(PAYERS)) for _ in range(2)]}
    point = (round(dice.gauss(53.8, 0.6), 2), round(dice.gauss(-1.5, 0.9), 2)) if dice.random() < 0.8 else None
    return OfferDocument(offer_id, values, {"price": dice.randrange(100)} if dice.random() < 0.9 else {}, point)


def _documents(dice: random.Random, ids: range) -> list[Document]:
    return [
        Document(
            id=f"p{n}",
            key=dice.getrandbits(64),
            values={"language": [dice.choice("abcdefgh") for _ in range(2)], "kind": [dice.choice("xy")]},
            words=[dice.choice(("care", "calm", "hope"))],
            offers=[_offer(dice, f"p{n}/{place}") for place in range(dice.randrange(4))],
        )
        for n in ids
    ]


QUESTIONS = {
    "everyone": Question(),
    "nearly everyone": Question(((None, Lacks("language", frozenset("a"))),)),
    "half": Question(((None, Has("kind", frozenset("x"))),)),
    "few": Question(((None, Has("payer", frozenset({"7", "8"}))),)),
    "a price": Question((("format", AtMost("price", 40)),)),
    "a small circle": Question(((None, Within(*ORIGIN, 20)),)),
    "a large circle": Question(((None, Within(*ORIGIN, 200)),)),
    "own choices": Question((("payer", Has("payer", frozenset("1"))), ("kind", Has("kind", frozenset("y"))))),
    "few people of many offers": Question(
        (
            (None, Has("language", frozenset("b"))),
            (None, Has("kind", frozenset("x"))),
            (None, AtMost("price", 99)),
        )
    ),
}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return _documents(random.Random(7), range(4000))


@pytest.fixture(scope="module")
def built(documents: list[Document]) -> Snapshot:
    return build(SCHEMA, documents)


@pytest.fixture(scope="module")
def changed(documents: list[Document]) -> tuple[Snapshot, list[Document]]:
    """The directory after so many changes that everything has been put in order again at least once."""
    dice = random.Random(8)
    snapshot, present = build(SCHEMA, documents[:1000]), {d.id: d for d in documents[:1000]}
    for _ in range(20):
        some = _documents(dice, range(start := dice.randrange(3000), start + 250))
        gone = [f"p{dice.randrange(3000)}" for _ in range(20)]
        snapshot = snapshot.with_changes(some, gone)
        present = {key: d for key, d in present.items() if key not in gone} | {d.id: d for d in some}
    return snapshot, list(present.values())


@pytest.mark.parametrize("order", ["rotation", "nearest"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_large_directory_answers_as_the_plain_matcher(
    built: Snapshot, documents: list[Document], name: str, order: Literal["rotation", "nearest"]
) -> None:
    question = replace(QUESTIONS[name], count=FACETS, order=order, origin=ORIGIN, cheapest_by="price", first=10)
    assert_same(built.answer(question), plain.answer(SCHEMA, documents, question))


WISHES = (Has("payer", frozenset({"3", "4", "5"})), Has("format", frozenset("a")), Has("language", frozenset("c")))
WHOLLY = (AtMost("price", 60), Lacks("kind", frozenset("y")))


@pytest.mark.parametrize("order", ["rotation", "nearest", "least"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_large_directory_orders_by_wishes_as_the_plain_matcher(
    built: Snapshot, documents: list[Document], name: str, order: Literal["rotation", "nearest", "least"]
) -> None:
    asked = replace(QUESTIONS[name], wishes=WISHES, wholly=WHOLLY, order=order, least="price", among=WISHES[1])
    for first, size in ((0, 20), (350, 700)):
        question = replace(asked, origin=ORIGIN, cheapest_by="price", day=739_000, first=first, size=size)
        assert_same(built.answer(question), plain.answer(SCHEMA, documents, question))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_much_changed_directory_answers_as_the_plain_matcher(
    changed: tuple[Snapshot, list[Document]], name: str
) -> None:
    snapshot, present = changed
    question = replace(QUESTIONS[name], count=FACETS, order="nearest", origin=ORIGIN, cheapest_by="price", size=50)
    assert_same(snapshot.answer(question), plain.answer(SCHEMA, present, question))


def test_a_page_deep_in_the_nearest_goes_on_with_whoever_has_no_place(
    built: Snapshot, documents: list[Document]
) -> None:
    question = Question(order="nearest", origin=ORIGIN, first=2600, size=600)
    assert_same(built.answer(question), plain.answer(SCHEMA, documents, question))

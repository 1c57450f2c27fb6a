"""More values than have marks or lie in blocks: the rare ones are counted another way, and as exactly."""

from collections.abc import Iterator

import pytest

from app.search import AtMost, Document, Has, OfferDocument, Question, Schema, Snapshot, build
from app.search.blocks import BLOCKED
from app.search.marks import MARKED

PEOPLE = MARKED + 300
SCHEMA = Schema(("tongue",), ("way",), ("price",))


def many() -> Iterator[Document]:
    """Each with a value of their own in both facets, and one that every third shares in two of three offers."""
    for number in range(PEOPLE):
        offers = [OfferDocument("1", {"way": [f"way-{number:05}"]}, {"price": number}, None)]
        if number % 3 == 0:
            of_the_next = f"way-{(number + 1) % PEOPLE:05}"
            offers.append(OfferDocument("2", {"way": ["zebra", of_the_next]}, {"price": 10}, None))
            offers.append(OfferDocument("3", {"way": ["zebra"]}, {"price": number}, None))
        yield Document(f"{number:05}", number, {"tongue": [f"tongue-{number:05}", "zulu"]}, (), offers)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return build(SCHEMA, many())


def counted(snapshot: Snapshot, most: int) -> tuple[dict[str, int], dict[str, int]]:
    question = Question(((None, AtMost("price", most)),), count=("tongue", "way"))
    counts = snapshot.answer(question).counts
    return dict(counts["tongue"]), dict(counts["way"])


def expected(most: int) -> tuple[dict[str, int], dict[str, int]]:
    tongues: dict[str, int] = {}
    ways: dict[str, int] = {}
    for document in many():
        offers = [offer for offer in document.offers if offer.numbers["price"] <= most]
        for value in document.values["tongue"] if offers else ():
            tongues[value] = tongues.get(value, 0) + 1
        for value in {value for offer in offers for value in offer.values["way"]}:
            ways[value] = ways.get(value, 0) + 1
    return tongues, ways


@pytest.mark.parametrize("most", [5, BLOCKED, MARKED + 50, PEOPLE])
def test_rare_values_are_counted_each_person_once(snapshot: Snapshot, most: int) -> None:
    assert counted(snapshot, most) == expected(most)


def test_rare_values_of_one_facet_are_counted_without_its_own_choice(snapshot: Snapshot) -> None:
    chosen = (("way", Has("way", frozenset({"zebra"}))),)
    counts = snapshot.answer(Question(chosen, count=("way",))).counts["way"]
    assert counts == expected(PEOPLE)[1]


def test_the_values_of_a_facet_are_told_beyond_those_with_marks(snapshot: Snapshot) -> None:
    assert snapshot.values("tongue") == expected(PEOPLE)[0]

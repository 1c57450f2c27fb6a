"""What cannot be meant is refused with a ValueError."""

from collections.abc import Callable

import pytest

from app.search import (
    AllOf,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    OfferDocument,
    Question,
    Schema,
    Within,
    Words,
    build,
)

SCHEMA = Schema(("language",), ("format",), ("price",))
NAN, INFINITY = float("nan"), float("inf")


def person(**parts: object) -> Document:
    usual: dict[str, object] = {"id": "a", "key": 0, "values": {}, "words": [], "offers": []}
    return Document(**(usual | parts))  # type: ignore[arg-type]


def with_offer(**parts: object) -> Document:
    usual: dict[str, object] = {"id": "1", "values": {}, "numbers": {}, "point": None}
    return person(offers=[OfferDocument(**(usual | parts))])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Within(NAN, 0, 1),
        lambda: Within(0, NAN, 1),
        lambda: Within(0, 0, NAN),
        lambda: Within(0, 0, -0.1),
        lambda: Within(90.1, 0, 1),
        lambda: Within(0, -180.1, 1),
        lambda: Within(0, INFINITY, 1),
        lambda: AtMost("price", NAN),  # type: ignore[arg-type]
        lambda: Question(first=-1),
        lambda: Question(size=-1),
        lambda: Question(origin=(NAN, 0)),
        lambda: Question(order="best"),  # type: ignore[arg-type]
        lambda: Question(order="least"),
        lambda: Schema(("language",), ("language",)),
        lambda: Schema((), (), ("price", "price")),
    ],
)
def test_impossible_questions_cannot_be_made(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        make()


@pytest.mark.parametrize(
    "question",
    [
        Question(((None, Has("colour", frozenset({"red"}))),)),
        Question(((None, AtMost("weight", 1)),)),
        Question((("colour", Has("language", frozenset({"pa"}))),)),
        Question(count=("colour",)),
        Question(cheapest_by="weight"),
        Question(least="weight"),
        Question(order="least", least="weight"),
        Question(order="least", least="price", among=Has("language", frozenset({"pa"}))),
        Question(among=Has("colour", frozenset({"red"}))),
        Question(wishes=(Has("colour", frozenset({"red"})),)),
        Question(wishes=(AnyOf((Words(("x",)), AtMost("price", 1))),)),
        Question(wholly=(AtMost("weight", 1),)),
        Question(wholly=(AllOf(()),)),
        Question(((None, AnyOf(())),)),
        Question(((None, AllOf(())),)),
    ],
)
def test_questions_beyond_the_schema_are_refused(question: Question) -> None:
    with pytest.raises(ValueError, match=r"."):
        build(SCHEMA, []).answer(question)


@pytest.mark.parametrize("kind", [AnyOf, AllOf])
def test_levels_do_not_mix_within_a_clause(kind: Callable[[tuple[Clause, ...]], Clause]) -> None:
    mixed = kind((Words(("x",)), AtMost("price", 1)))
    with pytest.raises(ValueError, match="one level"):
        build(SCHEMA, []).total(Question(((None, mixed),)))


@pytest.mark.parametrize(
    "document",
    [
        person(key=-1),
        person(key=1 << 64),
        person(values={"format": ["video"]}),
        with_offer(values={"language": ["pa"]}),
        with_offer(numbers={"weight": 1}),
        with_offer(numbers={"price": 1 << 63}),
        with_offer(point=(NAN, 0.0)),
        with_offer(point=(0.0, 200.0)),
    ],
)
def test_documents_beyond_the_schema_are_refused(document: Document) -> None:
    with pytest.raises(ValueError, match=r"'a'|not a point"):
        build(SCHEMA, [document])


def test_an_id_comes_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        build(SCHEMA, [person(), person()])


def test_a_refused_change_leaves_the_snapshot_as_it_was() -> None:
    snapshot = build(SCHEMA, [person()])
    with pytest.raises(ValueError, match="twice"):
        snapshot.with_changes([person(id="b"), person(id="b")])
    assert snapshot.answer(Question()).total == 1


def test_values_of_an_unknown_facet_are_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        build(SCHEMA, []).values("colour")

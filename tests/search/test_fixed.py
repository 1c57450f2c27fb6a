"""The engine answers fixed questions as the plain matcher does, by each of the ways it has to the same answer.

Which way is taken depends on what each is reckoned to cost. With other costs small directories go the ways of large
ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.search import Document, Question, build, counting, ordering
from tests.search import fixed
from tests.search.test_answers import assert_same

Cases = dict[tuple[int, str], fixed.Case]


def _costs() -> list[str]:
    return [name for name, cost in vars(counting).items() if name.startswith("_") and isinstance(cost, float)]


def assert_answered(cases: Cases, size: int, order: str, every: int = 1) -> None:
    case = cases[size, order]
    snapshot = case.snapshot()
    for question, expected in case.asked[::every]:
        assert_same(snapshot.answer(question), expected)


@contextmanager
def _replaced(module: Any, **values: object) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setattr(module, name, value)
        yield


@pytest.mark.parametrize("order", fixed.ORDERS)
@pytest.mark.parametrize("size", fixed.SIZES)
def test_fixed_questions_are_answered_as_the_plain_matcher_does(fixed_cases: Cases, size: int, order: str) -> None:
    assert_answered(fixed_cases, size, order)


@pytest.mark.parametrize("cost", [0.0, 1e15])
@pytest.mark.parametrize("name", _costs())
def test_counts_are_the_same_whatever_a_step_is_reckoned_to_cost(fixed_cases: Cases, name: str, cost: float) -> None:
    with _replaced(counting, **{name: cost}):
        assert_answered(fixed_cases, 70, "rotation", every=4)


@pytest.mark.parametrize("order", fixed.ORDERS)
@pytest.mark.parametrize("many", [1, 5, 20])
def test_the_order_is_the_same_when_few_are_many(fixed_cases: Cases, many: int, order: str) -> None:
    with _replaced(ordering, _MANY=many, _VERY_MANY=many, _STRIDE=many):
        assert_answered(fixed_cases, 70, order, every=2)


def test_walking_the_day_leaves_equals_to_their_ids() -> None:
    """Ten people with one key: whoever is on the page, the ids decide."""
    people = [Document(f"p{n}", 7, {}, [], []) for n in range(10)]
    with _replaced(ordering, _STRIDE=3):
        answer = build(fixed.SCHEMA, list(reversed(people))).answer(Question(size=2))
    assert [hit.id for hit in answer.hits] == ["p0", "p1"]

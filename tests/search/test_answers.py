"""The engine answers as the plain matcher does, whatever the directory and the question."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.search import Answer, Document, Hit, Question, build
from tests.search import plain
from tests.search.directories import SCHEMA, directories, questions


def assert_same(given: Answer, expected: Answer) -> None:
    """Equal in everything; distances to the accuracy of two ways of computing them."""
    assert (given.total, given.counts) == (expected.total, expected.counts)
    assert [_shown(hit) for hit in given.hits] == [_shown(hit) for hit in expected.hits]
    for hit, same in zip(given.hits, expected.hits, strict=True):
        assert hit.distance_km == (
            None if same.distance_km is None else pytest.approx(same.distance_km, rel=1e-7, abs=1e-7)
        )


def _shown(hit: Hit) -> tuple[str, str | None, tuple[bool, ...], bool]:
    return hit.id, hit.offer, hit.met, hit.whole


@settings(deadline=None, max_examples=300)
@given(directories(), questions)
def test_every_answer_is_the_plain_one(documents: list[Document], question: Question) -> None:
    assert_same(build(SCHEMA, documents).answer(question), plain.answer(SCHEMA, documents, question))


@settings(deadline=None)
@given(directories(), questions)
def test_total_is_the_total_of_the_answer(documents: list[Document], question: Question) -> None:
    snapshot = build(SCHEMA, documents)
    assert snapshot.total(question) == snapshot.answer(question).total


@settings(deadline=None)
@given(directories(), questions)
def test_pages_laid_side_by_side_are_the_whole(documents: list[Document], question: Question) -> None:
    snapshot = build(SCHEMA, documents)
    whole = snapshot.answer(replace(question, first=0, size=1000)).hits
    pages = [snapshot.answer(replace(question, first=first, size=3)).hits for first in range(0, len(whole), 3)]
    assert [hit.id for page in pages for hit in page] == [hit.id for hit in whole]

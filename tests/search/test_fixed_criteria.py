"""From criteria to answers and their reasons, held to the oracle without a database between them."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

import pytest

from app.criteria.asking import Asking
from app.criteria.criteria import Criteria
from app.criteria.explaining import Facts, explain
from app.criteria.question import question
from app.criteria.terms import index_key, terms_of
from app.listings.documents import Projection
from app.listings.facets import FACETS
from app.listings.indexing import SCHEMA, document_of, index_document
from app.listings.listing import AUDIENCES, Audience, Listing
from app.search import Hit, build
from tests.search.asked import Question
from tests.search.comparing import CLOSE_KM, Case, assert_same
from tests.search.oracle import Reply, Result, answered
from tests.search.random_criteria import SPOTS, criteria, find_place
from tests.search.random_listings import directory, seen_by

DAY = date(2026, 2, 27)
DIRECTORIES = 12
QUESTIONS_EACH = 40
Asked = tuple[Audience, Sequence[Listing], Criteria, Reply]


@cache
def _case(seed: int) -> tuple[list[Projection], list[Asked]]:
    """A directory and what is asked of it, with the oracle's answers; the same ones each time."""
    random = Random(f"fixed {seed}")
    shown = directory(random, 4 * seed + 2)
    asked: list[Asked] = []
    for _ in range(QUESTIONS_EACH):
        audience, wanted = random.choice(AUDIENCES), criteria(random)
        listings = [seen_by(audience, one) for one in shown]
        total, results, counts = answered(Question(listings, wanted, SPOTS, "GBP"), DAY)
        asked.append((audience, listings, wanted, Reply(total, results, counts, {}, {}, {})))
    return shown, asked


@pytest.fixture(scope="session")
def cases() -> list[tuple[list[Projection], list[Asked]]]:
    return [_case(seed) for seed in range(DIRECTORIES)]


@pytest.mark.parametrize("seed", range(DIRECTORIES))
def test_fixed_criteria_are_answered_and_explained_as_by_the_oracle(
    cases: list[tuple[list[Projection], list[Asked]]], seed: int
) -> None:
    shown, asked = cases[seed]
    snapshot = build(SCHEMA, map(index_document, shown))
    for audience, listings, wanted, expected in asked:
        asking = Asking(snapshot, find_place, audience, DAY, "GBP")
        terms = terms_of(asking.asked(wanted))
        answer = snapshot.answer(question(asking.asked(wanted), DAY, terms=terms))
        by_id = {str(listing.id): listing for listing in listings}

        def result(hit: Hit) -> Result:
            document = document_of(by_id[hit.id], audience)  # noqa: B023
            offer = next((offer for offer in document.offers if offer.id == hit.offer), None)
            why = explain(terms, Facts(document, offer, hit.distance_km))  # noqa: B023
            reasons = [tuple(sorted(names)) for names in (why.met, why.unmet, why.not_stated)]
            return Result(hit.id, hit.offer, hit.distance_km, *reasons)

        counts = {facet.key: answer.counts[index_key(facet, asking.asked(wanted))] for facet in FACETS}
        found = Reply(answer.total, tuple(map(result, answer.hits)), counts, {}, {}, {})
        assert_same(Case(f"seed {seed}, {audience}", wanted, listings), found, expected, CLOSE_KM)
        assert asking.total(wanted) == expected.total

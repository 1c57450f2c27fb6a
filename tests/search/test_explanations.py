"""What a card says and what the order went by cannot differ: both come from the same terms."""

from datetime import date
from random import Random

import pytest

from app.criteria.asking import Asking
from app.criteria.explaining import Facts, explain
from app.criteria.question import question
from app.criteria.terms import terms_of
from app.listings.indexing import SCHEMA, document_of, index_document
from app.listings.listing import AUDIENCES
from app.search import build
from tests.search.random_criteria import criteria, find_place
from tests.search.random_listings import directory, seen_by

DAY = date(2026, 2, 27)
QUESTIONS_EACH = 60


@pytest.mark.parametrize("seed", range(12))
def test_explanations_say_what_the_order_went_by(seed: int) -> None:
    random = Random(seed)
    shown = directory(random, 40)
    snapshot = build(SCHEMA, map(index_document, shown))
    explained = 0
    for _ in range(QUESTIONS_EACH):
        audience = random.choice(AUDIENCES)
        listings = {str(one.listing.id): seen_by(audience, one) for one in shown}
        asked = Asking(snapshot, find_place, audience, DAY, "GBP").asked(criteria(random))
        terms = terms_of(asked)
        wished = {wish.name for wish in terms.wishes}
        required = {term.name for must in terms.musts for term in must.terms}
        for hit in snapshot.answer(question(asked, DAY)).hits:
            document = document_of(listings[hit.id], audience)
            offer = next((offer for offer in document.offers if offer.id == hit.offer), None)
            facts = Facts(document, offer, hit.distance_km)
            why = explain(terms, facts)
            assert tuple(facts.hold(wish.clause) for wish in terms.wishes) == hit.met
            assert len(wished & set(why.met)) == sum(hit.met)
            assert len(wished & {*why.unmet, *why.not_stated}) == len(hit.met) - sum(hit.met)
            left_open = set(why.not_stated)
            assert not (left_open & required - wished) if hit.whole else left_open & required
            explained += bool(hit.met) or not hit.whole
    assert explained > QUESTIONS_EACH


def test_a_document_is_the_same_to_the_index_and_to_an_explanation() -> None:
    for one in directory(Random(3), 60):
        indexed = index_document(one)
        for audience in AUDIENCES:
            seen = document_of(seen_by(audience, one), audience)
            assert (seen.words, seen.offers) == (indexed.words, indexed.offers)
            for facet, values in seen.values.items():
                if facet.partition("@")[2] in ("", audience):
                    assert set(values) == set(indexed.values.get(facet, ())), facet

"""What criteria ask, term by term, of one listing with one offer."""

from datetime import date
from typing import Any

from app.criteria.criteria import Criteria
from app.criteria.explaining import Explanation, Facts, explain
from app.criteria.question import question
from app.criteria.terms import Asked, terms_of
from app.criteria.whereabouts import locate
from app.listings.indexing import PRICE, UNSAID_OF_OFFER
from app.search import Document, OfferDocument
from tests.search.random_criteria import find_place


def asked(**criteria: Any) -> Asked:
    wanted = Criteria(**criteria)
    return Asked(wanted, locate(wanted, find_place), "site", "GBP")


def explained(offer: OfferDocument | None, words: tuple[str, ...] = (), **criteria: Any) -> Explanation:
    document = Document("a", 1, {}, words, [offer] if offer else [])
    return explain(terms_of(asked(**criteria)), Facts(document, offer, None))


def offer(price: int | None, session: str, unsaid: tuple[str, ...] = ()) -> OfferDocument:
    values = {"currency": ["GBP"], "session": [session], UNSAID_OF_OFFER: unsaid}
    return OfferDocument("1", values, {} if price is None else {PRICE: price}, None)


def test_a_price_wished_for_is_one_for_one_person() -> None:
    assert explained(offer(2000, "group"), pay=2500, prefer=(("pay", None),)).unmet == ("pay:25",)


def test_a_price_wished_for_is_that_of_the_session_chosen() -> None:
    chosen = {"session": ("group",)}
    assert "pay:25" in explained(offer(2000, "group"), pay=2500, prefer=(("pay", None),), chosen=chosen).met


def test_who_states_no_price_and_is_kept_leaves_it_open() -> None:
    silent = offer(None, "individual", unsaid=("pay",))
    assert explained(silent, pay=2500, unstated=("pay",)).not_stated == ("pay:25",)


def test_a_wish_about_the_price_is_left_open_by_who_states_none() -> None:
    silent = offer(None, "individual", unsaid=("pay",))
    assert explained(silent, pay=2500, prefer=(("pay", None),)).not_stated == ("pay:25",)


def test_a_wish_about_offers_is_left_open_by_who_offers_nothing() -> None:
    assert explained(None, pay=2500, prefer=(("pay", None),)).not_stated == ("pay:25",)


def test_words_asked_for_are_named_as_they_were_written() -> None:
    assert explained(None, ("calm",), q="Calm").met == ("q:Calm",)


def test_words_asked_for_are_whole_but_the_last() -> None:
    assert explained(None, ("calm", "quietly"), q="calm quie").met == ("q:calm quie",)
    assert explained(None, ("calmly", "quietly"), q="calm quie", prefer=(("q", None),)).unmet == ("q:calm quie",)


def test_a_place_kept_open_for_a_reduced_fee_is_required_when_asked_for() -> None:
    open_place = OfferDocument("1", {"reduced_place": ["open"]}, {}, None)
    assert explained(open_place, reduced_open=True).met == ("reduced_open:1",)


def test_a_total_counts_no_values() -> None:
    assert question(asked(), date(2026, 2, 27), count=False).count == ()


def test_the_second_page_begins_after_the_first() -> None:
    put = question(asked(page=3, per_page=7), date(2026, 2, 27))
    assert (put.first, put.size) == (14, 7)


def test_the_order_by_cost_is_among_prices_in_the_money_of_the_search() -> None:
    put = question(asked(sort="cost", currency="EUR"), date(2026, 2, 27))
    assert put.among is not None and put.among.values == {"EUR"}  # type: ignore[union-attr]
    assert (put.order, put.least) == ("least", PRICE)


def test_near_without_a_place_is_the_usual_order() -> None:
    assert question(asked(sort="near"), date(2026, 2, 27)).order == "rotation"

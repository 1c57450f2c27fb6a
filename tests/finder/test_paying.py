"""What the page brings along for "What would I pay?", and what the server says itself."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.finder.paying import fee_facts, paying
from app.finder.paying_words import messages
from app.finder.prices import price
from app.listings.listing import Fees, ReducedPlaces
from app.vocabulary.lexicon import Lexicon
from tests.finder.fee_examples import EXAMPLES, each, fees_of
from tests.visit import Page, Visit, text_of


def folds(page: Page) -> list[Any]:
    return page.every("details", class_="paying")


def facts_on(page: Page) -> list[Mapping[str, Any]]:
    prices = page.every("div", class_="price")
    return [json.loads(element.get("data-fees", "")) for element in prices if element.get("data-fees")]


def test_there_are_several_examples_of_each_fee_model(lexicon: Lexicon) -> None:
    assert {slug for slug in lexicon.terms("fee_model") if len(EXAMPLES.get(slug, ())) < 3} == set()


@pytest.mark.parametrize("example", [one for one in each() if set(one.values[0]["means"]) <= {"pay", "currency"}])
def test_the_server_says_the_same_where_it_knows_as_much(example: dict[str, Any], reader: Reader) -> None:
    means = example["means"]
    said = price(fees_of(example["fees"]), means.get("pay"), means.get("currency", "GBP"), reader).headline
    assert said == example.get("server", example["headline"])


def test_facts_leave_out_what_is_not_stated() -> None:
    assert fee_facts(Fees(currency="JPY", standard=8000), None, free=False) == {
        "currency": "JPY",
        "digits": 0,
        "standard": 8000,
        "lowest": 8000,
    }


def test_facts_hold_only_the_terms_of_the_model() -> None:
    terms = {"least": 1, "most": 2, "tiers": [], "private": "no"}
    assert fee_facts(Fees(model="range", terms=terms), 50, free=False)["terms"] == {"least": 1, "most": 2}


amounts = st.none() | st.integers(0, 50_000)


@given(standard=amounts, reduced=amounts, open_=st.none() | st.integers(0, 4))
def test_the_lowest_amount_is_the_one_the_search_uses(
    standard: int | None, reduced: int | None, open_: int | None
) -> None:
    fees = Fees("GBP", standard, reduced, reduced_places=ReducedPlaces(4, open_, None))
    assert fee_facts(fees, None, free=False).get("lowest") == fees.lowest


def test_every_result_with_a_price_brings_its_facts(visit: Visit) -> None:
    page = visit("finder.find")
    prices = page.every("div", class_="price")
    assert len(prices) == len(page.every("div", class_="card-money"))
    assert {text_of(price) for price in prices if not price.get("data-fees")} <= {"Fee not stated"}
    assert facts_on(page)


def test_only_groups_of_the_fees_on_the_page_are_asked_about(visit: Visit) -> None:
    page = visit("finder.find", fee_help="concession")
    named = {slug for facts in facts_on(page) for slug in facts.get("who", ())}
    asked = {box.get("data-group") for box in page.every("input") if box.get("data-group")}
    assert asked
    assert asked <= named - {"if-you-need-it"}


@pytest.mark.parametrize("path", ["/find", "/find?pay=25&near=Leeds"])
def test_the_figures_have_no_name_and_no_form(visit: Visit, path: str) -> None:
    page = visit.path(path)
    inside_forms = {id(element) for form in page.every("form") for element in form.iter()}
    figures = [element for tag in ("input", "select", "button") for element in folds(page)[0].iter(tag)]
    assert figures
    assert [one.attrib for one in figures if one.get("name") or one.get("form") or id(one) in inside_forms] == []


def test_without_scripts_the_fold_is_not_shown(visit: Visit) -> None:
    assert [fold.get("hidden") for fold in folds(visit("finder.find"))] == [""]


def test_who_finds_nobody_is_not_asked(visit: Visit) -> None:
    assert folds(visit("finder.find", language="haw", pay=1)) == []


def test_the_currencies_of_the_page_can_be_chosen(labels: Labels, reader: Reader) -> None:
    shown = paying([{"currency": "JPY"}, {"currency": "GBP"}, {}], labels, reader, currency="GBP")
    assert [(one.code, one.digits) for one in shown.currencies] == [("GBP", 2), ("JPY", 0)]


@pytest.mark.parametrize("who", [["student"], "student", [None, 5], None, {"student": 1}])
def test_groups_without_their_shape_are_left_out(who: object, labels: Labels, reader: Reader) -> None:
    facts = {"terms": {"concessions": [{"who": who}, "nothing", None]}}
    shown = paying([facts], labels, reader, currency="GBP")
    assert [group.slug for group in shown.groups] == (["student"] if who == ["student"] else [])


def test_a_language_with_many_plural_forms_has_them_all(reader: Reader) -> None:
    forms = messages(replace(reader, code="ar", locale=Locale("ar")))["tiers"]
    assert set(forms) == {"zero", "one", "two", "few", "many", "other"}


def test_every_message_has_the_plural_forms_of_the_language(reader: Reader) -> None:
    counted = [said for said in messages(reader).values() if not isinstance(said, str)]
    assert {frozenset(forms) for forms in counted} == {frozenset({"one", "other"})}

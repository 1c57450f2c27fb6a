"""PRIV-04: all that can be asked survives the way through an address of the quiet search, and fits into one."""

import re
from dataclasses import replace
from random import Random

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.criteria.criteria import Criteria
from app.criteria.grammar import MOST_VALUES, parse, serialise
from app.finder import addresses, quiet
from app.finder.told import TOLD, Told, written
from app.listings.facets import BY_KEY
from app.plumbing.sealed_addresses import STEPS
from app.understanding.leftovers import LONGEST_PIECE, MOST
from app.vocabulary.lexicon import Lexicon
from tests.criteria.test_round_trip import any_criteria
from tests.finder.test_find import cards, total
from tests.visit import Page, Visit, text_of

# A request line of 8,190 characters is read; a proxy may want some of it.
LONGEST_ADDRESS = 7_900


@pytest.fixture(scope="module")
def quietly(directory_app: Flask):  # type: ignore[no-untyped-def]
    """What comes back of criteria that went through an address."""

    def through(asked: Criteria) -> tuple[str, tuple[tuple[str, str], ...]]:
        with directory_app.test_request_context():
            quiet.enter(quiet.Place("results"))
            address = addresses.search(asked)
            return address, quiet.read(address.removeprefix("/r/")).asked

    return through


@given(data=st.data())
def test_everything_that_can_be_asked_comes_back_the_same(quietly, lexicon: Lexicon, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    asked = data.draw(any_criteria(lexicon))
    address, pairs = quietly(asked)
    assert parse(pairs, lexicon, "GBP").criteria == asked
    assert re.fullmatch(r"/r/[\w-]+", address) and len(address) <= LONGEST_ADDRESS


def shown(page: Page) -> tuple[object, ...]:
    """What a page of results says: the sentence, its chips, whom it lists in order, what can be chosen, notices."""
    chips = [text_of(li) for ul in page.every("ul", class_="chips") for li in ul.iter("li")]
    people = [text_of(article) for article in page.every("article", class_="card")]
    boxes = [(e.get("id"), e.get("checked")) for e in page.every("input", type="checkbox") if e.get("id")]
    said = [text_of(notice) for notice in page.every("div", class_="notice")]
    ways = [text_of(li) for ul in page.every("ul", class_="ways") for li in ul.iter("li")]
    return page.h1, total(page), chips, people, boxes, said, ways, len(cards(page))


@settings(max_examples=40)
@given(data=st.data())
def test_it_shows_what_the_readable_address_shows(directory_app: Flask, lexicon: Lexicon, data: st.DataObject) -> None:
    visit, asked = Visit(directory_app), data.draw(any_criteria(lexicon))
    asked = replace(asked, page=1) if data.draw(st.booleans()) else asked
    pairs = serialise(asked)
    form: dict[str, list[str]] = {}
    for key, value in pairs:
        form.setdefault(key, []).append(value)
    address = visit.client.post("/r", data=form).headers["Location"]
    assert shown(visit.path(address)) == shown(visit("finder.find", **form))


def worst(lexicon: Lexicon) -> Criteria:
    """As many of the longest values as are read, and texts that cannot be deflated."""
    terms = [(key, slug) for key in BY_KEY for slug in lexicon.terms(key)]
    longest = sorted(terms, key=lambda term: -len(term[0]) - len(term[1]))[: MOST_VALUES - 2]
    dice = Random(1)
    return Criteria(prefer=tuple(dice.sample(longest, len(longest))), q=any_text(dice, 200), near=any_text(dice, 200))


def any_text(dice: Random, length: int) -> str:
    """A text of rare characters without any order."""
    return "".join(chr(0x20000 + dice.randrange(40_000)) for _ in range(length))


def test_the_worst_search_of_the_grammar_fits(quietly, lexicon: Lexicon) -> None:  # type: ignore[no-untyped-def]
    asked = worst(lexicon)
    address, pairs = quietly(asked)
    assert len(serialise(asked)) == MOST_VALUES
    assert list(pairs) == serialise(asked)
    assert len(address) <= LONGEST_ADDRESS
    assert max((step + 28) * 4 // 3 for step in STEPS) + len("/r/") <= LONGEST_ADDRESS


def test_what_is_told_is_left_out_before_what_is_asked(directory_app: Flask, lexicon: Lexicon) -> None:
    asked = worst(lexicon)
    dice = Random(2)
    told = written(Told(tuple(any_text(dice, LONGEST_PIECE) for _ in range(MOST))))
    with directory_app.test_request_context():
        quiet.enter(quiet.Place("results"))
        place = quiet.read(addresses.search(asked, **{TOLD: told}).removeprefix("/r/"))
    assert list(place.asked) == serialise(asked)
    assert place.told in (told, "")

"""Musts and wishes, what is not stated, and the orders: on the results page, through the front door."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.finder.test_find import cards, total
from tests.visit import Page, Visit, text_of


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def switches(page: Page) -> dict[str, dict[str, list[str]]]:
    """Where the switch of each chip leads, by what the switch says."""
    return {text_of(a): query(a.get("href", "")) for a in page.every("a", class_="chip-how")}


def reasons(page: Page) -> list[str]:
    return [text_of(why) for why in page.every("div", class_="why")]


def test_a_must_becomes_a_wish_by_its_chip(visit: Visit) -> None:
    page = visit("finder.find", language="pa", format="video")
    assert switches(page)["must : make “Punjabi” a wish"] == {"format": ["video"], "prefer": ["language:pa"]}


def test_a_wish_becomes_a_must_by_its_chip(visit: Visit) -> None:
    page = visit("finder.find", prefer="language:pa", format="video")
    assert switches(page)["would like : make “Punjabi” a must"] == {"format": ["video"], "language": ["pa"]}


@pytest.mark.parametrize(("key", "value"), [("near", "Leeds"), ("pay", "40"), ("q", "kind"), ("reduced_open", "1")])
def test_what_has_one_value_is_switched_there_and_back(visit: Visit, key: str, value: str) -> None:
    (there,) = switches(visit.path(f"/find?{key}={value}")).values()
    assert there == {key: [value], "prefer": [key]}
    (back,) = switches(visit.path(f"/find?{key}={value}&prefer={key}")).values()
    assert back == {key: [value]}


def test_what_is_left_out_is_no_wish(visit: Visit) -> None:
    page = visit("finder.find", without="format:phone")
    assert switches(page) == {}
    assert len(page.every("a", class_="chip-drop")) == 1


def test_a_wish_leaves_nobody_out_and_comes_first(visit: Visit) -> None:
    page, musts = visit("finder.find", prefer="language:pa"), visit("finder.find", language="pa")
    assert total(page) == total(visit("finder.find"))
    assert cards(page)[: total(musts)] == cards(musts)[: len(cards(page))]


def test_a_wished_price_leaves_nobody_out(visit: Visit) -> None:
    assert total(visit.path("/find?pay=20&prefer=pay")) == total(visit("finder.find"))


def test_every_card_says_which_wishes_it_meets_and_which_not(visit: Visit) -> None:
    page = visit.path("/find?prefer=language:pa&prefer=times:evening&per_page=50")
    for why in reasons(page):
        assert ("Punjabi" in why) and ("evening" in why.lower())
    assert any("not: evening" in why for why in reasons(page))


def test_what_is_not_stated_is_to_be_asked(visit: Visit) -> None:
    page = visit.path("/find?prefer=access:step-free&per_page=50")
    assert any("ask: step-free" in why.lower() for why in reasons(page))
    assert page.every("span", class_="ask")


def test_who_does_not_say_may_be_shown_too(visit: Visit) -> None:
    strict, kept = visit("finder.find", access="step-free"), visit("finder.find", access="step-free", unstated="access")
    more = [label for label in strict.every("label") if label.find("input[@id='unstated-access']") is not None]
    assert total(kept) - total(strict) == int(text_of(more[0]).split()[-2]) > 0
    assert kept.every("input", id="unstated-access")[0].get("checked") is not None
    assert "or not stated" in kept.h1
    assert "or does not say" in kept.text


def test_of_what_is_not_asked_for_unstated_changes_nothing(visit: Visit) -> None:
    assert total(visit("finder.find", unstated="access")) == total(visit("finder.find"))


def test_a_language_at_any_level_finds_more(visit: Visit) -> None:
    strict, loose = visit("finder.find", language="es"), visit("finder.find", language="es", language_level="any")
    assert total(strict) < total(loose)
    assert loose.every("input", id="language_level-any")[0].get("checked") is not None
    assert "at any level" in loose.h1


def test_counts_of_languages_go_by_the_level_asked_for(visit: Visit) -> None:
    page = visit("finder.find", language="es", language_level="any")
    (label,) = [e for e in page.every("label") if e.find("input[@id='language-es']") is not None]
    assert int(text_of(label).split()[-1]) == total(page)


def test_a_reduced_place_that_is_confirmed_open(visit: Visit) -> None:
    page = visit("finder.find", reduced_open="1")
    assert 0 < total(page) < total(visit("finder.find"))
    assert all("reduced places open" in text_of(card) for card in page.every("div", class_="card-money"))


def test_every_order_holds_everybody(visit: Visit) -> None:
    page = visit.path("/find?near=Leeds&pay=60")
    orders = [query(a.get("href", "")) for nav in page.every("nav", class_="sorts") for a in nav.iter("a")]
    assert [order.get("sort", ["best"])[0] for order in orders] == ["best", "near", "cost", "soonest"]
    totals = {total(visit.path(f"/find?near=Leeds&pay=60&sort={sort}")) for sort in ("near", "cost", "soonest")}
    assert totals == {total(page)}


def test_without_a_place_nobody_is_nearest(visit: Visit) -> None:
    links = [text_of(a) for nav in visit("finder.find").every("nav", class_="sorts") for a in nav.iter("a")]
    assert links == ["Everyone takes turns", "Lowest fee first", "Soonest first"]


def test_the_page_says_by_what_rule_it_is_ordered(visit: Visit) -> None:
    assert "meet more of your wishes come first" in visit("finder.find", prefer="language:pa").text
    assert "The lowest fee comes first" in visit("finder.find", sort="cost").text


def test_an_unknown_place_is_not_said_to_be_met(visit: Visit) -> None:
    page = visit.path("/find?near=Xyzzyqua&prefer=near&prefer=language:pa")
    assert "Xyzzyqua" not in page.h1
    assert "Everyone here meets" not in page.text


def test_wishes_alone_leave_nobody_out_and_are_said(visit: Visit) -> None:
    page = visit("finder.find", prefer="times:evening")
    assert page.h1.endswith("and you would like: evening")
    assert total(page) == total(visit("finder.find"))
    assert "All you asked for are wishes, so everyone is here." in page.text
    assert "must have" not in " ".join(text_of(note) for note in page.every("div", class_="order-note"))

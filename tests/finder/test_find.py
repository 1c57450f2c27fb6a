"""The results page, through the front door."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import DEMO_LISTINGS
from tests.visit import Page, Visit, text_of


def total(page: Page) -> int:
    """The number the heading says."""
    return int(re.sub(r"\D", "", page.h1.split()[0]))


def chips(page: Page) -> list[str]:
    return [a.get("href", "") for a in page.every("a", class_="chip-drop")]


def cards(page: Page) -> list[str]:
    """Whose they are; what was asked for goes along in another word on every page."""
    links = [a.get("href", "") for h2 in page.every("h2", class_="card-name") for a in h2.iter("a")]
    return [link.partition("?")[0] for link in links]


def test_an_empty_search_lists_everyone(visit: Visit) -> None:
    assert total(visit("finder.find")) == DEMO_LISTINGS


def test_a_chip_leads_to_the_search_without_it(visit: Visit) -> None:
    page = visit("finder.find", format="video", language="pa")
    without = [parse_qs(urlsplit(address).query) for address in chips(page)]
    assert without == [{"language": ["pa"]}, {"format": ["video"]}]


def test_a_count_is_what_choosing_it_gives(visit: Visit) -> None:
    page = visit("finder.find", format="video")
    labels = [e for e in page.every("label") if e.find("input[@id='fee_help-sliding-scale']") is not None]
    said = int(text_of(labels[0]).split()[-1])
    assert total(visit("finder.find", format="video", fee_help="sliding-scale")) == said


def test_a_chosen_value_without_anybody_stays_to_be_taken_back(visit: Visit) -> None:
    page = visit("finder.find", language="haw", q="zzzz")
    chosen = page.every("input", id="language-haw")[0]
    assert chosen.get("checked") is not None
    assert chosen.get("disabled") is None


def test_an_unknown_place_keeps_the_rest(visit: Visit) -> None:
    page = visit("finder.find", near="Xyzzyqua", format="video")
    assert "Xyzzyqua" in page.text
    assert total(page) == total(visit("finder.find", format="video"))


def test_an_ambiguous_place_asks_which(visit: Visit) -> None:
    page = visit("finder.find", near="Newport")
    near = [parse_qs(urlsplit(a.get("href", "")).query).get("near") for a in page.every("a")]
    assert "Which one do you mean?" in page.text
    assert any(place and place[0].startswith("Newport,") for place in near)


def test_the_distance_that_was_used_is_said(visit: Visit) -> None:
    assert "within 10 miles of Leeds" in visit("finder.find", near="Leeds").text


def test_a_value_that_cannot_be_taken_says_so_and_keeps_the_rest(visit: Visit) -> None:
    page = visit("finder.find", within="abc", format="video")
    assert "abc" in page.text
    assert total(page) == total(visit("finder.find", format="video"))


def test_nobody_found_leads_on(visit: Visit) -> None:
    page = visit("finder.find", q="zzzz", format="video")
    ways = [text_of(a) for ul in page.every("ul", class_="ways") for a in ul.iter("a")]
    assert total(page) == 0
    assert any("“zzzz”" in way for way in ways)
    assert page.link("People you can reach now") == "/urgent-help"


def test_a_word_of_the_vocabulary_leads_to_everyone_who_means_it(visit: Visit) -> None:
    assert "concern=bereavement" in visit("finder.find", q="grief").link("Bereavement and grief")


def test_pages_show_others(visit: Visit) -> None:
    first, second = cards(visit("finder.find")), cards(visit("finder.find", page=2))
    assert first
    assert second
    assert not set(first) & set(second)


def test_nobody_pages_deeper_than_200(visit: Visit) -> None:
    page = visit("finder.find", page=12)
    assert cards(page) == cards(visit("finder.find", page=10))
    assert "200" in page.text


def test_a_facet_shows_all_its_values_on_request(visit: Visit) -> None:
    few, all_ = visit("finder.find"), visit("finder.find", show="language")
    assert len(few.every("input", name="language")) < len(all_.every("input", name="language"))


def test_the_panel_keeps_what_it_does_not_show(visit: Visit) -> None:
    page = visit("finder.find", without="format:phone", seen_from="GB-SCT")
    kept = {(e.get("name"), e.get("value")) for e in page.every("input", type="hidden")}
    assert {("without", "format:phone"), ("seen_from", "GB-SCT")} <= kept


def test_nearest_first_is_offered_where_there_is_a_place(visit: Visit) -> None:
    assert "sort=near" in visit("finder.find", near="Leeds").link("Nearest first")


@pytest.mark.parametrize("amount", ["40", "40.50"])
def test_the_amount_stays_in_its_box(visit: Visit, amount: str) -> None:
    assert visit("finder.find", pay=amount).every("input", id="pay")[0].get("value") == amount


def test_every_card_says_that_it_is_fictional(visit: Visit) -> None:
    page = visit("finder.find")
    assert len(page.every("span", class_="tag")) == len(cards(page))

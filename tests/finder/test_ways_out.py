"""A search never dead-ends: each way out gives exactly the number it says."""

import pytest

from tests.finder.test_find import cards, total
from tests.visit import Page, Visit, text_of

THIN = "/find?near=Leeds&language=cy&format=in-person&times=evening&access=step-free&pay=30"


def ways(page: Page) -> list[tuple[str, str]]:
    """The words and the address of each way."""
    return [(text_of(a), a.get("href", "")) for ul in page.every("ul", class_="ways") for a in ul.iter("a")]


def said(words: str) -> int:
    return int(words.split()[0].replace(",", ""))


@pytest.mark.parametrize("path", [THIN, "/find?q=zzzz&format=in-person", "/find?language=haw&session=couple&pay=10"])
def test_every_way_gives_exactly_the_number_it_says(visit: Visit, path: str) -> None:
    page = visit.path(path)
    assert total(page) < 5
    assert ways(page)
    number = 0
    for words, address in ways(page):
        # The wish beside a criterion to leave out finds as many.
        number = number if words.startswith("or keep") else said(words)
        assert total(visit.path(address)) == number, words


def test_what_is_kept_as_a_wish_still_comes_first(visit: Visit) -> None:
    page = visit.path("/find?language=haw&format=video")
    address = next(address for words, address in ways(page) if words.startswith("or keep it as a wish"))
    assert "prefer=language%3Ahaw" in address


def test_a_thin_search_leads_to_groups_services_and_people_in_training(visit: Visit) -> None:
    words = " ".join(words for words, _address in ways(visit.path("/find?near=Leeds&format=in-person&q=zzzz")))
    for way in ("with groups", "community service", "in training"):
        assert way in words, way


def test_a_language_that_nobody_speaks_does_not_end_the_search(visit: Visit) -> None:
    page = visit.path("/find?language=haw&q=zzzz&near=Leeds&format=in-person")
    words = " ".join(words for words, _address in ways(page))
    assert "in any language" in words


def test_where_enough_is_found_no_way_out_is_needed(visit: Visit) -> None:
    page = visit("finder.find", format="video")
    assert total(page) >= 5
    assert not ways(page)


def test_where_nothing_helps_the_page_says_what_can_be_done(visit: Visit) -> None:
    page = visit.path("/find?q=zzzz&without=kind:clinic&language=haw&seen_from=FJ")
    assert total(page) == 0
    assert cards(page) == []
    assert page.link("everyone listed here") == "/find"
    assert page.link("People you can reach now") == "/urgent-help"

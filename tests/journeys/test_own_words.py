"""Somebody says it in their own words, with and without scripts."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Visitor

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
SENTENCE = "someone who speaks Punjabi, near Leeds, who plays the glockenspiel"


@BOTH
@pytest.mark.parametrize("width", [360, 1280])
def test_a_sentence_becomes_a_search(visitor: Arrive, scripts: bool, width: int) -> None:
    person = visitor(width, scripts=scripts)
    page = person.open("/")
    page.locator("#say").fill(SENTENCE)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/find?*")
    assert "language=pa" in page.url and "near=Leeds" in page.url
    assert "glockenspiel" not in page.url
    assert "plays the glockenspiel" in page.locator("main").inner_text()
    assert person.outside == []


@BOTH
def test_it_can_be_said_again_from_the_results(visitor: Arrive, scripts: bool) -> None:
    page = visitor(scripts=scripts).open("/find?language=pa")
    page.locator(".say-again summary").click()
    page.locator("#say").fill("online")
    page.locator(".say-again button").click()
    page.wait_for_url("**/find?format=video")
    assert page.locator("h1").count() == 1

"""Somebody writes a first message: what the search knows is filled in, what they wrote is theirs."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

Arrive = Callable[..., Visitor]


def test_a_first_message_knows_the_search_and_keeps_what_one_wrote(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/find?pay=60&times=evening")
    page.locator("h2.card-name a").first.click()
    page.wait_for_url("**/listings/**")
    page.get_by_text("Words for a first message").click()
    page.get_by_label("How it is safe to answer me").fill("by e-mail only")
    words = page.get_by_label("Your message")
    expect(words).to_have_value(re.compile("£60.*Evening", re.DOTALL))
    assert "by e-mail only" in words.input_value()
    words.fill("Mine now. [what brings me, in a few words]")
    page.get_by_label("What I am looking for").fill("grief")
    assert words.input_value() == "Mine now. grief"
    page.get_by_label("Language of the message").select_option("ar")
    assert words.get_attribute("dir") == "rtl"
    page.get_by_label("Language of the message").select_option("en")
    assert words.input_value() == "Mine now. grief"
    assert not [url for url in person.requests if "e-mail" in url or "grief" in url]


def test_words_are_copied(visitor: Arrive) -> None:
    person = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = person.open("/find")
    page.locator("h2.card-name a").first.click()
    page.get_by_text("Words for a first message").click()
    page.get_by_role("button", name="Copy the message").click()
    expect(page.locator("#announcement")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Your message").input_value()

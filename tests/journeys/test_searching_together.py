"""A link worker searches with somebody and leaves with a sheet, in a real browser, with scripts and without."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_every_page import complaints_of_axe
from tests.journeys.test_keeping_people import fragment, keep

Arrive = Callable[..., Visitor]


def test_without_a_script_those_ticked_are_on_the_sheet(visitor: Arrive) -> None:
    person = visitor(360, scripts=False)
    page = person.open("/find")
    names = page.locator("h2.card-name a").all_inner_texts()[:2]
    for box in page.locator("input[name=kept]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Make a sheet for someone").click()
    expect(page.locator(".paper-person h3")).to_have_count(2)
    for name, there in zip(names, page.locator(".paper-person h3 bdi").all_inner_texts(), strict=True):
        assert name == there
    assert urlsplit(page.url).path == "/together"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_whom_one_kept_comes_along_and_leaves_nothing_behind(visitor: Arrive, dark: bool) -> None:
    person = visitor(360 if dark else 1280, dark=dark, bypass_csp=True)
    keep(person.open("/find?language=pa"), 0, 1)
    kept, page = fragment(person.page), person.page
    page.get_by_role("link", name="Make a sheet in their language").click()
    page.get_by_role("button", name="Make the sheet").click()
    expect(page.locator(".paper-person")).to_have_count(2)
    assert urlsplit(page.url).query == ""
    assert fragment(page) == kept
    expect(page.get_by_role("button", name="Print the sheet")).to_be_visible()
    assert complaints_of_axe(person) == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert (person.outside, person.context.cookies(), person.complaints) == ([], [], [])
    # On paper there is the sheet and nothing else.
    page.emulate_media(media="print")
    expect(page.locator(".paper h2")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator(".top").first).to_be_hidden()

"""The main job: someone finds care they can afford, in their language, near them or online."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


def results(visitor: Visitor) -> int:
    """The number the heading says."""
    return int(visitor.page.locator("h1").inner_text().split()[0].replace(",", ""))


@BOTH
@WIDTHS
def test_from_the_first_page_to_a_listing(visitor: Arrive, scripts: bool, width: int) -> None:
    person = visitor(width, scripts=scripts)
    page = person.open("/")
    page.get_by_label("Where").fill("Leeds")
    page.get_by_label("pay").first.fill("60")
    page.get_by_role("button", name="Find").first.click()
    page.wait_for_url("**/find?*")
    assert results(person) > 0
    page.locator("main article a").first.click()
    page.wait_for_url("**/listings/*")
    assert page.locator("h1").count() == 1
    assert person.outside == []


@BOTH
def test_a_chip_takes_its_criterion_away(visitor: Arrive, scripts: bool) -> None:
    person = visitor(scripts=scripts)
    page = person.open("/find?format=video&near=Leeds")
    before = results(person)
    page.get_by_role("link", name="Remove", exact=False).first.click()
    expect(page).not_to_have_url(person.site + "/find?format=video&near=Leeds")
    assert results(person) >= before


def test_a_filter_applies_without_scripts(visitor: Arrive) -> None:
    person = visitor(scripts=False)
    page = person.open("/find")
    everyone = results(person)
    page.locator("#format-phone").check()
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**format=phone**")
    assert 0 < results(person) < everyone


def test_a_filter_applies_at_once_with_scripts(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/find")
    page.locator("#format-phone").check()
    page.wait_for_url("**format=phone**")
    assert page.locator("#format-phone").is_checked()
    assert person.complaints == []


def test_the_keyboard_reaches_the_results(visitor: Arrive) -> None:
    page = visitor().open("/find")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_leaving_goes_somewhere_neutral(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/find")
    link = page.get_by_role("link", name="Leave now").first.get_attribute("href")
    response = person.context.request.get(person.site + str(link), max_redirects=0)
    assert response.status == 303
    assert "storage" in response.headers["clear-site-data"]

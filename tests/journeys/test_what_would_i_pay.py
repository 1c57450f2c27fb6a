"""What would I pay? The prices answer, and the figures leave nowhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.conftest import Visitor

Arrive = Callable[..., Visitor]

# Figures nobody would find on a page by chance.
PAY, INCOME = "37.41", "21987"
AS_SENT = re.compile(r"37[.,]?41|21[.,]?987")
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie, history.state,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker?.getRegistrations() ?? []).length]"""
NOTHING_KEPT = [0, 0, "", None, 0, 0, 0]


@dataclass
class Wire:
    """All that a page asked the network for, whole."""

    sent: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        self.sent.append(" ".join([request.method, request.url, str(request.all_headers()), request.post_data or ""]))

    @property
    def figures(self) -> list[str]:
        return [line for line in self.sent if AS_SENT.search(line)]


def tapped(person: Visitor) -> Wire:
    """Notes every request of this person's browser, and lets none out of the machine."""
    wire = Wire()
    person.context.on("request", wire.note)

    def only_here(route: Route) -> None:
        route.continue_() if route.request.url.startswith(person.site + "/") else route.abort()

    person.context.route("**/*", only_here)
    return wire


def enter(page: Page) -> None:
    """Everything the fold asks."""
    page.locator(".paying > summary").click()
    page.get_by_label("I can pay for a session").fill(PAY)
    page.get_by_label("my income in a year").fill(INCOME)
    page.get_by_role("button", name="Every two weeks").click()
    page.get_by_role("button", name="I go short").click()
    for box in page.locator("[data-group]").all():
        box.check()
    expect(page.locator(".paying-news")).to_contain_text("With your figures")


def profile_of(person: Visitor) -> str:
    """The address of a listing with a price."""
    card = person.page.locator(".card", has=person.page.locator(".price[data-fees*=standard]")).first
    return str(card.locator(".card-name a").get_attribute("href"))


def test_the_figures_leave_nowhere(visitor: Arrive) -> None:
    person = visitor()
    wire = tapped(person)
    page = person.open("/find?near=Leeds")
    enter(page)
    assert page.url == person.site + "/find?near=Leeds"
    page.locator("input[type=checkbox][name=format][value=video]").check()
    page.wait_for_url("**format=video**")
    filtered = page.url
    page.locator("a[data-swap]").first.click()
    expect(page).not_to_have_url(filtered)
    page.locator(".card-name a").first.click()
    page.wait_for_url("**/listings/*")
    enter(page)
    assert len(wire.sent) > 10
    assert (wire.figures, person.outside, person.complaints) == ([], [], [])


@pytest.mark.parametrize("where", ["results", "profile"])
def test_the_figures_are_kept_nowhere(visitor: Arrive, where: str) -> None:
    person = visitor()
    page = person.open("/find")
    if where == "profile":
        page = person.open(profile_of(person))
    before = page.url
    enter(page)
    assert (page.evaluate(KEPT), person.context.cookies(), page.url) == (NOTHING_KEPT, [], before)
    page.reload(wait_until="networkidle")
    assert [field.input_value() for field in page.locator(".paying input[type=text]").all()] == ["", ""]


def test_nothing_is_asked_of_the_network_while_one_types(visitor: Arrive) -> None:
    person = visitor()
    wire = tapped(person)
    page = person.open("/find")
    before = len(wire.sent)
    enter(page)
    page.wait_for_load_state("networkidle")
    # The browser fetches the icon of the tab when it has time to.
    assert [sent for sent in wire.sent[before:] if "/img/icon.svg " not in sent] == []


def test_the_figures_hold_when_the_results_change(visitor: Arrive) -> None:
    page = visitor().open("/find")
    enter(page)
    page.locator("input[type=checkbox][name=format][value=video]").check()
    page.wait_for_url("**format=video**")
    assert page.get_by_label("I can pay for a session").input_value() == PAY
    assert page.get_by_role("button", name="I go short").get_attribute("aria-pressed") == "true"
    assert page.locator(".price-rule").count() > 0
    expect(page.locator(".paying-news")).to_contain_text("With your figures")


def test_the_way_back_does_not_bring_the_figures_back(visitor: Arrive) -> None:
    page = visitor().open("/find")
    enter(page)
    page.locator(".card-name a").first.click()
    page.wait_for_url("**/listings/*")
    page.go_back(wait_until="networkidle")
    assert page.get_by_label("I can pay for a session").input_value() == ""
    assert page.locator(".price-rule").count() == 0


def test_clearing_brings_everybodys_prices_back(visitor: Arrive) -> None:
    page = visitor().open("/find")
    before = page.locator(".price").all_inner_texts()
    enter(page)
    assert page.locator(".price").all_inner_texts() != before
    page.get_by_role("button", name="Clear my figures").click()
    assert page.locator(".price").all_inner_texts() == before
    assert page.get_by_label("I can pay for a session").input_value() == ""


def test_the_amount_of_the_search_is_taken_over(visitor: Arrive) -> None:
    page = visitor().open("/find?pay=25.50")
    page.locator(".paying > summary").click()
    assert page.get_by_label("I can pay for a session").input_value() == "25.50"


def test_what_is_no_amount_is_said_beside_it(visitor: Arrive) -> None:
    page = visitor().open("/find")
    page.locator(".paying > summary").click()
    income = page.get_by_label("my income in a year")
    income.fill("<b>plenty</b>")
    expect(page.locator("#paying-income-wrong")).to_have_text("That is not an amount, such as 25 or 25.50.")
    assert income.get_attribute("aria-invalid") == "true"
    income.fill("20000")
    expect(page.locator("#paying-income-wrong")).to_have_text("")


def test_the_gallery_shows_the_rule_at_work(visitor: Arrive) -> None:
    page = visitor().open("/gallery")
    page.locator(".paying > summary").click()
    page.get_by_label("my income in a year").fill("22000")
    price = page.locator(".price[data-fees]").inner_text()
    assert "£44 for you" in price
    assert "2 thousandths of your yearly income, at least £20 and at most £65: £44" in price


def test_other_currencies_are_shown_but_not_compared(visitor: Arrive) -> None:
    page = visitor().open("/find")
    page.locator(".paying > summary").click()
    page.get_by_label("My money is in").select_option("EUR")
    page.get_by_label("I can pay for a session").fill("1")
    for price in page.locator(".price[data-fees*=currency]").all():
        ours = '"currency":"EUR"' in str(price.get_attribute("data-fees"))
        assert ("another currency" in price.inner_text()) is not ours


def test_it_works_by_keyboard(visitor: Arrive) -> None:
    page = visitor().open("/find")
    page.locator(".paying > summary").wait_for()
    page.locator(".paying > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    assert page.url.endswith("/find")
    expect(page.locator(".paying-news")).to_contain_text("With your figures")


@pytest.mark.parametrize("where", ["results", "profile"])
def test_without_scripts_the_page_is_whole(visitor: Arrive, where: str) -> None:
    person = visitor(scripts=False)
    page = person.open("/find")
    if where == "profile":
        page = person.open(profile_of(person))
    assert not page.locator(".paying").is_visible()
    assert page.locator(".price-words").first.is_visible()


def opened(person: Visitor, where: str) -> Page:
    """The page with the fold open and figures in it."""
    page = person.open("/find")
    if where == "profile":
        page = person.open(profile_of(person))
    enter(page)
    return page


@pytest.mark.parametrize("where", ["results", "profile"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(visitor: Arrive, where: str, dark: bool) -> None:
    page = opened(visitor(360 if dark else 1280, dark=dark, bypass_csp=True), where)
    violations: list[Any] = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in violations] == []


@pytest.mark.parametrize("where", ["results", "profile"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_scrolls_sideways(visitor: Arrive, where: str, direction: str) -> None:
    person = visitor(320)
    page = opened(person, where)
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

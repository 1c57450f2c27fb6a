"""Somebody keeps people, compares them, hands the list on and prints it, and nobody else learns of it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_every_page import complaints_of_axe

Arrive = Callable[..., Visitor]


def keep(page: Page, *places: int) -> list[str]:
    """Keep the people at these places of the results; their names."""
    names = [page.locator("h2.card-name a").nth(place).inner_text() for place in places]
    for place in places:
        page.locator(".card button.keep-button").nth(place).click()
    return names


def compare(page: Page) -> None:
    page.locator("#kept-bar a").click()
    page.wait_for_selector(".kept-person")


def in_order(page: Page, wanted: Sequence[str]) -> None:
    """Wait until the list stands like this."""
    expect(page.locator(".kept-name a")).to_have_text(list(wanted))


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


@pytest.fixture
def keeper(visitor: Arrive) -> tuple[Visitor, list[str]]:
    """Somebody who has kept three people and compares them."""
    person = visitor()
    names = keep(person.open("/find"), 0, 1, 2)
    compare(person.page)
    return person, names


def test_the_list_goes_along_and_comes_back(visitor: Arrive) -> None:
    person = visitor(360)
    page = person.open("/find?format=video")
    names = keep(page, 0, 2)
    third = page.locator("h2.card-name a").nth(1)
    names.append(third.inner_text())
    third.click()
    page.wait_for_url("**/listings/**")
    page.locator("button.keep-button").click()
    page.get_by_role("link", name="Back to the results").click()
    page.wait_for_url("**/find?**")
    expect(page.locator(".keep-button[aria-pressed=true]")).to_have_count(3)
    compare(page)
    in_order(page, names)
    assert person.complaints == []


def test_the_list_survives_a_live_search_and_a_skip(visitor: Arrive) -> None:
    page = visitor().open("/find")
    keep(page, 0)
    before = fragment(page)
    page.locator("input[type=checkbox][name=format][value=phone]").check()
    page.wait_for_url("**format=phone**")
    assert fragment(page) == before
    page.evaluate("location.hash = '#main'")
    expect(page).to_have_url(re.compile("#main&kept="))
    page.go_back()
    expect(page).to_have_url(re.compile("#" + re.escape(before) + "$"))


def test_the_list_goes_through_a_form(visitor: Arrive) -> None:
    page = visitor().open("/find")
    keep(page, 0)
    before = fragment(page)
    page.get_by_role("link", name="Attune").first.click()
    page.wait_for_url("**/#kept=*")
    page.get_by_label("Where").fill("Leeds")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/find?near=Leeds*")
    assert fragment(page) == before


def test_a_link_opened_elsewhere_shows_the_same_list(keeper: tuple[Visitor, list[str]], visitor: Arrive) -> None:
    person, names = keeper
    link = person.page.locator("#share-link").input_value()
    other = visitor(360).open(urlsplit(link).path + "#" + urlsplit(link).fragment)
    in_order(other, names)
    other.reload()
    in_order(other, names)


def test_one_moves_and_takes_off(keeper: tuple[Visitor, list[str]]) -> None:
    person, (first, second, third) = keeper
    page = person.page
    page.get_by_role("button", name=f"Down {first}").click()
    in_order(page, [second, first, third])
    assert page.evaluate("document.activeElement.innerText.includes('Down')")
    page.get_by_role("button", name=f"Take off {third}").click()
    in_order(page, [second, first])
    page.reload()
    in_order(page, [second, first])


def test_no_address_and_no_header_names_the_list(visitor: Arrive) -> None:
    person = visitor()
    sent: list[Request] = []
    person.page.on("request", lambda request: sent.append(request))
    keep(person.open("/find"), 0, 1)
    kept = fragment(person.page).removeprefix("kept=")
    compare(person.page)
    person.page.locator(".kept-name a").first.click()
    person.page.wait_for_url("**/listings/**")
    assert len(kept) == 43
    assert not [r.url for r in sent if kept[:22] in r.url or kept[:22] in str(r.all_headers())]
    assert [urlsplit(r.url).path for r in sent if kept in (r.post_data or "")] == ["/shortlist"]
    assert (person.outside, person.context.cookies(), person.complaints) == ([], [], [])


def test_nothing_is_stored_until_asked(keeper: tuple[Visitor, list[str]]) -> None:
    person, names = keeper
    page = person.page
    stored = "localStorage.length + sessionStorage.length"
    assert page.evaluate(stored) == 0
    page.get_by_label("Remember on this device").check()
    assert page.evaluate(stored) == 1
    again = person.context.new_page()
    again.goto(person.site + "/find")
    again.wait_for_selector("#kept-bar:not([hidden])")
    assert again.locator("[data-count]").inner_text() == str(len(names))
    page.get_by_label("Remember on this device").uncheck()
    assert page.evaluate(stored) == 0


def test_forgetting_is_one_click(keeper: tuple[Visitor, list[str]]) -> None:
    page = keeper[0].page
    page.get_by_label("Remember on this device").check()
    page.get_by_role("button", name="Forget this list").click()
    page.wait_for_selector("text=Nobody is kept here yet")
    assert (fragment(page), page.evaluate("localStorage.length")) == ("", 0)


def test_going_back_does_not_bring_back_what_was_forgotten(visitor: Arrive) -> None:
    page = visitor().open("/find")
    keep(page, 0, 1)
    page.locator("h2.card-name a").first.click()
    page.wait_for_url("**/listings/**")
    page.locator("#kept-bar [data-forget]").click()
    page.go_back()
    page.wait_for_url("**/find*")
    expect(page.locator(".keep-button[aria-pressed=false]").first).to_be_visible()
    assert (page.locator(".keep-button[aria-pressed=true]").count(), fragment(page)) == (0, "")


def test_a_full_list_says_so_and_loses_nobody(visitor: Arrive) -> None:
    page = visitor().open("/find?per_page=50")
    keep(page, *range(21))
    expect(page.locator(".keep-full")).to_have_text("A list holds up to 20. Take somebody off it first.")
    assert page.locator(".keep-button[aria-pressed=true]").count() == 20
    compare(page)
    expect(page.locator(".kept-person")).to_have_count(20)


def test_another_list_does_not_overwrite_the_remembered_one(keeper: tuple[Visitor, list[str]]) -> None:
    person, names = keeper
    person.page.get_by_label("Remember on this device").check()
    mine = person.page.evaluate("localStorage.getItem('kept')")
    page = person.context.new_page()
    page.goto(f"{person.site}/shortlist#kept={mine[:22]}")
    in_order(page, names[:1])
    assert not page.get_by_label("Remember on this device").is_checked()
    assert page.evaluate("localStorage.getItem('kept')") == mine


def test_leaving_erases_it(keeper: tuple[Visitor, list[str]]) -> None:
    page = keeper[0].page
    page.get_by_label("Remember on this device").check()
    site = urlsplit(page.url)
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url(lambda address: urlsplit(address).netloc != site.netloc)
    page.goto(f"{site.scheme}://{site.netloc}/shortlist")
    assert (fragment(page), page.evaluate("localStorage.length + sessionStorage.length")) == ("", 0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_bar_leaves_the_way_out_free(visitor: Arrive, width: int) -> None:
    page = visitor(width).open("/find")
    keep(page, 0, 1)
    bar, leave = page.locator("#kept-bar").bounding_box(), page.locator(".leave-now-button").bounding_box()
    assert bar is not None
    assert leave is not None
    apart = bar["x"] + bar["width"] <= leave["x"] or leave["y"] + leave["height"] <= bar["y"]
    assert apart
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_holds_everybody_in_large_print(keeper: tuple[Visitor, list[str]], tmp_path: Path) -> None:
    person, names = keeper
    page = person.page
    page.pdf(path=tmp_path / "sheet.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert [name for name in names if name not in text] == []
    assert "116 123" in text
    assert "Leave now" not in text
    page.emulate_media(media="print")
    sizes = page.evaluate("""[...document.querySelectorAll('.sheet *')].filter(e => e.textContent.trim())
        .map(e => parseFloat(getComputedStyle(e).fontSize) * .75)""")
    assert min(sizes) >= 18


@pytest.mark.parametrize(("width", "dark"), [(320, True), (360, False), (1280, False), (1280, True)])
def test_the_list_is_usable_by_everybody(visitor: Arrive, width: int, dark: bool) -> None:
    person = visitor(width, dark=dark, bypass_csp=True)
    page = person.open("/find")
    keep(page, *range(6))
    assert complaints_of_axe(person) == []
    compare(page)
    page.wait_for_load_state("networkidle")
    assert complaints_of_axe(person) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_only_differences_can_be_shown(keeper: tuple[Visitor, list[str]]) -> None:
    page = keeper[0].page
    rows, alike = (page.locator(f".compare tbody tr{which}").count() for which in ("", ".same"))
    assert 0 < alike < rows
    page.get_by_label("Show only where they differ").check()
    assert page.locator(".compare tbody tr:visible").count() == rows - alike


def test_without_scripts_boxes_are_compared(visitor: Arrive) -> None:
    person = visitor(360, scripts=False)
    page = person.open("/find")
    names = [page.locator("h2.card-name a").nth(place).inner_text() for place in (0, 3)]
    for place in (0, 3):
        page.locator("input[name=kept]").nth(place).check()
    page.get_by_role("button", name="Compare those I ticked").click()
    page.wait_for_url("**/shortlist")
    in_order(page, names)
    page.get_by_role("button", name=f"Up {names[1]}").click()
    in_order(page, names[::-1])
    link = page.locator("#share-link").input_value()
    page.goto(person.site + "/shortlist")
    page.get_by_label("Paste it here").fill(link)
    page.get_by_role("button", name="Open the list").click()
    in_order(page, names[::-1])


def test_junk_in_the_fragment_is_said(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/shortlist#kept=%E0%A4%A-junk")
    page.wait_for_selector("text=could not be read")
    assert person.complaints == []


def test_a_list_that_cannot_be_fetched_is_not_lost(keeper: tuple[Visitor, list[str]]) -> None:
    person, names = keeper
    page = person.page
    page.route("**/shortlist", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    before = fragment(page)
    page.get_by_role("button", name=f"Take off {names[0]}").click()
    expect(page.locator("#shortlist > .notice")).to_contain_text("could not be fetched just now")
    in_order(page, names)
    assert fragment(page) == before

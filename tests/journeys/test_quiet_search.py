"""PRIV-04: somebody searches quietly on a device that others look at: nothing of it can be read there afterwards."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from app.listings.facets import BY_KEY
from tests.journeys.conftest import _ARGUMENTS, Visitor, chromium_here
from tests.journeys.test_every_page import complaints_of_axe
from tests.journeys.test_keeping_people import fragment, keep

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
WORD = re.compile(r"/r/[\w-]{288,}")
# What may be seen: the first page, where it began, and whatever a page of ours loads.
PLAIN = re.compile(r"/|/r|/r/[\w-]+(/openly)?|/static/.*|/photos/[0-9a-f-]+/\w+")
PATH = re.compile(r"/r/[\w-]+(#.*)?$")


def readable(urls: list[str]) -> list[str]:
    """Those that say something of a search or of somebody."""
    parts = [urlsplit(url) for url in urls]
    named = [p for p in parts if any(key in p.fragment.partition("kept=")[0] for key in BY_KEY)]
    return [p.geturl() for p in parts if p.query or not PLAIN.fullmatch(p.path)] + [p.geturl() for p in named]


def begin(person: Visitor, **filled: str) -> Page:
    """Fill in the box of the first page and search quietly."""
    page = person.open("/")
    for label, words in filled.items():
        page.get_by_label(label).first.fill(words)
    page.locator(".search-box").get_by_role("button", name="Search quietly").click()
    page.wait_for_url(PATH)
    return page


def results(page: Page) -> int:
    return int(page.locator("h1").inner_text().split()[0].replace(",", ""))


@BOTH
@pytest.mark.parametrize("width", [320, 1280])
def test_a_whole_search_leaves_nothing_to_read(visitor: Arrive, scripts: bool, width: int) -> None:
    person = visitor(width, scripts=scripts)
    sent: list[Request] = []
    person.page.on("request", lambda request: sent.append(request))
    visited: list[str] = []
    person.page.on("framenavigated", lambda frame: visited.append(frame.url))
    page = begin(person, Where="Leeds")
    found = results(page)
    if width == 320:
        page.locator("details.narrow summary").first.click()
    page.locator("input[type=checkbox][name=format][value=video]").check()
    if not scripts:
        page.get_by_role("button", name="Show results").click()
    expect(page.locator("h1")).not_to_have_text(re.compile(f"^{found} "))
    page.locator(".chip-drop").first.click()
    page.locator(".sorts a").last.click()
    page.wait_for_load_state("networkidle")
    page.locator("h2.card-name a").first.click()
    expect(page).to_have_title("Details · Attune")
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_title("Results · Attune")
    if scripts:
        loaded = page.evaluate("performance.getEntries().map((entry) => entry.name)")
        visited += [name for name in loaded if name.startswith("http")]
    history = person.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    visited += [entry["url"] for entry in history if entry["url"] != "about:blank"]
    # The first page, where it was begun, is the one that says what site this is.
    assert {entry["title"] for entry in history[2:]} <= {"Results · Attune", "Details · Attune"}
    assert readable([*visited, *(request.url for request in sent)]) == []
    assert [r.url for r in sent if r.header_value("referer")] == []
    assert (person.outside, person.context.cookies(), person.complaints) == ([], [], [])


def test_a_live_choice_adds_nothing_to_the_history(visitor: Arrive) -> None:
    page = begin(visitor(), Where="Leeds")
    entries, before = page.evaluate("history.length"), page.url
    page.locator("input[type=checkbox][name=format][value=video]").check()
    page.wait_for_function("before => location.href !== before", arg=before)
    second = page.url
    page.locator(".chip-drop").first.click()
    page.wait_for_function("before => location.href !== before", arg=second)
    assert page.evaluate("history.length") == entries
    assert WORD.fullmatch(urlsplit(page.url).path)
    page.reload()
    expect(page.locator("input[type=checkbox][name=format][value=video]")).not_to_be_checked()


def test_the_way_out_is_out_of_the_present_search(visitor: Arrive) -> None:
    page = begin(visitor(), Where="Leeds")
    before = page.url
    page.locator("input[type=checkbox][name=format][value=video]").check()
    page.wait_for_function("before => location.href !== before", arg=before)
    page.get_by_role("button", name="Stop searching quietly").click()
    page.wait_for_url("**/find?*")
    assert parse_qs(urlsplit(page.url).query) == {"format": ["video"], "near": ["Leeds"]}
    expect(page.locator(".quiet-bar")).to_have_count(0)


@BOTH
def test_a_search_in_ones_own_words_can_be_quiet(visitor: Arrive, scripts: bool) -> None:
    person = visitor(scripts=scripts)
    page = person.open("/")
    page.locator("#say").fill("someone who speaks Punjabi and plays the glockenspiel")
    page.locator(".say-box").get_by_role("button", name="Search quietly").click()
    page.wait_for_url(PATH)
    assert "glockenspiel" in page.locator("main").inner_text()
    assert readable(person.requests) == []


@BOTH
def test_a_search_that_was_begun_openly_goes_on_quietly(visitor: Arrive, scripts: bool) -> None:
    page = visitor(scripts=scripts).open("/find?format=video&near=Leeds")
    sentence = page.locator("h1").inner_text()
    page.get_by_role("button", name="Search quietly").click()
    page.wait_for_url(PATH)
    expect(page.locator("h1")).to_have_text(sentence)
    expect(page.get_by_role("complementary", name="Quiet search")).to_be_visible()


def test_kept_people_go_along_into_it_and_stay_in_it(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/find?format=video")
    names = keep(page, 0, 1)
    kept = fragment(page)
    page.get_by_role("button", name="Search quietly").click()
    page.wait_for_url(re.compile("/r/"))
    assert fragment(page) == kept
    page.locator("input[type=checkbox][name=format][value=phone]").check()
    expect(page.locator("input[type=checkbox][name=format][value=phone]")).to_be_checked()
    assert fragment(page) == kept
    page.locator("#kept-bar a").click()
    expect(page.locator(".kept-name a")).to_have_text(names)
    expect(page).to_have_title("List · Attune")
    page.locator(".kept-name a").first.click()
    expect(page).to_have_title("Details · Attune")
    assert WORD.fullmatch(urlsplit(page.url).path)
    assert fragment(page) == kept
    assert person.complaints == []


def test_what_cannot_be_fetched_is_posted_by_the_form_itself(visitor: Arrive) -> None:
    page = begin(visitor(), Where="Leeds")
    before = page.url
    page.evaluate("() => { globalThis.fetch = () => Promise.reject(new TypeError('offline')) }")
    page.locator("input[type=checkbox][name=format][value=video]").check()
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("input[type=checkbox][name=format][value=video]")).to_be_checked()
    assert PATH.search(page.url)


def test_all_values_of_a_facet_open_where_they_stand(visitor: Arrive) -> None:
    page = begin(visitor(), Where="Leeds")
    page.locator("#facet-language .facet-all").click()
    expect(page.locator("#all fieldset[data-filter]")).to_be_visible()
    assert readable([page.url]) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor: Arrive, dark: bool) -> None:
    width = 320 if dark else 1280
    person = visitor(width, dark=dark, bypass_csp=True)
    page = begin(person, Where="Leeds")
    for step in ("results", "explained", "listing", "broken"):
        if step == "explained":
            page.locator(".quiet-about summary").click()
        elif step == "listing":
            page.locator("h2.card-name a").first.click()
            page.locator(".profile-head").wait_for()
        elif step == "broken":
            page.goto(page.url.partition("#")[0][:-1])
        assert complaints_of_axe(person) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step


def test_it_can_be_begun_and_left_by_keyboard(visitor: Arrive) -> None:
    page = visitor().open("/find?format=video")
    page.get_by_role("button", name="Search quietly").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(PATH)
    page.get_by_role("button", name="Stop searching quietly").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?format=video")


def test_a_page_that_a_browser_held_on_to_is_asked_for_anew(browser: Browser, site: str) -> None:
    """HDR-06: Chromium keeps pages for Back although they are no-store; playwright switches that off unless told."""
    holding_on = browser.browser_type.launch(
        executable_path=chromium_here(),
        args=_ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = holding_on.new_page()
    page.goto(f"{site}/find?format=video")
    page.get_by_role("button", name="Search quietly").click()
    page.wait_for_url(PATH)
    path = urlsplit(page.url).path
    page.evaluate("globalThis.wasHere = true")
    page.locator("h2.card-name a").first.click()
    expect(page).to_have_title("Details · Attune")
    with page.expect_request(lambda request: urlsplit(request.url).path == path):
        page.go_back(wait_until="commit")
    expect(page).to_have_title("Results · Attune")
    page.wait_for_function("!globalThis.wasHere")
    holding_on.close()

"""PRIV-07: Leave now, as somebody uses it whose phone is looked at over their shoulder."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.leaving import Elsewhere, elsewhere, furnished, shift, site, slow
from tests.journeys.test_every_page import Arrive
from tests.seekers import TELLING

__all__ = ["elsewhere", "furnished", "site"]

# Reports each page of ours on which anything was ever painted.
_PAINTED = """new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') window.painted(location.href);
}).observe({ type: 'paint', buffered: true });"""


def watched(person: Visitor) -> list[str]:
    """The addresses of what is painted from now on."""
    seen: list[str] = []
    person.context.expose_binding("painted", lambda _source, address: seen.append(address))
    person.context.add_init_script(_PAINTED)
    return seen


def deep_in(person: Visitor) -> Page:
    """Somebody who searched, opened a listing and keeps somebody, remembered by the browser."""
    page = person.open(TELLING)
    page.goto(person.site + "/find?language=pa")
    page.locator("h2.card-name a").first.click()
    page.locator(".profile-head").wait_for()
    page.locator("button.keep-button").click()
    page.evaluate("localStorage.setItem('kept', 'x')")
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_back_after_leaving_shows_nothing_of_ours(visitor: Arrive, elsewhere: Elsewhere, width: int) -> None:
    person = visitor(width)
    seen = watched(person)
    page = deep_in(person)
    page.get_by_role("link", name="Leave now", exact=True).click()
    page.wait_for_url(elsewhere.address)
    seen.clear()
    for _step in range(3):
        page.go_back(wait_until="commit")
        if page.url == "about:blank":
            break
        page.wait_for_url(elsewhere.address)
        expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
    assert page.url in (elsewhere.address, "about:blank")
    assert [address for address in seen if address.startswith(person.site)] == []


def test_leaving_empties_what_was_stored_and_tells_nobody_where_from(visitor: Arrive, elsewhere: Elsewhere) -> None:
    person = visitor(320, has_touch=True)
    page = deep_in(person)
    elsewhere.referrers.clear()
    page.get_by_role("link", name="Leave now", exact=True).tap()
    page.wait_for_url(elsewhere.address)
    assert elsewhere.referrers == [None]
    page.goto(person.site + "/about/privacy")
    kept = "Promise.all([caches.keys(), indexedDB.databases()]).then(found => found.flat().length)"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate(kept) == 0
    assert person.context.cookies() == []
    assert "kept" not in page.url


def test_whoever_comes_back_by_themselves_is_let_in(visitor: Arrive, elsewhere: Elsewhere) -> None:
    person = visitor()
    page = person.open("/find")
    shift(page)
    page.wait_for_url(elsewhere.address)
    page.goto(person.site + "/urgent-help")
    expect(page.get_by_role("heading", name="Urgent help")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Urgent help")).to_be_visible()


# What is on the screen two frames after leaving began, from within: the browser's tools wait for the next page.
_MEANWHILE = """addEventListener('leave', () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const overlay = document.querySelector('[role=alert]'), colour = getComputedStyle(overlay).backgroundColor;
    const points = [[1, 1], [innerWidth / 2, innerHeight / 2], [innerWidth - 2, innerHeight - 2]];
    console.info('left ' + JSON.stringify({
        title: document.title, address: location.href, text: document.body.innerText.trim(), colour,
        elements: document.querySelectorAll('body *').length,
        seen: overlay.firstElementChild.getBoundingClientRect().width,
        covered: points.every(([x, y]) => document.elementFromPoint(x, y) === overlay),
        stored: [localStorage.length, Object.keys(sessionStorage).join()] }));
})))"""
_PRESSES = """setTimeout(() => { for (let time = 0; time < 3; time += 1) for (const name of ['keydown', 'keyup'])
    document.body.dispatchEvent(new KeyboardEvent(name, { key: 'Shift', bubbles: true })); })"""


def left_slowly(page: Page, elsewhere: Elsewhere) -> dict[str, Any]:
    """Leave while the other site does not answer: what is shown then."""
    page.evaluate(_MEANWHILE)
    with slow(elsewhere), page.expect_console_message(lambda line: line.text.startswith("left ")) as said:
        page.evaluate(_PRESSES)
        found: dict[str, Any] = json.loads(said.value.text.removeprefix("left "))
    page.wait_for_url(elsewhere.address)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_is_blank_before_anybody_answers(visitor: Arrive, elsewhere: Elsewhere, dark: bool) -> None:
    person = visitor(360, dark=dark)
    page = person.open(TELLING)
    page.evaluate("document.querySelector('.results').scrollIntoView()")
    found = left_slowly(page, elsewhere)
    assert found["covered"]
    # The browser's own colour, and not ours.
    assert found["colour"] == ("rgb(18, 18, 18)" if dark else "rgb(255, 255, 255)")
    # The one word left is for who listens: it takes a single pixel.
    assert (found["text"], found["elements"], found["seen"]) == ("Loading", 2, 1)
    assert (found["title"], found["address"]) == ("Loading", person.site + "/leave")


def test_a_search_that_is_answered_late_does_not_lead_back(visitor: Arrive, elsewhere: Elsewhere) -> None:
    person = visitor()
    page = person.open("/find")
    late: list[Any] = []
    page.route("**/find?*", lambda route: late.append(route.continue_))
    page.locator("input[type=checkbox][name=format][value=phone]").check()
    page.wait_for_function("document.querySelector('#search[aria-busy]')")
    shift(page)
    page.wait_for_url(elsewhere.address)
    assert (len(late), person.complaints) == (1, [])


def test_the_list_of_people_is_not_written_again(visitor: Arrive, elsewhere: Elsewhere) -> None:
    person = visitor()
    page = person.open("/find")
    page.locator("button.keep-button").first.click()
    page.locator("#kept-bar a").click()
    page.locator(".kept-person").wait_for()
    page.get_by_label("Remember on this device").check()
    found = left_slowly(page, elsewhere)
    assert (found["address"], found["stored"]) == (person.site + "/leave", [0, "left"])
    assert person.complaints == []


def test_presses_are_counted_aloud(visitor: Arrive) -> None:
    page = visitor().open("/find")
    strip = page.get_by_role("navigation", name="Leaving this site")
    said = strip.get_by_role("status")
    shift(page, 1)
    expect(said).to_have_text("Shift: press 2 more times to leave.")
    shift(page, 1)
    expect(said).to_have_text("Shift: press once more to leave.")
    page.keyboard.press("x")
    expect(said).to_have_text("")


def test_three_presses_count_within_five_seconds(visitor: Arrive, elsewhere: Elsewhere) -> None:
    person = visitor()
    person.page.clock.install()
    page = person.open("/find")
    said = page.get_by_role("navigation", name="Leaving this site").get_by_role("status")
    shift(page, 2)
    page.clock.run_for(5001)
    expect(said).to_have_text("You are still here.")
    shift(page, 1)
    expect(said).to_have_text("Shift: press 2 more times to leave.")
    # Three, but the first of them is too long ago.
    page.clock.run_for(3000)
    shift(page, 1)
    page.clock.run_for(3000)
    shift(page, 1)
    expect(said).to_have_text("Shift: press once more to leave.")
    page.clock.run_for(1000)
    shift(page, 1)
    page.wait_for_url(elsewhere.address)


@pytest.mark.parametrize(
    "keys",
    [
        ["Escape"] * 6,
        ["Shift+A"] * 6,
        ["Shift+Tab"] * 6,
        ["Control+Shift"] * 6,
        ["Alt+Shift"] * 6,
        ["Shift", "Shift", "a", "Shift", "Shift"],
    ],
    ids=["escape", "capitals", "back through the page", "control", "alt", "typing between"],
)
def test_other_keys_do_not_leave(visitor: Arrive, keys: list[str]) -> None:
    person = visitor()
    page = person.open("/")
    page.get_by_label("Where").focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == person.site + "/"


def test_choosing_text_with_shift_does_not_leave(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/")
    for _time in range(4):
        page.locator("h1").click(modifiers=["Shift"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_is_near_the_beginning_for_the_keyboard(visitor: Arrive, elsewhere: Elsewhere, scripts: bool) -> None:
    page = visitor(320, scripts=scripts).open("/find")
    links = ["Skip to the content", "Leave this site", "Staying safe here", "Leave now"]
    for name in links:
        page.keyboard.press("Tab")
        focused = page.get_by_role("link", name=name, exact=True).and_(page.locator(":focus"))
        expect(focused).to_be_visible()
        expect(focused).to_be_in_viewport(ratio=1)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(elsewhere.address)


@pytest.mark.parametrize("width", [320, 1280])
def test_it_works_without_scripts(visitor: Arrive, elsewhere: Elsewhere, width: int) -> None:
    person = visitor(width, scripts=False)
    page = person.open(TELLING)
    assert not page.get_by_text("press Shift 3 times").is_visible()
    elsewhere.referrers.clear()
    page.get_by_role("link", name="Leave now", exact=True).click()
    page.wait_for_url(elsewhere.address)
    assert (elsewhere.referrers, person.context.cookies()) == ([None], [])


def test_the_hint_is_there_for_who_has_a_keyboard(visitor: Arrive) -> None:
    page = visitor().open("/find")
    expect(page.get_by_text("Or press Shift 3 times")).to_be_visible()
    button = page.get_by_role("link", name="Leave now", exact=True)
    expect(button).to_have_accessible_description("Or press Shift 3 times")


def test_no_page_keeps_a_worker_behind(visitor: Arrive) -> None:
    """PRIV-09, where a browser would know of it."""
    person = visitor()
    page = person.open("/find")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert page.evaluate("performance.getEntriesByType('resource').filter(e => e.deliveryType).length") == 0
    assert {request for request in person.requests if "/static/" not in request} == {person.site + "/find"}

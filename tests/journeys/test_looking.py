"""How it looks, while one types: beside the form on a wide screen, under a fold on a phone."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.editor.conftest import LISTING, fill, publish, record_of, say, tick
from tests.journeys.conftest import Visitor, complaints
from tests.signed_in import Person, practitioner

Arrive = Callable[..., Visitor]
WORDS, WHO, CONSENT = LISTING + "words", LISTING + "who", LISTING + "consent"
# Longer than the page waits before it asks, and before it speaks.
ASKS, SPEAKS = 400, 1700


@pytest.fixture
def ada(app: Flask) -> Person:
    """Has a public listing, and has said who she is to nobody."""
    person = practitioner(app)
    person.submit(person.get("/practitioner"), name="Ada Example", kind="individual")
    fill(person)
    tick(person, "gender", "woman")
    say(person, "words", headline="Slow work")
    publish(app, person)
    return person


@pytest.fixture
def open_(place: str, visitor: Arrive, ada: Person) -> Callable[..., Page]:
    """`open_(path, width, scripts=…)` opens a page as Ada, by a clock that the test moves."""

    def arrive(path: str, width: int = 1280, **more: object) -> Page:
        person = visitor(width, **more)
        person.site = place
        person.context.add_cookies([{"name": ada.cookies.name, "value": ada.reference or "", "url": place}])
        if more.get("scripts", True):
            person.page.clock.install()
        return person.open(path)

    return arrive


def frame(page: Page) -> str:
    return page.locator(".look-frame").first.inner_text()


def test_what_is_typed_is_seen_and_nothing_is_saved(app: Flask, ada: Person, open_: Callable[..., Page]) -> None:
    page = open_(WORDS)
    assert frame(page) == "Slow work"
    page.get_by_label("In one sentence").press("End")
    page.get_by_label("In one sentence").press_sequentially(", warm words")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_have_text("Slow work, warm words")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    assert record_of(app, ada, lambda r: r.headline) == "Slow work"


def test_many_keys_are_one_question(open_: Callable[..., Page]) -> None:
    page = open_(WORDS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.get_by_label("In one sentence").press("End")
    page.get_by_label("In one sentence").press_sequentially(", warm words")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_have_text("Slow work, warm words")
    assert len(asked) == 1


def test_another_audience_sees_what_it_may(open_: Callable[..., Page]) -> None:
    page = open_(CONSENT)
    page.get_by_role("checkbox", name="people who look here").check()
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_contain_text("Woman")
    page.get_by_label("Seen by").select_option("search engines")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-withheld")).to_have_text("Not shown to search engines: Woman", use_inner_text=False)
    assert "Woman" not in frame(page)


def test_an_answer_that_comes_late_does_not_cover_a_newer_one(open_: Callable[..., Page]) -> None:
    page = open_(WORDS)
    held: list[Route] = []
    page.route("**/preview", lambda route: held.append(route) if not held else route.continue_())
    box = page.get_by_label("In one sentence")
    box.fill("First")
    page.clock.run_for(ASKS)
    box.fill("Second")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_have_text("Second")
    held[0].fulfill(
        status=200, content_type="text/html", body='<div id="preview"><p class="look-frame">First</p></div>'
    )
    page.clock.run_for(ASKS)
    assert frame(page) == "Second"


def test_a_network_that_fails_is_said_once_and_goes_on_when_it_is_back(open_: Callable[..., Page]) -> None:
    page = open_(WORDS)
    box = page.get_by_label("In one sentence")
    page.route("**/preview", lambda route: route.abort())
    for typed in ("One", "Two"):
        box.fill(typed)
        page.clock.run_for(ASKS)
        expect(page.locator(".look-failed")).to_have_count(1)
    expect(page.locator(".look-failed")).to_contain_text("What you wrote is still in the form.")
    assert (box.input_value(), frame(page)) == ("Two", "Slow work")
    page.unroute("**/preview")
    box.fill("Three")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_have_text("Three")
    expect(page.locator(".look-failed")).to_have_count(0)


def test_whoever_is_signed_out_meanwhile_keeps_what_they_wrote(open_: Callable[..., Page]) -> None:
    page = open_(WORDS)
    page.context.clear_cookies()
    page.get_by_label("In one sentence").fill("Slow")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-failed")).to_be_visible()
    assert page.get_by_label("In one sentence").input_value() == "Slow"


def test_news_is_read_out_and_every_letter_is_not(open_: Callable[..., Page]) -> None:
    page = open_(WHO)
    spoken = page.locator("#announcement")
    for typed in ("Ada K", "Ada Ki", "Ada King"):
        page.get_by_label("The name people see").fill(typed)
        page.clock.run_for(ASKS)
        expect(page.locator(".look-frame").first).to_contain_text(typed)
        assert spoken.inner_text() == ""
    page.clock.run_for(SPEAKS)
    news = "Not saved yet Others will see this once it was looked at: Until then they see:"
    expect(spoken).to_have_text(news)
    page.evaluate("document.querySelector('#announcement').textContent = ''")
    page.get_by_label("The name people see").fill("Ada Lovelace")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame").first).to_contain_text("Ada Lovelace")
    page.clock.run_for(SPEAKS)
    assert spoken.inner_text() == ""


def test_on_a_phone_it_is_folded_and_covers_nothing(open_: Callable[..., Page]) -> None:
    page = open_(WORDS, 360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.get_by_label("In one sentence").fill("Slow, warm work")
    page.clock.run_for(ASKS)
    assert (page.locator(".look-frame").is_visible(), asked) == (False, [])
    last = page.get_by_role("button", name="Save and see everything").bounding_box()
    fold = page.locator(".look").bounding_box()
    assert last and fold and fold["y"] >= last["y"] + last["height"]
    assert page.locator(".look").evaluate("e => getComputedStyle(e).position") == "static"
    page.get_by_text("How it looks", exact=True).click()
    page.clock.run_for(ASKS)
    expect(page.locator(".look-frame")).to_have_text("Slow, warm work")


def test_without_scripts_a_button_shows_it(app: Flask, ada: Person, open_: Callable[..., Page]) -> None:
    page = open_(WORDS, 360, scripts=False)
    page.get_by_label("In one sentence").fill("Slow, warm work")
    page.get_by_label("Seen by").select_option("search engines")
    page.get_by_role("button", name="See how it looks").click()
    expect(page.locator(".look-frame")).to_have_text("Slow, warm work")
    assert page.get_by_label("In one sentence").input_value() == "Slow, warm work"
    assert page.get_by_label("Seen by").input_value() == "search_engines"
    assert page.url.endswith("#look")
    assert record_of(app, ada, lambda r: r.headline) == "Slow work"
    page.get_by_role("button", name="Save and see everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Example")
    assert record_of(app, ada, lambda r: r.headline) == "Slow, warm work"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_it_is_open(open_: Callable[..., Page], dark: bool) -> None:
    width = 360 if dark else 1280
    page = open_(WHO, width, dark=dark, bypass_csp=True)
    page.locator(".look").evaluate("fold => { fold.open = true }")
    page.get_by_label("The name people see").fill("Ada King")
    page.clock.run_for(ASKS)
    expect(page.locator(".look-until")).to_be_visible()
    page.clock.resume()
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

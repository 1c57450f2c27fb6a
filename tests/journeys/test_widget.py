"""The search on somebody else's page, in a real browser (WID-03 to WID-09)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Frame, Page, expect

from app.widget.loader import INTEGRITY
from tests.access.test_matrix import routes
from tests.conftest import _with_demonstration
from tests.databases import Templates
from tests.journeys.conftest import Visitor, _app, served
from tests.journeys.embedding import Neighbour, neighbour
from tests.signed_in import member
from tests.widget.conftest import add_widget

Arrive = Callable[..., Visitor]
SANDBOX = "allow-forms allow-popups allow-popups-to-escape-sandbox"
LANGUAGES = {"w1dget": "en", "arabic": "ar"}
STORES = """() => Object.entries({
    local: () => localStorage.length, session: () => sessionStorage.length, cookie: () => document.cookie = 'a=b',
}).map(([name, use]) => { try { use(); return name } catch { return 'blocked' } })"""


@pytest.fixture(scope="module")
def embedding() -> Iterator[Neighbour]:
    with neighbour() as site:
        yield site


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory, instance_dir: Path, embedding: Neighbour) -> Iterator[Flask]:
    """A directory with a widget in English and one in Arabic for the neighbour alone."""
    templates = Templates(tmp_path_factory.mktemp("widget"), "sqlite", {"demonstration": _with_demonstration})
    app = _app(templates.copy("demonstration"), instance_dir)
    for name, locale in LANGUAGES.items():
        add_widget(app.extensions["attune.database"], id=name, locale=locale, origins=[embedding.origin])
    add_widget(app.extensions["attune.database"], id="elsewhere", origins=["https://example.org"])
    yield app
    app.extensions["attune.database"].dispose()


@pytest.fixture(scope="module")
def home(directory: Flask) -> Iterator[str]:
    """The address of the directory."""
    with served(directory) as address:
        yield address


def framed(page: Page, at: str, inside: str) -> Frame:
    """Open the neighbour's page, and go into its frame."""
    page.goto(at, wait_until="networkidle")
    return next(frame for frame in page.frames if inside in frame.url)


def ask(frame: Frame, **said: str) -> None:
    for name, value in said.items():
        field = frame.locator(f"[name={name}]")
        field.select_option(value) if name in ("language", "format") else field.fill(value)
    with frame.expect_navigation(wait_until="networkidle"):
        frame.locator("form button").click()


@pytest.mark.parametrize(
    ("width", "name", "scripts", "sandbox"),
    [
        (280, "w1dget", True, None),
        (280, "arabic", False, SANDBOX),
        (1280, "w1dget", False, SANDBOX),
        (1280, "arabic", True, f"{SANDBOX} allow-scripts"),
    ],
)
def test_wid_06_somebody_is_found_through_a_page_of_another_site(
    visitor: Arrive, home: str, embedding: Neighbour, width: int, name: str, scripts: bool, sandbox: str | None
) -> None:
    person = visitor(width, scripts=scripts)
    held = "" if sandbox is None else f'sandbox="{sandbox}"'
    at = embedding.has("/", f'<iframe src="{home}/widget/{name}" title="Find help" width="100%" height="640" {held}>')
    frame = framed(person.page, at, f"/widget/{name}")
    html = frame.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
        ("ar", "rtl") if name == "arabic" else ("en", "ltr")
    )
    ask(frame, language="pa")
    assert "language=pa" in frame.url
    assert frame.locator(".card").count()
    assert html.evaluate("e => e.scrollWidth <= e.clientWidth")
    if scripts:
        assert "local" not in frame.evaluate(STORES), "the browser was to block storage"
    called = frame.locator(".card-name a").first
    words = called.inner_text()
    with person.context.expect_page() as opened:
        called.click()
    listing = opened.value
    listing.wait_for_load_state()
    assert listing.locator("h1").inner_text() == words
    assert listing.url.startswith(f"{home}/listings/")
    assert listing.evaluate("[window.opener === null, window.top === window].join()") == "true,true"
    assert person.context.storage_state() == {"cookies": [], "origins": []}
    assert embedding.origin in person.page.url


def test_a_page_that_may_not_show_it_stays_blank(visitor: Arrive, home: str, embedding: Neighbour) -> None:
    person = visitor()
    frames = "".join(f'<iframe src="{home}/widget/{name}"></iframe>' for name in ("elsewhere", "unknown"))
    person.page.goto(embedding.has("/blank", frames), wait_until="networkidle")
    inside = person.page.frames[1:]
    assert len(inside) == 2
    assert all(frame.url.startswith("chrome-error:") for frame in inside)
    assert not any(frame.locator("h1", has_text="Find").count() for frame in inside)


@pytest.mark.parametrize(("width", "dark"), [(280, False), (1280, True)])
def test_axe_finds_nothing_within(visitor: Arrive, home: str, embedding: Neighbour, width: int, dark: bool) -> None:
    person = visitor(width, dark=dark, bypass_csp=True)
    for name in LANGUAGES:
        at = embedding.has("/axe", f'<iframe src="{home}/widget/{name}" title="Find help" width="100%" height="640">')
        frame = framed(person.page, at, f"/widget/{name}")
        ask(frame, near="Leeds")
        found = Axe().run(frame).response["violations"]  # type: ignore[arg-type]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found] == []


LISTEN = "<script>heard = []; addEventListener('message', e => heard.push([e.data, e.origin]))</script>"
# Runs before any script of a page or frame.
WATCH = """
const add = EventTarget.prototype.addEventListener;
globalThis.listened = [];
EventTarget.prototype.addEventListener = function (type, ...more) {
    listened.push(type);
    return add.call(this, type, ...more);
};
"""


def test_wid_05_the_page_around_hears_the_same_of_every_search(
    visitor: Arrive, home: str, embedding: Neighbour
) -> None:
    person = visitor()
    person.page.add_init_script(WATCH)
    inside = f'<iframe src="{home}/widget/w1dget" title="Find help" height="640" sandbox="{SANDBOX} allow-scripts">'
    at = embedding.has("/heard", LISTEN + inside)
    heard = []
    for said in ({"language": "pa"}, {"near": "Nowhere at all"}):
        frame = framed(person.page, at, "/widget/w1dget")
        ask(frame, **said)
        person.page.wait_for_function("heard.length >= 2")
        heard.append(person.page.evaluate("JSON.stringify(heard)"))
        assert "message" not in frame.evaluate("listened")
    once = '[{"type":"attune:height","v":1,"height":640},"null"]'
    assert heard == [f"[{once},{once}]"] * 2


def test_wid_07_wid_09_the_loader_brings_the_frame_and_nothing_of_the_page(
    visitor: Arrive, home: str, embedding: Neighbour
) -> None:
    person = visitor()
    script = (
        f'<script src="{home}/widget/loader-1.js" integrity="{INTEGRITY}" crossorigin="anonymous"'
        ' data-widget="w1dget" data-title="Find help"></script>'
    )
    before = "<script>name = 'q=secret'; known = new Set(Object.getOwnPropertyNames(window))</script>"
    after = "<script>made = Object.getOwnPropertyNames(window).filter(one => !known.has(one)).sort()</script>"
    at = embedding.has("/loaded", before + script + after)
    asked = []
    person.page.on("request", lambda request: asked.append(request) if "/widget/w1dget" in request.url else None)
    shown = []
    for beyond in ("", "?q=secret&language=pa#q=secret"):
        person.page.goto("about:blank")
        person.page.goto(at + beyond, referer=f"{embedding.origin}/?q=secret")
        person.page.locator("iframe").scroll_into_view_if_needed()
        person.page.wait_for_load_state("networkidle")
        frame = next(frame for frame in person.page.frames if "/widget/" in frame.url)
        frame.locator("h2").wait_for()
        shown.append(
            (frame.url, frame.locator("body").inner_text(), frame.evaluate("[name, document.referrer].join()"))
        )
    # The frame by its number, and what the page itself put there.
    assert person.page.evaluate("made") == ["0", "known"]
    assert shown[0] == shown[1]
    assert shown[0][0] == f"{home}/widget/w1dget"
    assert shown[0][2] == ","
    assert len(asked) == 2
    assert all("referer" not in request.all_headers() for request in asked)
    made = person.page.locator("iframe")
    assert made.count() == 1
    assert made.get_attribute("sandbox") == f"{SANDBOX} allow-scripts"
    assert made.get_attribute("height") == "640"
    person.page.evaluate(
        "dispatchEvent(new MessageEvent('message', {data: {type: 'attune:height', v: 1, height: 32000}}))"
    )
    assert made.get_attribute("height") == "640"


def test_wid_03_wid_08_nothing_else_is_shown_in_a_frame(
    visitor: Arrive, home: str, embedding: Neighbour, directory: Flask
) -> None:
    person = visitor()
    paths = [path for rule, _view, path in routes(directory) if "GET" in (rule.methods or ())]
    paths = sorted({path for path in paths if not path.startswith("/static/")} | {"/widget/nothing", "/find?near=%FF"})
    assert {"/account/sign-in", "/message/to/nothing", "/", "/urgent-help"} <= set(paths)
    at = embedding.has("/others", "".join(f'<iframe src="{home}{path}"></iframe>' for path in paths))
    person.page.goto(at, wait_until="networkidle")
    frames = person.page.frames[1:]
    assert len(frames) == len(paths)
    assert [frame.url for frame in frames if frame.url.startswith(home)] == []
    assert {frame.url for frame in frames} <= {"chrome-error://chromewebdata/", "about:blank", ""}


def test_the_builder_shows_the_frame_while_one_chooses(visitor: Arrive, home: str, directory: Flask) -> None:
    editor = member(directory, role="editor")
    person = visitor(bypass_csp=True)
    person.context.add_cookies([{"name": editor.cookies.name, "value": editor.reference or "", "url": home}])
    page = person.page
    page.goto(f"{home}/organisation/widgets/new", wait_until="networkidle")
    shown = page.frame_locator("iframe[data-preview]")
    page.get_by_label("What stands above the search").fill("Talk to somebody")
    expect(shown.locator("h1")).to_have_text("Talk to somebody")
    page.locator("details:has(> #language) > summary").click()
    page.locator("#language summary", has_text="South Asia").click()
    page.get_by_label("Punjabi", exact=True).check()
    expect(shown.locator("h2")).to_contain_text("Punjabi")
    page.get_by_label("Colour", exact=True).select_option("moss")
    expect(shown.locator("html.lead-moss")).to_have_count(1)
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found] == []

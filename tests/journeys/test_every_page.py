"""Every page: no axe violation, no sideways scrolling, nothing asked of anybody else, nothing kept."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.journeys.conftest import Visitor

Arrive = Callable[..., Visitor]

# So few that the page says where else to look.
FEW = "/find?language=pa&near=Leeds&pay=40&times=evening&prefer=gender:woman"

PAGES = [
    "/",
    "/find",
    "/find?language=pa&near=Leeds&pay=40&format=video&without=faith:sikh",
    "/find?language=pa&near=Leeds&pay=40&prefer=pay&prefer=times:evening&prefer=gender:woman",
    FEW,
    "/find?show=language",
    "/find?language=haw&pay=1",
    "/find?near=Newport&pay=-5&within=abc&colour=blue",
    "/shortlist",
    "/together",
    "/urgent-help",
    "/about/ordering",
    "/about/privacy",
    "/about/accessibility",
    "/about/verified",
    "/unmet-need?of=language&value=ar&near=Leeds",
    "/developers",
    "/safety/en",
    "/safety/ar",
    "/no-such-page",
    "/gallery",
]


def complaints_of_axe(visitor: Visitor) -> list[str]:
    results = Axe().run(visitor.page).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in results["violations"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visitor: Arrive, path: str, dark: bool) -> None:
    person = visitor(360 if dark else 1280, dark=dark, bypass_csp=True)
    person.open(path)
    assert complaints_of_axe(person) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_where_ways_out_or_a_listing_are_shown(visitor: Arrive, dark: bool) -> None:
    person = visitor(360 if dark else 1280, dark=dark, bypass_csp=True)
    page = person.open(FEW)
    assert page.locator(".ways .way-wish").count()
    page.locator(".card-name a").first.click()
    page.locator(".profile-head").wait_for()
    assert complaints_of_axe(person) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(visitor: Arrive, path: str, width: int) -> None:
    page = visitor(width).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/no-such-page"])
def test_nothing_is_asked_of_anybody_else_and_nothing_is_kept(visitor: Arrive, path: str) -> None:
    person = visitor()
    page = person.open(path)
    assert (person.outside, person.complaints, person.context.cookies()) == ([], [], [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_is_injected_is_blocked(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/")
    page.evaluate("""() => {
        const image = document.createElement('img');
        image.src = 'http://127.0.0.1:9/spy.png';
        document.body.append(image);
    }""")
    page.wait_for_function("window.blocked === 'img-src'")
    with pytest.raises(Error, match="TrustedScriptURL"):
        page.evaluate("() => { document.createElement('script').src = '/static/evil.js' }")
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("() => { document.body.innerHTML = '<b>evil</b>' }")

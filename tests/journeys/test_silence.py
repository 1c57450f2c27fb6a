"""PRIV-02, PRIV-03: a whole visit asks nothing of anybody else, and leaves nothing in the browser."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.journeys.leaving import elsewhere, furnished, paths, site
from tests.journeys.recording import Recorder, recorded
from tests.seekers import is_page

__all__ = ["elsewhere", "furnished", "paths", "site"]

# What a page can leave behind, but for cookies.
_KEPT = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: globalThis.caches ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    cookie: document.cookie,
})"""
NOTHING = {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0, "cookie": ""}
# Who comes here wants to be known again: their pages hold forms whose token a cookie answers to.
_SIGNING_IN = ("/account/", "/.well-known/change-password", "/practitioner", "/steward")
# Pages that others lead to are followed up to so many.
_MOST = 90


@pytest.fixture(scope="module")
def watched(browser: Browser, site: str) -> Iterator[tuple[BrowserContext, Recorder]]:
    with recorded(browser, site) as both:
        yield both


def links_of(page: Page, site: str) -> list[str]:
    """Where the links of a page lead on this site, once for each path."""
    found = page.evaluate("[...document.links].map((link) => link.href)")
    inside = [url.removeprefix(site).partition("#")[0] for url in found if url.startswith(site + "/")]
    return [path for path in inside if is_page(path)]


def test_a_full_crawl_asks_nobody_else_and_leaves_nothing(
    watched: tuple[BrowserContext, Recorder], site: str, paths: list[str]
) -> None:
    """PRIV-02, PRIV-03: every page that a seeker can reach, with scripts, and what those lead to."""
    context, proxy = watched
    page = context.new_page()
    left: dict[str, object] = {}
    wanted, seen = list(paths), set()
    while wanted and len(seen) < _MOST:
        path = wanted.pop(0)
        # One of each kind: searches are the same page however they are asked for.
        kind = path if path in paths else urlsplit(path).path
        if kind in seen:
            continue
        seen.add(kind)
        page.goto(site + path, wait_until="load")
        if path.startswith(_SIGNING_IN):
            context.clear_cookies()
        if (kept := page.evaluate(_KEPT)) != NOTHING or context.cookies():
            left[path] = (kept, context.cookies())
        wanted += links_of(page, site)
    page.wait_for_load_state("networkidle")
    assert (left, proxy.others) == ({}, [])
    assert set(paths) <= seen and len(proxy.asked) > len(seen)


def test_a_visit_that_does_something_leaves_nothing_either(watched: tuple[BrowserContext, Recorder], site: str) -> None:
    """PRIV-03: searching, keeping somebody, and beginning to write."""
    context, proxy = watched
    page = context.new_page()
    page.goto(f"{site}/find?format=video")
    page.locator("button.keep-button, .keep-button input").first.click(force=True)
    page.locator("input[type=checkbox][name=format][value=phone]").check()
    page.wait_for_load_state("networkidle")
    page.goto(f"{site}/listings/ada-example")
    page.get_by_role("link", name="Write", exact=False).first.click()
    page.get_by_label("In your own words", exact=False).fill("Nights are hard.")
    page.get_by_label("What can you pay", exact=False).fill("20")
    page.get_by_label("What can you pay", exact=False).blur()
    page.reload()
    assert (page.evaluate(_KEPT), context.cookies(), proxy.others) == (NOTHING, [], [])


def test_the_watch_sees_what_it_is_there_for(watched: tuple[BrowserContext, Recorder], site: str) -> None:
    """Another site that a page asks for is noted, and a name is not looked up."""
    context, proxy = watched
    before = len(proxy.others)
    page = context.new_page()
    with pytest.raises(Error):
        page.goto("https://elsewhere.example/")
    page = context.new_page()
    page.goto(f"{site}/")
    page.evaluate("localStorage.setItem('left', 'behind')")
    assert page.evaluate(_KEPT) != NOTHING
    page.evaluate("localStorage.clear()")
    assert "elsewhere.example:443" in proxy.asked
    assert len(proxy.others) > before
    for noted in (proxy.asked, proxy.of_pages):
        noted.clear()

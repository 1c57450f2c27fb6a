"""PRIV-07: a page the browser kept in memory is put away unseen, and after leaving it stays so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import _ARGUMENTS, chromium_here
from tests.journeys.leaving import Elsewhere, elsewhere, furnished, shift, site

__all__ = ["elsewhere", "furnished", "site"]

# Says how a page that comes from memory looks before any other script has heard of it.
_FROM_MEMORY = """addEventListener('pageshow', (event) => {
    if (event.persisted) console.info('from memory, ' + getComputedStyle(document.body).visibility);
}, { capture: true });"""


@pytest.fixture
def remembering(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser that keeps pages in memory when one goes on, as people's do; Playwright's own does not."""
    chromium = browser.browser_type.launch(
        executable_path=chromium_here(), args=_ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    context.add_init_script(_FROM_MEMORY)
    yield context
    chromium.close()


def went_on(context: BrowserContext, site: str) -> Page:
    """Somebody who came from one page of ours to another; the first is in memory."""
    page = context.new_page()
    page.goto(f"{site}/urgent-help", wait_until="networkidle")
    page.evaluate("scrollTo(0, 700)")
    page.get_by_role("link", name="Privacy").evaluate("link => link.click()")
    page.get_by_role("heading", name="Privacy", exact=True).wait_for()
    return page


def test_a_page_in_memory_comes_back_as_it_was(remembering: BrowserContext, site: str) -> None:
    page = went_on(remembering, site)
    with page.expect_console_message(lambda line: line.text == "from memory, hidden"):
        page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", name="Urgent help")).to_be_visible()
    assert page.evaluate("scrollY") == 700


def test_a_page_in_memory_stays_unseen_in_a_tab_that_was_left(
    remembering: BrowserContext, site: str, elsewhere: Elsewhere
) -> None:
    page = went_on(remembering, site)
    # As leaving does; this Chromium would drop the page from memory as soon as cookies are cleared, others do not.
    page.evaluate("sessionStorage.setItem('left', '1')")
    with page.expect_console_message(lambda line: line.text == "from memory, hidden"):
        page.go_back(wait_until="commit")
    page.wait_for_url(elsewhere.address)


def test_leaving_holds_in_a_browser_with_a_memory(remembering: BrowserContext, site: str, elsewhere: Elsewhere) -> None:
    page = went_on(remembering, site)
    shift(page)
    page.wait_for_url(elsewhere.address)
    page.go_back(wait_until="commit")
    page.wait_for_url(elsewhere.address)
    expect(page.get_by_role("heading", name="Rain later")).to_be_visible()

"""PRIV-07: Leave now is in sight on every page of a seeker, covers nothing, and nothing lies over it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.leaving import elsewhere, furnished, paths, site
from tests.journeys.test_every_page import Arrive

__all__ = ["elsewhere", "furnished", "paths", "site"]

# At three heights of the page, whatever is at the corners and the middle of the button must be the button; and what is
# focused must not be hidden by the strip.
_OVERLAPPED = """async () => {
    const button = document.querySelector('.leave-now-button'), found = [];
    const end = document.documentElement.scrollHeight - innerHeight;
    for (const top of [0, end / 2, end]) {
        scrollTo({ top, behavior: 'instant' });
        await new Promise(requestAnimationFrame);
        const b = button.getBoundingClientRect();
        const inside = b.top >= 0 && b.left >= 0 && b.bottom <= innerHeight && b.right <= innerWidth;
        if (!inside) found.push(`out of sight at ${top}`);
        for (const x of [b.left + 16, (b.left + b.right) / 2, b.right - 16])
            for (const y of [b.top + 3, (b.top + b.bottom) / 2, b.bottom - 3])
                if (!button.contains(document.elementFromPoint(x, y))) found.push(`covered at ${top}`);
    }
    const under = document.querySelector('.leave-now').getBoundingClientRect().bottom;
    const content = 'a, button, input, select, textarea, summary';
    for (const element of document.querySelectorAll(`main :is(${content}), footer :is(${content})`)) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        element.focus();
        if (document.activeElement !== element) continue;
        const r = element.getBoundingClientRect();
        if (r.height && r.bottom < under + Math.min(r.height / 2, 24)) found.push(element.outerHTML);
    }
    return found;
}"""
# 1280 × 1024 at 400%, a small phone, a laptop.
SIZES = [(320, 256), (320, 640), (1280, 800)]


@pytest.mark.parametrize("size", SIZES, ids=["400%", "phone", "laptop"])
def test_nothing_overlaps_it_on_any_page(visitor: Arrive, paths: list[str], size: tuple[int, int]) -> None:
    person = visitor(size[0])
    person.page.set_viewport_size({"width": size[0], "height": size[1]})
    wrong = {}
    page = person.page
    for path in paths:
        page.goto(person.site + path)
        if found := page.evaluate(_OVERLAPPED):
            wrong[path] = [what[:90] for what in found[:3]]
        if page.evaluate("document.documentElement.scrollWidth") > size[0]:
            wrong[f"{path} scrolls sideways"] = []
    assert wrong == {}


def test_nothing_overlaps_it_without_scripts(visitor: Arrive, paths: list[str]) -> None:
    person = visitor(320, scripts=False)
    page = person.page
    for path in paths:
        page.goto(person.site + path)
        button = page.get_by_role("link", name="Leave now", exact=True)
        expect(button).to_be_in_viewport(ratio=1)
        page.mouse.wheel(0, 100_000)
        # Playwright clicks only what nothing covers.
        button.click(trial=True)


def test_the_bars_at_the_foot_do_not_reach_it(visitor: Arrive) -> None:
    person = visitor(320)
    person.page.set_viewport_size({"width": 320, "height": 256})
    page = person.open("/find")
    page.locator("button.keep-button").first.click()
    page.locator("#kept-bar:not([hidden])").wait_for()
    assert page.evaluate(_OVERLAPPED) == []
    page.locator("#kept-bar a").click()
    page.locator(".kept-person").wait_for()
    assert page.evaluate(_OVERLAPPED) == []

"""A steward finds somebody, suspends them and lifts that again, on a phone, with and without scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, complaints, follow, press
from tests.moderation.test_people import listed
from tests.signed_in import steward

Arrive = Callable[..., Visitor]


def look(page: Page) -> None:
    """What everybody would complain about on this page: nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_finding_suspending_and_lifting(app: Flask, place: str, visitor: Arrive, scripts: bool) -> None:
    ada, sam = listed(app), steward(app)
    person = visitor(360, scripts=scripts, bypass_csp=True)
    person.context.add_cookies([{"name": sam.cookies.name, "value": sam.reference or "", "url": place}])
    page = person.page
    page.goto(f"{place}/steward/people")
    page.get_by_label("Their whole e-mail address").fill(ada.email)
    press(page, "Find the account")
    for act, reason in (
        ("Suspend the account", "Somebody may come to harm"),
        ("Lift the suspension", "It was a mistake"),
    ):
        if scripts:
            look(page)
        follow(page, page.get_by_role("link", name=act))
        if scripts:
            look(page)
        page.get_by_label(reason).check()
        press(page, act)
        page.get_by_text("It is done, and written into the trail.").wait_for()
    for desk in ("For two", "Letters", "People"):
        follow(page, page.get_by_role("navigation", name="Your area").get_by_role("link", name=desk))
        if scripts:
            look(page)

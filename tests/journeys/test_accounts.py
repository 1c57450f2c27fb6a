"""An account from its first link to signing out, on a phone, with scripts and without."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, complaints, press
from tests.signed_in import PASSWORD, letters, link_in

Arrive = Callable[..., Visitor]


def made(app: Flask, person: Visitor) -> Page:
    """An account, from its first link on."""
    page = person.open("/account/sign-up")
    page.get_by_label("E-mail address").fill("ada@example.org")
    press(page, "Send me a link")
    assert page.get_by_role("heading", level=1).inner_text() == "Look at your mail"
    person.open(link_in(letters(app)[0], app))
    page.get_by_label("New password").fill(PASSWORD)
    press(page, "Make my account")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_account_is_made_used_and_left(app: Flask, place: str, visitor: Arrive, scripts: bool) -> None:
    person = visitor(360, scripts=scripts)
    person.site = place
    page = made(app, person)
    person.open("/account")
    press(page, "Sign out")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    if scripts:
        page.get_by_role("button", name="Show the password").click()
        assert page.get_by_label("Password", exact=True).input_value() == PASSWORD
        assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"
    press(page, "Sign in")
    assert page.get_by_role("heading", level=1).inner_text() == "Who is this listing about?"
    assert (person.outside, person.complaints) == ([], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_pages_of_accounts(app: Flask, place: str, visitor: Arrive, dark: bool) -> None:
    person = visitor(360 if dark else 1280, dark=dark, bypass_csp=True)
    person.site = place
    for path in ("/account/sign-in", "/account/sign-up", "/account/forgotten-password", "/account/look-at-your-mail"):
        assert complaints(person.open(path)) == [], path
    page = made(app, person)
    for path in ("/account", "/account/password", "/account/email", "/account/browsers", "/account/confirm"):
        assert complaints(person.open(path)) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= (360 if dark else 1280)
    person.open("/account/password")
    press(page, "Keep this password")
    assert complaints(page) == []

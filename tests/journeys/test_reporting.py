"""Saying that something is wrong with a listing, and deciding about it: on a phone, by keyboard, without scripts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Page

from app.plumbing import clock
from app.plumbing.database import Database
from app.practitioners.models import Practitioner
from tests.conftest import _with_vocabulary
from tests.databases import Templates
from tests.journeys.conftest import Visitor, _app, complaints, follow, served
from tests.records import practitioner, save
from tests.signed_in import make_account, steward

Arrive = Callable[..., Visitor]
Place = tuple[str, Flask]


@pytest.fixture
def directory(tmp_path: Path, instance_dir: Path) -> Iterator[Place]:
    """A directory with one practitioner: its address and its application."""
    templates = Templates(tmp_path, "sqlite", {"vocabulary": _with_vocabulary})
    app = _app(templates.copy("vocabulary"), instance_dir)
    database: Database = app.extensions["attune.database"]
    [listing_id] = save(database, practitioner("Ada Example", slug="ada", confirmed_on=clock.today()))
    account = make_account(app, "ada@example.org")
    with database.writing() as session:
        session.get_one(Practitioner, listing_id).account_id = account.id
    with served(app) as address:
        yield address, app
    database.dispose()


@contextmanager
def some_seconds_later() -> Iterator[None]:
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        yield


def looked_over(page: Page, width: int) -> Page:
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_from_the_listing_to_the_decision(visitor: Arrive, directory: Place, width: int, dark: bool) -> None:
    site, app = directory
    page = visitor(width, dark=dark, bypass_csp=True).page
    page.goto(f"{site}/listings/ada")
    follow(page, page.get_by_role("link", name="Something is wrong with this listing"))
    looked_over(page, width).get_by_label("Unsafe or harmful behaviour").check()
    page.get_by_label("In your own words").fill("او به من آسیب زد.")
    with some_seconds_later():
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("heading", name="Thank you for telling us").wait_for()
    looked_over(page, width)
    sam = steward(app)
    page.context.add_cookies([{"name": sam.cookies.name, "value": sam.reference or "", "url": site}])
    page.goto(f"{site}/steward/reports")
    looked_over(page, width).get_by_role("link", name="Ada Example").click()
    page.get_by_text("او به من آسیب زد.").wait_for()
    follow(page, looked_over(page, width).get_by_role("link", name="Withhold the listing"))
    page.get_by_label("Why it is withheld").fill("Please write to us.")
    looked_over(page, width).get_by_role("button", name="Withhold it now").click()
    page.get_by_text("This case is closed: withheld from everybody.").wait_for()
    looked_over(page, width)
    answer = page.goto(f"{site}/listings/ada")
    assert answer is not None and answer.status == 410


def test_reporting_needs_neither_scripts_nor_a_cookie_nor_a_mouse(visitor: Arrive, directory: Place) -> None:
    site, _app = directory
    person = visitor(320, scripts=False)
    page = person.page
    page.goto(f"{site}/listings/ada/report")
    # In a browser without scripts nothing can ask what has the focus: the first choice is where the Tab key leads.
    page.get_by_label("What it says is out of date or wrong").focus()
    for key in ("ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Nobody ever answers.")
    page.keyboard.press("Tab")
    with some_seconds_later():
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Thank you for telling us").wait_for()
    assert person.context.cookies() == [] and person.complaints == []


def test_what_was_typed_is_still_there_when_something_is_missing(visitor: Arrive, directory: Place) -> None:
    site, _app = directory
    page = visitor(320, bypass_csp=True).page
    page.goto(f"{site}/listings/ada/report")
    page.get_by_label("In your own words").fill("Nobody ever answers.")
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("alert").wait_for()
    looked_over(page, 320)
    assert page.get_by_label("In your own words").input_value() == "Nobody ever answers."
    page.get_by_role("link", name="Please choose what is wrong.").click()
    assert page.url.endswith("#reason")


def test_leaving_is_one_press_away(visitor: Arrive, directory: Place) -> None:
    site, _app = directory
    page = visitor(320).page
    page.goto(f"{site}/listings/ada/report")
    leave = page.get_by_role("link", name="Leave now")
    assert leave.is_visible() and leave.get_attribute("href") == "/leave"

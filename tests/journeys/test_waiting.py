"""Waiting for a place, from the listing to the last click: on a phone, without scripts, without a cookie."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from app.listings.models import PublishedListing
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from app.practitioners.reduced_places.actions import release_place
from tests.conftest import _with_vocabulary
from tests.databases import Templates
from tests.journeys.conftest import Visitor, _app, served
from tests.records import practitioner, save
from tests.waiting.conftest import full_offer, link_in

OFFER = uuid4()


@pytest.fixture
def directory(tmp_path: Path, instance_dir: Path) -> Iterator[tuple[str, Database]]:
    """A directory with one practitioner whose places are taken: its address and its database."""
    templates = Templates(tmp_path, "sqlite", {"vocabulary": _with_vocabulary})
    app = _app(templates.copy("vocabulary"), instance_dir)
    database: Database = app.extensions["attune.database"]
    save(database, practitioner(offers=[full_offer(id=OFFER)]))
    with served(app) as address:
        yield address, database
    database.dispose()


def the_link(database: Database) -> str:
    with database.writing() as session:
        [mail] = session.query(OutboxMail).all()
        session.delete(mail)
    return link_in(mail)


def looked_over(page: Page, width: int) -> Page:
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_every_page_of_waiting_is_for_everyone(
    visitor: Callable[..., Visitor], directory: tuple[str, Database], width: int, dark: bool
) -> None:
    site, database = directory
    page = visitor(width, dark=dark, bypass_csp=True).page
    with database.reading() as session:
        [listing] = session.query(PublishedListing).all()
    page.goto(f"{site}/listings/{listing.slug}")
    page.get_by_text("Tell me when a place opens").click()
    page.get_by_label("Your e-mail address").fill("seeker@example.org")
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        looked_over(page, width).get_by_role("button", name="Send me a link").click()
        page.get_by_role("heading", name="Look at your mail").wait_for()
    looked_over(page, width).goto(site + the_link(database))
    looked_over(page, width).get_by_role("button", name="Yes, write to me").click()
    page.get_by_text("You are on the list").wait_for()
    looked_over(page, width)
    with database.writing() as session:
        release_place(session, OFFER)
    page.goto(site + the_link(database))
    page.get_by_text("Ada Example has a place").wait_for()
    looked_over(page, width).get_by_role("button", name="Forget my address").click()
    page.get_by_role("heading", name="Your address is forgotten").wait_for()
    looked_over(page, width)


def test_waiting_needs_neither_scripts_nor_a_cookie(
    visitor: Callable[..., Visitor], directory: tuple[str, Database]
) -> None:
    site, database = directory
    person = visitor(360, scripts=False)
    person.page.goto(f"{site}/waiting-list/join/{OFFER}")
    person.page.get_by_label("Your e-mail address").fill("seeker@example.org")
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        person.page.get_by_role("button", name="Send me a link").click()
        person.page.get_by_role("heading", name="Look at your mail").wait_for()
    person.page.goto(site + the_link(database))
    person.page.get_by_role("button", name="Yes, write to me").click()
    person.page.get_by_text("You are on the list").wait_for()
    assert person.context.cookies() == []

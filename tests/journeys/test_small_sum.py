"""A message that looks a little like a machine's: the device works for some seconds, or whoever sends it waits."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Page

from app.enquiries.models import Conversation
from app.enquiries.rules import Apart
from app.plumbing import clock
from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from tests.conftest import _with_vocabulary
from tests.databases import Templates
from tests.enquiries.conftest import with_account
from tests.journeys.conftest import Visitor, _app, complaints, served
from tests.records import practitioner, save

Arrive = Callable[..., Visitor]
Place = tuple[str, Flask, str]


@pytest.fixture
def directory(tmp_path: Path, own_instance: Path) -> Iterator[Place]:
    """A directory with one practitioner who takes messages: its address, its application, the form's path."""
    templates = Templates(tmp_path, "sqlite", {"vocabulary": _with_vocabulary})
    app = _app(templates.copy("vocabulary"), own_instance)
    database: Database = app.extensions["attune.database"]
    [listing_id] = save(database, practitioner("Ada Example", facts=[NewFact("concern", "anxiety")]))
    with_account(database, listing_id, "ada@example.org")
    with served(app) as address:
        yield address, app, f"/message/{listing_id}"
    database.dispose()


def why_apart(app: Flask) -> list[str | None]:
    with app.extensions["attune.database"].reading() as session:
        return [one.apart for one in session.query(Conversation)]


def write_a_link(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("In your own words, if you like").fill("I found you by https://example.org, nights are hard.")


def test_the_device_works_and_the_message_arrives(visitor: Arrive, directory: Place) -> None:
    site, app, path = directory
    page = visitor(320).page
    write_a_link(page, f"{site}{path}")
    with time_machine.travel(clock.now() + timedelta(seconds=9)):
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("heading", name="One more step").wait_for()
        page.wait_for_url("**/your-page/*", timeout=60_000)
    assert why_apart(app) == [None]


def test_without_scripts_it_is_sent_as_it_is(visitor: Arrive, directory: Place) -> None:
    site, app, path = directory
    page = visitor(320, scripts=False).page
    write_a_link(page, f"{site}{path}")
    with time_machine.travel(clock.now() + timedelta(seconds=9)):
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("button", name="Send it as it is").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert not page.get_by_role("progressbar").is_visible()
        page.get_by_role("button", name="Send it as it is").click()
        page.wait_for_url("**/your-page/*")
    assert why_apart(app) == [Apart.UNPROVEN]


def test_the_step_has_no_barrier(visitor: Arrive, directory: Place) -> None:
    site, _, path = directory
    page = visitor(360, dark=True, bypass_csp=True).page
    # So that it stands still.
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: {importKey: () => new Promise(() => {})}})")
    write_a_link(page, f"{site}{path}")
    with time_machine.travel(clock.now() + timedelta(seconds=9)):
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("progressbar").wait_for()
    assert complaints(page) == []

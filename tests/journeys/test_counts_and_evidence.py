"""The page of counts and the page of a register entry in a browser: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.credentials.actions import Finding, state_registration
from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import month_of, months_before
from app.moderation.actions import check_registration
from app.plumbing import clock
from app.plumbing.database import Database
from app.practitioners.actions import begin
from tests.journeys.conftest import complaints
from tests.signed_in import Person, practitioner, steward


@pytest.fixture(params=[(360, "dark"), (1280, "light")], ids=["360", "1280"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    yield context.new_page()
    context.close()


def looked_at(window: Page, place: str, person: Person, path: str) -> None:
    window.context.add_cookies([{"name": person.cookies.name, "value": person.reference or "", "url": place}])
    window.goto(place + path, wait_until="networkidle")
    assert complaints(window) == []
    size = window.viewport_size
    assert size and window.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_year_of_counts(window: Page, place: str, app: Flask, database: Database) -> None:
    ada = practitioner(app)
    with database.writing() as session:
        record = begin(session, ada.account.id, {"name": "Ada Example", "kind": "individual"})
        record.created_at = datetime(2020, 1, 1, tzinfo=UTC)
        session.flush()
        for ago in range(1, 14):
            month = months_before(month_of(clock.today()), ago)
            session.add(CountedMonth(month=month, rounded=True))
            if ago % 3:
                session.add(MonthlyCount(listing_id=record.id, month=month, kind="viewed", total=20 + 10 * ago))
            session.add(MonthlyCount(listing_id=record.id, month=month, kind="shown", total=12_340))
    looked_at(window, place, ada, "/practitioner/counts")
    assert window.locator(".counts-kind").first.locator("rect.month-untold").count() == 4
    assert window.locator(".counts tbody tr").count() == 12


def test_an_entry_with_a_file(window: Page, place: str, app: Flask, database: Database) -> None:
    ada, sam = practitioner(app), steward(app)
    with app.app_context(), database.writing() as session:
        record = begin(session, ada.account.id, {"name": "Ada Example", "kind": "individual"})
        entry: UUID = state_registration(session, record.id, "bacp", "123456", actor=ada.account.id)
        found = Finding("found", "document-seen")
        check_registration(session, entry, found, sam.account.id, b"%PDF-1.7 what was seen")
    looked_at(window, place, sam, f"/steward/registers/{entry}")
    with window.expect_download() as saved:
        window.get_by_role("link", name="PDF file of").click()
    assert saved.value.suggested_filename == "evidence.pdf"

"""The other public pages, through the front door."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.listings.models import PublishedListing
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.finder.test_find import cards
from tests.visit import Visit, text_of

ABOUT = ("ordering", "privacy", "accessibility", "verified")


def test_home_searches_by_get_and_leaves_the_rest_empty(visit: Visit) -> None:
    (form,) = [form for form in visit("finder.home").every("form") if form.get("method") == "get"]
    names = {e.get("name") for e in form.iter() if e.get("name")}
    assert form.get("action") == "/find"
    # `here` is sent by the button that searches quietly alone.
    assert names == {"q", "language", "near", "pay", "format", "here"}


def test_every_choice_of_the_home_page_finds_somebody(visit: Visit) -> None:
    page = visit("finder.home")
    choices = [a.get("href", "") for ul in page.every("ul", class_="choices") for a in ul.iter("a")]
    empty = [address for address in choices if not cards(visit.path(address))]
    assert choices
    assert empty == []


def test_a_language_is_named_in_itself(visit: Visit) -> None:
    links = [a for a in visit("finder.home").every("a") if a.get("lang")]
    assert links
    assert all(a.get("dir") in ("ltr", "rtl") for a in links)


def test_a_card_leads_to_the_listing(visit: Visit) -> None:
    found = visit("finder.find")
    heading = found.every("h2", class_="card-name")[0]
    page = visit.path(cards(found)[0])
    assert text_of(heading).startswith(page.h1)


def test_what_is_not_stated_is_said_to_be_not_stated(visit: Visit) -> None:
    pages = [visit.path(address).text for address in cards(visit("finder.find"))]
    assert any("not stated" in text for text in pages)


def test_an_unknown_listing_is_not_found(visit: Visit) -> None:
    assert "urgent help" in visit("finder.listing", slug="nobody-at-all", expect=404).text


@pytest.mark.parametrize("name", ABOUT)
def test_the_promises_are_on_every_page(visit: Visit, name: str) -> None:
    page = visit(f"finder.{name}")
    links = {a.get("href") for a in page.every("a")}
    assert {f"/about/{other}" for other in ABOUT} <= links


def test_urgent_help_begins_with_the_country_of_the_site(visit: Visit) -> None:
    page = visit("finder.urgent_help")
    assert text_of(page.every("h2")[0]) == "United Kingdom"
    assert [a.get("href") for a in page.every("a", class_="emergency-number")][:2] == ["tel:999", "tel:112"]


def test_every_page_says_that_the_listings_are_fictional(visit: Visit) -> None:
    visit("finder.home")
    assert visit("finder.urgent_help").every("aside", class_="demonstration")


def test_leaving_forgets_and_goes_elsewhere(directory_app: Flask) -> None:
    answer = directory_app.test_client().get("/leave")
    assert answer.status_code == 303
    assert answer.headers["Location"] == directory_app.config["LEAVE_URL"]
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'


def test_a_script_that_leaves_has_the_cookies_forgotten(directory_app: Flask) -> None:
    answer = directory_app.test_client().post("/leave")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Clear-Site-Data"] == '"cookies"'


def test_the_gallery_is_not_in_production(make_app: Callable[..., Flask], database: Database) -> None:
    app = make_app(
        database.url.render_as_string(hide_password=False),
        environment="production",
        mail_url="smtp://mail.example.org",
        base_url="https://example.org",
        trusted_hosts=("localhost",),
    )
    assert app.test_client().get("/gallery").status_code == 404


@pytest.fixture
def changing(make_app: Callable[..., Flask], demonstration: Database) -> tuple[Visit, Callable[..., str]]:
    """A directory to change: `change(slug=…, status=…)` changes one record and gives its former address."""
    app = make_app(demonstration.url.render_as_string(hide_password=False))
    records = app.extensions["attune.database"]

    def change(**values: str) -> str:
        with records.writing() as session:
            record_id = session.scalars(select(PublishedListing.id).limit(1)).one()
            record = session.get_one(Record, record_id)
            before = f"/listings/{record.slug}"
            for name, value in values.items():
                setattr(record, name, value)
        return before

    return Visit(app), change


def test_a_former_address_leads_to_the_present_one(changing: tuple[Visit, Callable[..., str]]) -> None:
    visit, change = changing
    page = visit.path(change(slug="another-name"), expect=302)
    assert page.response.headers["Location"].endswith("/listings/another-name")


def test_a_removed_listing_is_gone(changing: tuple[Visit, Callable[..., str]]) -> None:
    visit, change = changing
    assert "removed" in visit.path(change(status="removed"), expect=410).text

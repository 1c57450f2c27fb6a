"""Searching with someone: the sheet they take along says what they need, in their language, and nothing is kept."""

import logging
from uuid import UUID

import pytest
from babel.dates import format_date
from flask import Flask
from sqlalchemy import select

from app.finder.keeping import token
from app.finder.together import MOST
from app.listings.models import PublishedListing
from app.plumbing import clock
from app.plumbing.database import Database
from tests.records import language, offer, practitioner, save
from tests.visit import Page, Visit, police, text_of


def sheet(visit: Visit, *kept: object, expect: int = 200, **form: str) -> Page:
    page = Page(visit.client.post("/together", data={"kept": [str(one) for one in kept], **form}))
    assert page.status == expect
    police(page)
    return page


def people(page: Page) -> list[str]:
    return [text_of(h3) for part in page.every("section", class_="paper-person") for h3 in part.iter("h3")]


def text(page: Page) -> str:
    [field] = page.every("textarea", id="brief-text")
    return field.text or ""


@pytest.fixture
def ada(app: Flask, database: Database) -> UUID:
    known = [offer(currency="GBP", standard=6000, reduced_from=2550, availability="now")]
    [id] = save(database, practitioner("Ada Example", slug="ada", offers=known, facts=[language("pa")]))
    return id


def test_the_page_explains_itself(visit: Visit) -> None:
    page = visit("together.explain")
    assert "We keep nothing" in page.text
    assert [form.get("method") for form in page.every("form")] == ["post"]


def test_a_sheet_says_what_somebody_needs(app: Flask, ada: UUID) -> None:
    page = sheet(Visit(app), ada)
    [paper] = page.every("section", class_="paper")
    said = text_of(paper)
    for words in ("Ada Example", "£60", "£25.50", "Punjabi", "/listings/ada", "Someone is in danger now: 999"):
        assert words in said
    brief = text(page)
    for words in ("1. Ada Example", "£60", "Punjabi", f"#kept={token([ada])}", "999"):
        assert words in brief


def test_it_is_in_the_language_of_whoever_takes_it_alone(app: Flask, ada: UUID) -> None:
    app.extensions["attune.locales"] = ("en", "ar")
    page = sheet(Visit(app), ada, **{"in": "ar"})
    [paper] = page.every("section", class_="paper")
    assert (paper.get("lang"), paper.get("dir")) == ("ar", "rtl")
    [html] = page.every("html")
    assert (html.get("lang"), html.get("dir")) == ("en", "ltr")
    assert [one.get("value") for one in page.every("option") if "selected" in one.keys()] == ["ar"]  # noqa: SIM118 (an element, no dictionary)
    # The day is written as Arabic has it; its words are the catalogue's.
    with app.test_request_context():
        month = format_date(clock.now().date(), "MMMM", locale="ar")
    assert month in text_of(paper)


def test_an_unknown_language_is_the_readers(app: Flask, ada: UUID) -> None:
    [paper] = sheet(Visit(app), ada, **{"in": "<xx>"}).every("section", class_="paper")
    assert paper.get("lang") == "en"


def test_a_sheet_holds_eight(visit: Visit) -> None:
    with visit.app.extensions["attune.database"].reading() as session:
        known = list(session.scalars(select(PublishedListing.id).limit(MOST + 2)))
    page = sheet(visit, token(known))
    assert len(people(page)) == MOST
    assert "the first 8 are on it" in page.text


@pytest.mark.parametrize("kept", ["", "%%%", "AAAAAAAAAAAAAAAAAAAAAA", "A" * 300 + "!"])
def test_nobody_to_name_is_said(visit: Visit, kept: str) -> None:
    page = sheet(visit, kept, expect=400)
    assert len(page.every("div", class_="notice")) == 1
    assert people(page) == []


def test_its_code_leads_to_the_people_and_to_nothing_else(app: Flask, ada: UUID) -> None:
    page = sheet(Visit(app), ada, q="secret", near="Leeds", concern="anxiety")
    assert page.body.count('<svg class="qr-code"') == 1
    assert not [words for words in ("secret", "Leeds", "anxiety") if words in page.body]


def test_nothing_is_kept_on_the_way(app: Flask, ada: UUID, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    headers = sheet(Visit(app), ada).response.headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "noindex" in headers["X-Robots-Tag"]
    assert "Set-Cookie" not in headers
    assert token([ada]) not in caplog.text
    assert str(ada) not in caplog.text


def test_results_and_the_list_lead_to_it(visit: Visit) -> None:
    found = visit("finder.find")
    assert found.link("Make a sheet in their language, to take away") == "/together"
    assert [b.get("formaction") for b in found.every("button") if b.get("formaction")] == ["/together"]
    with visit.app.extensions["attune.database"].reading() as session:
        one = session.scalars(select(PublishedListing.id).limit(1)).one()
    listed = Page(visit.client.post("/shortlist", data={"kept": str(one)}))
    assert [f for f in listed.every("form") if (f.get("action") or "").startswith("/together#kept=")]


def test_in_another_language_it_is_still_of_the_same_people(app: Flask, ada: UUID) -> None:
    [other] = sheet(Visit(app), ada).every("a", hreflang="ar")
    assert other.get("href") == f"/together?lang=ar#kept={token([ada])}"


def test_a_link_that_cannot_be_read_is_not_lost(visit: Visit) -> None:
    answer = visit.client.post("/together", data={"kept": "https://example.org/nothing", "in": "en"})
    assert answer.status_code == 400
    assert 'value="https://example.org/nothing"' in answer.get_data(as_text=True)


def test_who_to_call_stays_in_its_order_among_words_from_right_to_left(app: Flask, ada: UUID) -> None:
    """Each name and number by itself, in a paragraph that reads as the sheet does."""
    [part] = sheet(Visit(app), ada, **{"in": "ar"}).every("section", class_="paper-urgent")
    lines = list(part.iter("li"))
    assert [line for line in lines if line.get("dir") is not None or not text_of(line).startswith("\u2068")] == []
    assert "\u2066116 123\u2069" in text_of(lines[0])

"""The pages in Arabic: chosen by the address or by the reader's browser, from right to left, and carried along."""

import pytest
from flask import Flask

from tests.finder.test_quiet import ASKED
from tests.seekers import Furnished
from tests.visit import Page, Visit, police

ARABIC = {"Accept-Language": "ar"}


def fetched(app: Flask, path: str, **headers: str) -> Page:
    return Page(app.test_client().get(path, headers=headers))


def test_the_address_names_the_language(app: Flask) -> None:
    body = fetched(app, "/find?lang=ar&pay=30").body
    assert '<html lang="ar" dir="rtl">' in body
    assert "حتى" in body and "للجلسة" in body


def test_the_browser_names_it_where_the_address_does_not(app: Flask) -> None:
    assert '<html lang="ar" dir="rtl">' in Page(app.test_client().get("/", headers=ARABIC)).body


def test_the_address_is_asked_before_the_browser(app: Flask) -> None:
    assert '<html lang="en" dir="ltr">' in Page(app.test_client().get("/?lang=en", headers=ARABIC)).body


def test_a_language_there_is_not_is_left_to_the_browser(app: Flask) -> None:
    assert '<html lang="ar" dir="rtl">' in Page(app.test_client().get("/?lang=xx", headers=ARABIC)).body


def test_links_forms_and_redirects_carry_a_choice_and_nothing_else_does(app: Flask) -> None:
    body = fetched(app, "/find?lang=ar").body
    assert 'href="/urgent-help?lang=ar"' in body and '<input type="hidden" name="lang" value="ar">' in body
    said = app.test_client().post("/find?lang=ar", data={"say": "قلق"})
    assert said.status_code == 303 and "lang=ar" in said.headers["Location"]
    assert "lang=" not in app.test_client().post("/find", data={"say": "anxiety"}).headers["Location"]
    assert "Set-Cookie" not in said.headers


def test_every_page_offers_itself_in_the_other_language(app: Flask) -> None:
    body = fetched(app, "/find?pay=30&language=ur").body
    assert '<a href="/find?pay=30&amp;language=ur&amp;lang=ar" hreflang="ar" lang="ar" dir="rtl"' in body
    back = fetched(app, "/find?pay=30&language=ur&lang=ar").body
    assert '<a href="/find?pay=30&amp;language=ur&amp;lang=en" hreflang="en" lang="en" dir="ltr"' in back


@pytest.mark.parametrize("path", ["/developers", "/account/sign-in", "/account/sign-up"])
def test_pages_of_work_are_whole_in_english_rather_than_half_in_two_languages(app: Flask, path: str) -> None:
    body = fetched(app, f"{path}?lang=ar").body
    assert '<html lang="en" dir="ltr">' in body and "hreflang" not in body
    assert 'href="/urgent-help?lang=ar"' in body


def test_a_name_that_begins_alike_is_no_page_of_work(app: Flask) -> None:
    body = app.test_client().get("/organisations/00000000-0000-4000-8000-000000000000?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in body


def test_the_page_of_an_error_repeats_nothing_of_its_address(app: Flask) -> None:
    body = app.test_client().get("/nowhere?q=what-brings-me").text
    assert '<a href="/nowhere?lang=ar" hreflang="ar"' in body and "what-brings-me" not in body


def test_the_quiet_search_goes_on_in_the_language(app: Flask) -> None:
    sent = app.test_client().post("/r?lang=ar", data={"pay": "30"})
    address = sent.headers["Location"]
    assert address.startswith("/r/") and address.endswith("lang=ar")
    assert '<html lang="ar" dir="rtl">' in Page(app.test_client().get(address)).body


def test_the_quiet_search_is_as_quiet_in_arabic(visit: Visit) -> None:
    """`visit` holds to the titles: `tests/visit.py`."""
    found = visit.path(visit.client.post("/r?lang=ar", data=ASKED).headers["Location"])
    listings = [a.get("href", "") for h2 in found.every("h2", class_="card-name") for a in h2.iter("a")]
    assert all(address.startswith("/r/") and address.endswith("?lang=ar") for address in listings)
    visit.path(listings[0])


def test_every_page_holds_in_arabic_what_it_holds_in_english(app: Flask) -> None:
    for path in Furnished(app).paths():
        page = Page(app.test_client().get(path, headers=ARABIC))
        if page.response.mimetype == "text/html" and page.status not in (301, 302, 303):
            police(page, seeker=False)

"""The frame: what it shows, where it leads, and who may show it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.plumbing.database import Database
from tests.widget.conftest import SITE, add_widget


def sentence(body: str) -> str:
    """What was searched for, said back."""
    return body.split("<h2>")[1].split("</h2>")[0]


def links(body: str) -> list[str]:
    return re.findall(r"<a\b[^>]*>", body)


def test_wid_02_exactly_its_sites_may_frame_it(app: Flask, database: Database) -> None:
    add_widget(database, origins=[SITE, "https://www.example.org:8443"])
    answer = app.test_client().get("/widget/w1dget")
    assert answer.status_code == 200
    assert (
        "frame-ancestors https://example.org https://www.example.org:8443;" in answer.headers["Content-Security-Policy"]
    )
    assert "X-Frame-Options" not in answer.headers


@pytest.mark.parametrize(
    "said", [{"status": "paused"}, {"organisation": "suspended"}, {"origins": []}, {"id": "other"}]
)
def test_wid_01_what_may_not_be_shown_is_framed_by_nobody(
    app: Flask, database: Database, said: dict[str, object]
) -> None:
    add_widget(database, **said)
    answer = app.test_client().get("/widget/w1dget")
    assert answer.status_code == 404
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_wid_04_it_sets_no_cookie_and_takes_no_post(shown: Flask) -> None:
    client = shown.test_client()
    assert "Set-Cookie" not in client.get("/widget/w1dget?q=anxiety").headers
    assert client.post("/widget/w1dget").status_code == 405


def test_wid_08_what_leaves_the_search_opens_by_itself_with_no_opener(shown: Flask) -> None:
    body = shown.test_client().get("/widget/w1dget").get_data(as_text=True)
    outward = [link for link in links(body) if "/widget/" not in link]
    assert any("/listings/" in link for link in outward)
    assert any("/urgent-help" in link for link in outward)
    assert all('target="_blank" rel="noopener noreferrer"' in link for link in outward)


def test_its_form_and_pages_stay_in_the_frame(shown: Flask) -> None:
    body = shown.test_client().get("/widget/w1dget?format=video").get_data(as_text=True)
    assert '<form method="get" action="/widget/w1dget"' in body
    following = re.search(r'rel="next" href="([^"]+)"', body)
    assert following is not None
    again = shown.test_client().get(following[1].replace("&amp;", "&"))
    assert again.status_code == 200
    assert "Page 2" in again.get_data(as_text=True)


def test_what_is_locked_stands_whatever_is_sent_and_is_in_no_address(
    make_app: Callable[..., Flask], demonstration: Database
) -> None:
    add_widget(demonstration, locked="format=in-person&near=Leeds&within=10mi")
    client = make_app(demonstration.url.render_as_string(hide_password=False)).test_client()
    for query in ("", "?format=video&near=Oban&within=200mi&prefer=near&language=pa&pay=1"):
        body = client.get(f"/widget/w1dget{query}").get_data(as_text=True)
        assert "in person" in sentence(body)
        assert "10 miles of Leeds" in sentence(body)
        assert not re.search(r'name="(format|near|within)"', body)
        own = re.findall(r'(?:href|action)="(/widget/[^"]*)"', body)
        assert own
        assert not any(key in to for to in own for key in ("format", "near", "within"))


def test_several_languages_stay_one_choice(make_app: Callable[..., Flask], demonstration: Database) -> None:
    add_widget(demonstration, preset="language=pa&language=ur")
    client = make_app(demonstration.url.render_as_string(hide_password=False)).test_client()
    first = client.get("/widget/w1dget").get_data(as_text=True)
    assert '<option value="pa,ur" selected>Punjabi or Urdu</option>' in first
    assert sentence(client.get("/widget/w1dget?language=pa,ur").get_data(as_text=True)) == sentence(first)


def test_it_speaks_its_own_language_and_leads_on_in_that(app: Flask, database: Database) -> None:
    app.extensions["attune.locales"] = ("en", "ar")
    add_widget(database, locale="ar")
    body = app.test_client().get("/widget/w1dget", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert '<html lang="ar" dir="rtl" ' in body
    assert 'href="/urgent-help?lang=ar" target="_blank"' in body
    theirs = app.test_client().get("/widget/w1dget", headers={"Accept-Language": "ar"}).get_data(as_text=True)
    assert 'href="/urgent-help" target="_blank"' in theirs


def test_a_preset_is_asked_until_somebody_asks(make_app: Callable[..., Flask], demonstration: Database) -> None:
    add_widget(demonstration, preset="language=pa")
    client = make_app(demonstration.url.render_as_string(hide_password=False)).test_client()
    first = client.get("/widget/w1dget").get_data(as_text=True)
    assert "Punjabi" in sentence(first)
    sent = client.get("/widget/w1dget?language=&q=").get_data(as_text=True)
    assert "Punjabi" not in sentence(sent)


def test_ways_out_of_an_empty_search_stay_in_the_frame(shown: Flask) -> None:
    body = (
        shown.test_client().get("/widget/w1dget?pay=1&language=pa&near=Leeds&format=in-person").get_data(as_text=True)
    )
    found = re.search(r'class="ways">(.*?)</ul>', body)
    assert found is not None
    assert {urlsplit(to).path for to in re.findall(r'href="([^"]+)"', found[1])} == {"/widget/w1dget"}


def test_no_other_page_may_be_framed(shown: Flask) -> None:
    for path in ("/", "/find", "/account/sign-in", "/nothing", "/urgent-help"):
        answer = shown.test_client().get(path)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_what_the_frame_is_made_of_is_open_to_an_origin_that_is_nobodys(shown: Flask) -> None:
    client = shown.test_client()
    sheet = re.search(r'href="(/static/[^"]+)"', client.get("/widget/w1dget").get_data(as_text=True))
    assert sheet is not None
    assert client.get(sheet[1]).headers["Cross-Origin-Resource-Policy"] == "cross-origin"

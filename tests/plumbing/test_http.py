"""What holds of every answer: headers, hosts, sizes, and errors that still help."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import UnicodeConverter

from app.plumbing.database import Database
from app.plumbing.headers import CONTENT_SECURITY_POLICY
from tests.visit import Visit

PATHS = ["/", "/find", "/no-such-page", "/api/v1/listings", "/api/v1/nothing", "/livez", "/find?" + "a" * 9000]


@pytest.fixture
def client(directory_app: Flask) -> FlaskClient:
    return directory_app.test_client()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:20])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert not [word for word in ("unsafe", "http", "*", "data:") if word in CONTENT_SECURITY_POLICY]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:20])
def test_a_seeker_gets_no_cookie(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


def test_a_search_is_stored_by_nobody(client: FlaskClient) -> None:
    assert client.get("/find?q=grief").headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_still_helps(visit: Visit) -> None:
    page = visit.path("/no-such-page", expect=404)
    assert page.link("Urgent help")


def test_an_address_that_is_too_long_is_said_to_be(visit: Visit) -> None:
    assert "too long" in visit.path("/find?q=" + "a" * 1_000_000, expect=414).text


@pytest.mark.parametrize("method", ["TRACE", "PUT", "BREW"])
def test_odd_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/find", method=method).status_code == 405


def test_another_host_gets_nothing(make_app: Callable[..., Flask], database: Database) -> None:
    app = make_app(database.url.render_as_string(hide_password=False), trusted_hosts=("find.example.org",))
    client = app.test_client()
    assert client.get("/about/privacy", headers={"Host": "find.example.org"}).status_code == 200
    assert client.get("/about/privacy", headers={"Host": "evil.example"}).status_code == 400


def test_hsts_is_said_over_https_only(make_app: Callable[..., Flask], database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    plain = make_app(url).test_client().get("/livez").headers
    secure = make_app(url, base_url="https://find.example.org").test_client().get("/livez").headers
    assert ("Strict-Transport-Security" in plain, "Strict-Transport-Security" in secure) == (False, True)


def test_a_missing_table_is_one_sentence(make_app: Callable[..., Flask], empty_database: Database) -> None:
    app = make_app(empty_database.url.render_as_string(hide_password=False))
    response = app.test_client().get("/find")
    assert response.status_code == 503
    assert "resting" in response.get_data(as_text=True)
    assert "Traceback" not in response.get_data(as_text=True)


def test_liveness_asks_no_database(make_app: Callable[..., Flask], empty_database: Database) -> None:
    client = make_app(empty_database.url.render_as_string(hide_password=False)).test_client()
    assert client.get("/livez").status_code == 200


def test_a_listing_survives_a_lost_table(make_app: Callable[..., Flask], demonstration: Database) -> None:
    app = make_app(demonstration.url.render_as_string(hide_password=False))
    client = app.test_client()
    client.get("/find")
    with demonstration.writing() as session:
        session.execute(text("drop table former_slug"))
        session.execute(text("drop table published_listing"))
    response = client.get("/find")
    assert response.status_code == 503
    assert "/urgent-help" in response.get_data(as_text=True)


def test_static_files_are_kept_for_good(visit: Visit) -> None:
    sheet = next(link.get("href") for link in visit.path("/").every("link") if "attune.css" in link.get("href", ""))
    assert "immutable" in visit.client.get(sheet).headers["Cache-Control"]
    assert visit.client.get(sheet.replace("/static/", "/static/0")).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["..", "a" * 300])
def test_an_impossible_host_gets_a_page_all_the_same(client: FlaskClient, host: str) -> None:
    response = client.get("/find?q=grief", headers={"Host": host})
    assert response.status_code < 500
    assert "urgent-help" in response.get_data(as_text=True)


def test_an_address_with_a_nul_is_nobodys(app: Flask) -> None:
    """Whatever its route does with what stands there: no database is asked for it."""
    client = app.test_client()
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        texts = [name for name, kind in rule._converters.items() if isinstance(kind, UnicodeConverter)]
        if texts and "GET" in (rule.methods or ()):
            values = {name: "a%00b" if name in texts else uuid4() for name in rule.arguments}
            path = adapter.build(rule.endpoint, values).replace("a%2500b", "a%00b")
            assert client.get(path).status_code == 404, path

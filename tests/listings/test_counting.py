"""A view is counted when a person opened the page, and of it nothing is known but its month."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from app.listings.counts.rules import SHOWN, VIEWED
from app.listings.counts.tally import Tally
from app.plumbing.database import Database
from tests.records import practitioner, save
from tests.signed_in import FIREFOX, Person
from tests.signed_in import practitioner as signed_in

BROWSER = {"User-Agent": FIREFOX}
CLICK = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}


class Page:
    """Ada's public page, and what was counted of it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.database: Database = app.extensions["attune.database"]
        [self.id] = save(self.database, practitioner("Ada Example", slug="ada"))

    def get(self, path: str = "/listings/ada", method: str = "GET", **headers: str) -> int:
        sent = BROWSER | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.app.test_client().open(path, method=method, headers=sent).status_code

    @property
    def counted(self) -> dict[str, Counter[UUID]]:
        tally: Tally = self.app.extensions["attune.tally"]
        return {kind: counted for (_month, kind), counted in tally.take().items()}


@pytest.fixture
def page(app: Flask) -> Page:
    return Page(app)


def test_a_page_that_somebody_opens_is_counted(page: Page) -> None:
    page.get()
    page.get(**CLICK)
    assert page.counted == {VIEWED: Counter({page.id: 2})}


def test_whoever_is_on_a_page_of_results_was_shown(page: Page) -> None:
    page.get("/find")
    assert page.counted == {SHOWN: Counter({page.id: 1})}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (iPhone) AppleWebKit/605.1 (compatible; bingbot/2.0)",
        "Mozilla/5.0 (compatible; Perplexity-User/1.0; +https://perplexity.ai/perplexity-user)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23.20.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Go-http-client/2.0",
        "",
    ],
)
def test_what_says_it_is_a_program_is_not_counted(page: Page, agent: str) -> None:
    assert page.get(User_Agent=agent) == 200
    assert page.counted == {}


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/191.299; U; en) Presto/2.12.423 Version/12.16",
        "Lynx/2.9.0 libwww-FM/2.14",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/430.0]",
    ],
)
def test_a_person_with_an_unusual_browser_is(page: Page, agent: str) -> None:
    page.get(User_Agent=agent)
    assert page.counted == {VIEWED: Counter({page.id: 1})}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_GPC": "1"},
        {"DNT": "1"},
        {"Sec_Purpose": "prefetch"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X_Moz": "prefetch"},
        {"Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Dest": "iframe"},
    ],
)
@pytest.mark.parametrize("path", ["/listings/ada", "/find"])
def test_who_objects_or_did_not_ask_for_it_is_not_counted(page: Page, path: str, headers: dict[str, str]) -> None:
    assert page.get(path, **headers) == 200
    assert page.counted == {}


@pytest.mark.parametrize("headers", [{"Sec_GPC": "0"}, {"DNT": "0"}])
def test_who_says_that_they_do_not_object_is(page: Page, headers: dict[str, str]) -> None:
    page.get(**headers)
    assert page.counted == {VIEWED: Counter({page.id: 1})}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("HEAD", "/listings/ada", 200), ("GET", "/listings/nobody", 404), ("GET", "/api/v1/listings", 200)],
)
def test_what_is_no_page_that_was_read_is_not_counted(page: Page, method: str, path: str, status: int) -> None:
    assert page.get(path, method) == status
    assert page.counted == {}


def test_whoever_has_an_account_is_not_counted_nor_are_previews(app: Flask, page: Page) -> None:
    eve = signed_in(app, "eve@example.org")
    eve.get("/listings/ada")
    eve.get("/find")
    eve.submit(eve.get("/practitioner"), name="Eve Example", kind="individual")
    eve.get("/practitioner/preview")
    assert page.counted == {}


def test_nor_is_a_browser_in_which_somebody_signed_in_before(app: Flask, page: Page) -> None:
    eve = signed_in(app, "eve@example.org")
    eve.submit(eve.get("/account"), "Sign out")
    again = Person(app, "eve@example.org")
    again.sign_in()
    again.client.delete_cookie(again.cookies.name)
    again.get("/listings/ada")
    assert page.counted == {}


def test_the_month_is_the_finest_time_there_is(app: Flask, page: Page) -> None:
    with time_machine.travel("2026-11-30 23:59:59Z", tick=False) as time:
        page.get()
        time.shift(1)
        page.get()
    months = {f"{month:%Y-%m-%d}" for month, _kind in app.extensions["attune.tally"].take()}
    assert months == {"2026-11-01", "2026-12-01"}


@pytest.mark.parametrize("path", ["/listings/ada", "/find"])
def test_counting_asks_the_database_nothing(page: Page, path: str) -> None:
    page.get(path)
    asked: list[Any] = []

    def listen(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        # Four times a second a process asks whether the directory has changed.
        asked.extend([] if "change_counter" in statement else [statement])

    event.listen(page.database.engine, "before_cursor_execute", listen)
    page.get(path)
    counted, seen = page.counted, list(asked)
    page.get(path, Sec_GPC="1")
    assert (bool(counted), page.counted, asked) == (True, {}, seen * 2)

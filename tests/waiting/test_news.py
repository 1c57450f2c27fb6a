"""Telling somebody when there is news of a search: without an account, in neutral mails, and not for ever."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from app.practitioners.intake import NewFact
from app.waiting.news.models import NewsRequest
from tests.records import offer, practitioner, save
from tests.visit import Page
from tests.waiting.conftest import Waiting, policed

ASKED = ["concern=anxiety"]
RELEASED = {"currency": "GBP", "standard": 2000}


def page_for(waiting: Waiting, asked: list[str], **fields: str) -> Page:
    return policed(waiting.visit.client.post("/tell-me/when", data={"asked": asked} | fields))


def send(waiting: Waiting, email: str, asked: list[str] = ASKED, **fields: str) -> TestResponse:
    page = page_for(waiting, asked, **fields)
    token = page.every("input", name="token")[0].get("value", "")
    pairs = [field.get("value", "") for field in page.every("input", name="asked")]
    waiting.clock.shift(timedelta(seconds=5))
    return waiting.visit.client.post("/tell-me/", data={"asked": pairs, "email": email, "token": token, "website": ""})


def link(waiting: Waiting) -> str:
    [mail] = waiting.mail()
    [path] = re.findall(r"https?://[^/\s]+(/tell-me/\S+)", mail.body)
    return str(path)


def confirmed(waiting: Waiting, **fields: str) -> str:
    assert send(waiting, "rosa@example.org", **fields).status_code == 303
    path = link(waiting)
    waiting.press(path, "confirm")
    return path


def listed(waiting: Waiting, concern: str = "anxiety", name: str = "Ben Example") -> None:
    save(
        waiting.database,
        practitioner(name, facts=[NewFact("concern", concern)], offers=[offer(**RELEASED)]),
    )


def later(waiting: Waiting, **by: float) -> None:
    waiting.clock.shift(timedelta(**by))
    waiting.goes_round()


def test_somebody_new_is_told_of_by_a_mail_that_says_nothing(waiting: Waiting) -> None:
    path = confirmed(waiting)
    later(waiting, hours=2)
    assert waiting.mail() == []
    listed(waiting)
    later(waiting, hours=2)
    [mail] = waiting.mail()
    for secret in ("anxiety", "Ben", "25", "listed", "fee"):
        assert secret not in mail.subject + mail.body.replace(path, "")
    assert "Anxiety" in waiting.visit.path(path).text


def test_nobody_is_told_who_did_not_say_that_it_was_them(waiting: Waiting) -> None:
    send(waiting, "rosa@example.org")
    waiting.mail()
    listed(waiting)
    later(waiting, hours=2)
    assert waiting.mail() == []


def test_somebody_else_is_no_news(waiting: Waiting) -> None:
    confirmed(waiting)
    listed(waiting, concern="grief-and-bereavement")
    later(waiting, hours=2)
    assert waiting.mail() == []


def test_news_comes_once_a_day_at_most_and_is_not_lost(waiting: Waiting) -> None:
    confirmed(waiting)
    listed(waiting)
    later(waiting, hours=2)
    assert len(waiting.mail()) == 1
    save(
        waiting.database, practitioner("Cem Example", facts=[NewFact("concern", "anxiety")], offers=[offer(**RELEASED)])
    )
    later(waiting, hours=2)
    assert waiting.mail() == []
    later(waiting, hours=23)
    assert len(waiting.mail()) == 1


def test_a_reduced_place_that_opens_is_news(waiting: Waiting) -> None:
    """Of a practitioner who was listed all the time."""
    confirmed(waiting, asked=["session=individual"], news="place")  # type: ignore[arg-type]
    waiting.releases()
    waiting.mail()
    later(waiting, hours=2)
    assert len(waiting.mail()) == 1


def test_one_click_stops_it_and_nothing_is_kept(waiting: Waiting) -> None:
    path = confirmed(waiting)
    waiting.press(path, "leave")
    with waiting.database.reading() as session:
        assert session.query(NewsRequest).count() == 0
    assert waiting.visit.client.get(path).status_code == 404


def test_it_ends_after_ninety_days_unless_it_is_renewed(waiting: Waiting) -> None:
    path = confirmed(waiting)
    later(waiting, days=84)
    assert len(waiting.mail()) == 1
    waiting.press(path, "stay")
    later(waiting, days=89)
    assert waiting.visit.client.get(path).status_code == 200
    later(waiting, days=2)
    assert waiting.visit.client.get(path).status_code == 404
    with waiting.database.reading() as session:
        assert session.query(NewsRequest).count() == 0


def test_what_was_asked_is_in_no_column_as_it_was_asked(waiting: Waiting) -> None:
    confirmed(waiting)
    with waiting.database.reading() as session:
        rows = session.connection().exec_driver_sql("select * from news_request").fetchall()
    for secret in (b"anxiety", b"rosa"):
        assert secret not in repr(rows).encode()


def test_a_search_for_everybody_is_too_wide(waiting: Waiting) -> None:
    assert "asks for nothing yet" in page_for(waiting, []).text


@pytest.mark.parametrize("email", ["", "nobody", "a@example.org, b@example.org"])
def test_what_is_no_address_is_refused_and_the_search_kept(waiting: Waiting, email: str) -> None:
    page = policed(send(waiting, email))
    assert page.response.status_code == 400
    assert [field.get("value") for field in page.every("input", name="asked")] == ["concern=anxiety"]


def test_an_address_asks_for_five_at_most(waiting: Waiting) -> None:
    for number in range(7):
        send(waiting, "rosa@example.org", ["concern=anxiety", f"pay={number + 20}"])
    assert len(waiting.mail()) == 5

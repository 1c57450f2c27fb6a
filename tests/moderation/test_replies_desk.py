"""What stewards see of answers: whole quarters of the whole directory, and never of few."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask

from app.enquiries.measuring.models import ReplyTotal
from app.plumbing.database import Database
from tests.signed_in import Person, steward

DESK = "/steward/replies"
LAST, RUNNING = date(2026, 7, 1), date(2026, 10, 1)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel("2026-11-28 09:00Z", tick=False):
        yield


@pytest.fixture
def ida(app: Flask) -> Person:
    return steward(app)


def count(app: Flask, quarter: date, **kinds: tuple[int, int, int]) -> None:
    """Messages, answered ones and practitioners of each kind."""
    database: Database = app.extensions["attune.database"]
    with database.writing() as session:
        for kind, (messages, answered, people) in kinds.items():
            row = ReplyTotal(quarter=quarter, kind=kind, messages=messages, answered=answered, practitioners=people)
            session.add(row)


def test_shares_are_told_by_fee_and_by_channel(app: Flask, ida: Person) -> None:
    fees = {"full": (60, 51, 20), "reduced": (40, 24, 15), "not_said": (20, 16, 12)}
    count(app, LAST, all=(120, 91, 30), **fees, email=(90, 72, 25), link=(30, 19, 14))
    page = ida.get(DESK).text
    assert "3rd quarter 2026" in page
    assert "All messages: 75% answered in time, of 120 messages or a few more." in page
    for said in ("The full fee 85% answered", "A reduced fee 60% answered", "Only by their private link 65% answered"):
        assert said in page


def test_where_one_is_too_small_another_is_not_told_either(app: Flask, ida: Person) -> None:
    fees = {"full": (60, 51, 20), "reduced": (40, 24, 15), "not_said": (3, 1, 3)}
    count(app, LAST, all=(103, 76, 30), **fees, email=(100, 75, 29), link=(3, 1, 2))
    page = ida.get(DESK).text
    assert "The full fee 85% answered" in page
    for kind in ("A reduced fee", "Did not say", "By e-mail", "Only by their private link"):
        assert f"{kind} not told" in page


def test_many_messages_to_few_people_are_not_told(app: Flask, ida: Person) -> None:
    count(app, LAST, all=(50, 10, 9), full=(50, 10, 9), email=(50, 10, 9))
    page = ida.get(DESK).text
    assert "All messages: not told" in page
    assert "% answered" not in page


def test_the_running_quarter_is_not_told(app: Flask, ida: Person) -> None:
    count(app, RUNNING, all=(120, 91, 30), full=(120, 91, 30), link=(120, 91, 30))
    assert "There is no whole quarter to tell of yet." in ida.get(DESK).text
    with time_machine.travel("2027-01-01 00:01Z", tick=False):
        ida.be_signed_in(strong=True)
        assert "4th quarter 2026" in ida.get(DESK).text


def test_the_desk_is_among_the_others(app: Flask, ida: Person) -> None:
    count(app, LAST, all=(120, 91, 30))
    assert "1 quarter to look at" in ida.get("/steward").text

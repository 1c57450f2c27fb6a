"""How often a listing was seen, told to its practitioner alone, in a picture and in words."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from flask import Flask

from app.listings.counts.keeping import hand_over
from app.listings.counts.models import CountedMonth
from app.listings.counts.visits import count
from app.plumbing.database import Database
from app.practitioners.actions import begin
from tests.editor.conftest import publish, record_of
from tests.signed_in import FIREFOX, Person, practitioner
from tests.visit import text_of

PAGE = "/practitioner/counts"


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-09-20 12:00Z", tick=False) as time:
        yield time


@pytest.fixture
def ada(app: Flask, database: Database, time: time_machine.Traveller) -> Person:
    """Has a public listing since September, on a server that has counted since August."""
    ada = practitioner(app)
    with database.writing() as session:
        begin(session, ada.account.id, {"name": "Ada Example", "kind": "individual"})
        session.add(CountedMonth(month=date(2026, 8, 1), rounded=True))
    publish(app, ada)
    hand_over(app)
    return ada


def visited(app: Flask, person: Person, times: int) -> None:
    address = f"/listings/{record_of(app, person, lambda r: r.slug)}"
    stranger = app.test_client()
    for _ in range(times):
        assert stranger.get(address, headers={"User-Agent": FIREFOX}).status_code == 200
    hand_over(app)


def a_month_later(app: Flask, time: time_machine.Traveller, person: Person) -> None:
    """The server has gone round since, and she has signed in again."""
    time.move_to(datetime(2026, 10, 2, 0, 1, tzinfo=UTC))
    assert app.test_cli_runner().invoke(args=["rounds"]).exit_code == 0
    person.be_signed_in()


def cells(person: Person) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in person.get(PAGE).every("tr")]


def test_a_month_is_told_when_it_is_over(app: Flask, ada: Person, time: time_machine.Traveller) -> None:
    visited(app, ada, 40)
    before = ada.get(PAGE)
    assert "no whole month" in before.text and before.every("table") == []
    a_month_later(app, time, ada)
    assert cells(ada) == [
        ["Month", "Your page was opened", "You were in results"],
        ["September 2026", "about 40", "fewer than 20"],
    ]


def bars(person: Person) -> list[dict[str, str]]:
    return [dict(bar.attrib) for bar in person.get(PAGE).tree.findall(".//{*}rect")]


@pytest.mark.parametrize("times", [0, 1, 10])
def test_a_few_look_like_nobody(app: Flask, ada: Person, time: time_machine.Traveller, times: int) -> None:
    visited(app, ada, times)
    a_month_later(app, time, ada)
    assert cells(ada)[1] == ["September 2026", "fewer than 20", "fewer than 20"]
    viewed, shown = bars(ada)
    assert viewed == shown


def test_the_picture_says_what_the_table_says(app: Flask, ada: Person, time: time_machine.Traveller) -> None:
    visited(app, ada, 80)
    a_month_later(app, time, ada)
    drawn = [(bar["class"], bar["height"]) for bar in bars(ada)]
    assert drawn == [("month-told", "64"), ("month-untold", "32")]


def test_enquiries_have_a_place_once_there_is_something_to_tell(
    app: Flask, ada: Person, time: time_machine.Traveller
) -> None:
    with app.app_context():
        count("enquiries", [record_of(app, ada, lambda r: r.id)] * 30)
    hand_over(app)
    a_month_later(app, time, ada)
    assert cells(ada)[0][-1] == "Somebody wrote to you"
    assert cells(ada)[1][-1] == "about 30"


def test_it_is_in_the_archive_as_it_is_on_the_page(app: Flask, ada: Person, time: time_machine.Traveller) -> None:
    visited(app, ada, 40)
    a_month_later(app, time, ada)
    answer = ada.client.get("/practitioner/export", environ_overrides=ada.surroundings)
    listing = json.loads(ZipFile(BytesIO(answer.get_data())).read("listing.json"))
    assert listing["monthly_counts"] == [{"month": "2026-09", "viewed": 40, "shown": "fewer than 20"}]


def test_nobody_sees_the_numbers_of_another(app: Flask, ada: Person, time: time_machine.Traveller) -> None:
    visited(app, ada, 40)
    a_month_later(app, time, ada)
    eve = practitioner(app, "eve@example.org")
    eve.get(PAGE, expect=404)
    eve.submit(eve.get("/practitioner"), name="Eve Example", kind="individual")
    assert [row[1:] for row in cells(eve)[1:]] == []


def test_the_way_there_is_on_the_overview(ada: Person) -> None:
    assert ada.get("/practitioner").link("How often you were seen") == PAGE

"""Freshness through the front door: facts fade, a mail asks, a button brings all of it back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from app.editor.reminding import remind
from app.listings.publishing import publish as publish_again
from app.listings.source import Gone, listing_by_id
from app.plumbing.database import Database
from tests.editor.conftest import LISTING, add_offer, publish, record_of
from tests.signed_in import Person, letters, link_in

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def open_listing(clock: time_machine.Traveller, app: Flask, ready: Person) -> Person:
    """Public since the start, with room, a fee and reduced places, asked about every month."""
    base = add_offer(ready).rsplit("/", 1)[0]
    ready.submit(ready.get(f"{base}/fee"), "Save and go on", fee_model="range", standard="60", reduced_from="20")
    ready.submit(ready.get(f"{base}/reduced"), "Save and go on", reduced_total="4", reduced_open="2")
    ready.submit(ready.get(f"{base}/when"), "Save and go on", availability="now")
    ready.submit(ready.get(LISTING + "rhythm"), "Save and go on", days="30")
    publish(app, ready)
    return ready


def database(app: Flask) -> Database:
    found: Database = app.extensions["attune.database"]
    return found


def later(app: Flask, clock: time_machine.Traveller, person: Person, days: int) -> object:
    """The listing as it is so many days after the start, when the day's work has been done."""
    clock.move_to(START + timedelta(days=days))
    record_id = record_of(app, person, lambda r: r.id)
    with database(app).writing() as session:
        publish_again(session, [record_id])
    with database(app).reading() as session:
        return listing_by_id(session, record_id, "site")


def asked_of(app: Flask) -> int:
    with app.app_context(), database(app).writing() as session:
        return remind(session)


@pytest.mark.parametrize(
    ("days", "room", "marked", "standard", "free"),
    [
        (0, "now", False, 6000, 2),
        (30, "now", False, 6000, 2),
        (31, "now", True, 6000, None),
        (60, "now", True, 6000, None),
        (61, "unknown", False, None, None),
    ],
)
def test_fast_facts_fade_in_steps(  # type: ignore[no-untyped-def]
    app: Flask, clock, open_listing: Person, days, room, marked, standard, free
) -> None:
    offer = later(app, clock, open_listing, days).offers[-1]  # type: ignore[attr-defined]
    places = offer.fees.reduced_places
    assert (offer.availability, offer.availability_unconfirmed) == (room, marked)
    assert (offer.fees.standard, places and places.open) == (standard, free)


def test_a_listing_nobody_looks_after_rests(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    assert not isinstance(later(app, clock, open_listing, 90), Gone)
    assert isinstance(later(app, clock, open_listing, 91), Gone)


def test_its_practitioner_is_told_that_it_rests(
    app: Flask, clock: time_machine.Traveller, open_listing: Person
) -> None:
    later(app, clock, open_listing, 91)
    open_listing.be_signed_in()
    page = open_listing.get("/practitioner")
    assert "It rests, because nobody confirmed it for a long time." in page.text
    page = open_listing.get(page.link("Bring it back"))
    open_listing.submit(page, "Yes, all of this")
    assert "Your listing is public" in open_listing.get("/practitioner").text


def test_the_page_says_that_a_fact_is_not_confirmed(
    app: Flask, clock: time_machine.Traveller, open_listing: Person
) -> None:
    listing = later(app, clock, open_listing, 40)
    page = app.test_client().get(f"/listings/{listing.slug}").get_data(as_text=True)  # type: ignore[attr-defined]
    assert "not confirmed since 2 November 2026" in page


def test_nobody_is_asked_before_it_is_time(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    clock.move_to(START + timedelta(days=29))
    assert asked_of(app) == 0


def test_each_mail_is_written_once(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    written = []
    for day in range(120):
        clock.move_to(START + timedelta(days=day))
        if asked_of(app):
            written.append(day)
    assert written == [30, 57, 87, 91]


def test_a_mail_says_nothing_of_what_the_site_is(
    app: Flask, clock: time_machine.Traveller, open_listing: Person
) -> None:
    clock.move_to(START + timedelta(days=30))
    asked_of(app)
    mail = letters(app)[-1]
    assert not any(word in (mail.subject + mail.body).lower() for word in ("therap", "counsel", "ada example"))


def link(app: Flask, clock: time_machine.Traveller, days: int) -> str:
    clock.move_to(START + timedelta(days=days))
    asked_of(app)
    return link_in(letters(app)[-1], app)


def test_opening_the_link_confirms_nothing(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    path = link(app, clock, 31)
    for _scanner in range(3):
        assert app.test_client().get(path).status_code == 200
    assert record_of(app, open_listing, lambda r: r.confirmed_on) == START.date()


def test_the_button_confirms_everything(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    path = link(app, clock, 61)
    visitor = Person(app, "nobody@example.org")
    page = visitor.submit(visitor.get(path), "Yes, all of this")
    assert "It was confirmed today." in page.text
    offer = later(app, clock, open_listing, 61).offers[-1]  # type: ignore[attr-defined]
    assert (offer.availability, offer.fees.standard, offer.fees.reduced_places.open) == ("now", 6000, 2)


def test_the_link_leaves_no_cookie(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    assert "Set-Cookie" not in app.test_client().get(link(app, clock, 31)).headers


def test_a_resting_listing_comes_back_with_the_button(
    app: Flask, clock: time_machine.Traveller, open_listing: Person
) -> None:
    path = link(app, clock, 200)
    later(app, clock, open_listing, 200)
    visitor = Person(app, "nobody@example.org")
    visitor.submit(visitor.get(path), "Yes, all of this")
    assert later(app, clock, open_listing, 200).name == "Ada Example"  # type: ignore[attr-defined]


def test_what_changed_is_said_with_the_button(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    key = record_of(app, open_listing, lambda r: r.offers[-1].id.hex)
    visitor = Person(app, "nobody@example.org")
    page = visitor.get(link(app, clock, 31))
    visitor.submit(page, "Yes, all of this", **{f"room-{key}": "waitlist", f"open-{key}": "0"})
    offer = later(app, clock, open_listing, 31).offers[-1]  # type: ignore[attr-defined]
    assert (offer.availability, offer.fees.reduced_places.open) == ("waitlist", 0)


def test_more_open_places_than_there_are_is_said(
    app: Flask, clock: time_machine.Traveller, open_listing: Person
) -> None:
    key = record_of(app, open_listing, lambda r: r.offers[-1].id.hex)
    visitor = Person(app, "nobody@example.org")
    page = visitor.get(link(app, clock, 31))
    page = visitor.submit(page, "Yes, all of this", expect=422, **{f"open-{key}": "9"})
    assert "Please write a number between 0 and 4." in page.text


@pytest.mark.parametrize("token", ["", "x", "eyJhIjoxfQ.aaaa.bbbb", "%00", "é" * 300])
def test_a_link_that_was_tampered_with_is_not_there(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/still-right/{token}").status_code == 404


def test_it_is_confirmed_when_signed_in_too(app: Flask, clock: time_machine.Traveller, open_listing: Person) -> None:
    clock.move_to(START + timedelta(days=45))
    open_listing.be_signed_in()
    open_listing.submit(open_listing.get("/practitioner/confirm"), "Yes, all of this")
    assert record_of(app, open_listing, lambda r: r.confirmed_on) == (START + timedelta(days=45)).date()

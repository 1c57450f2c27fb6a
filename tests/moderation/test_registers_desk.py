"""The registers desk: stewards see what is due, look it up, and record what they found, once more who they are (T5)."""

from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.credentials.models import RegisterCheck
from app.listings.listing import Listing
from app.listings.source import listing_by_id
from app.moderation.queries import count_due, due
from app.plumbing import clock
from app.plumbing.auditing import latest_lines, verify
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.moderation.conftest import State
from tests.signed_in import Person, practitioner, steward

DESK = "/steward/registers"
FOUND = {"outcome": "found", "method": "public-register"}


def checks(database: Database) -> list[RegisterCheck]:
    with database.reading() as session:
        return list(session.scalars(select(RegisterCheck).order_by(RegisterCheck.checked_at)))


def acts(database: Database) -> list[str]:
    with database.reading() as session:
        verify(session)
        return [row.act for row in reversed(latest_lines(session, None, 100))]


def status(database: Database) -> str:
    with database.reading() as session:
        listing = listing_by_id(session, session.scalars(select(Record.id)).one(), "site")
    assert isinstance(listing, Listing)
    return listing.registers[0].status


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.name for one in due(session, clock.today(), 10)]


def test_an_entry_is_looked_up_and_recorded(database: Database, sam: Person, state: State) -> None:
    entry = state("Ada Example", legal_name="Adelaide Example")
    page = sam.get(sam.get(DESK).link("Ada Example"))
    for words in ("Adelaide Example", "123456", "Check the register", "never checked"):
        assert words in page.text
    done = sam.submit(page, "Record", **FOUND, note="Named Adelaide there.", evidence="shelf 3")
    assert "is recorded" in done.text
    assert "Nothing waits" in done.text
    [made] = checks(database)
    assert (made.checked_by, made.outcome, made.method) == (sam.account.id, "found", "public-register")
    assert (made.note, made.evidence) == ("Named Adelaide there.", "shelf 3")
    assert status(database) == "checked"
    assert acts(database)[-1] == "registration.checked"
    assert "Named Adelaide there." in sam.get(f"{DESK}/{entry}").text


@pytest.mark.parametrize("outcome", ["not_found", "lapsed"])
def test_what_is_not_there_is_said_so_in_public(database: Database, sam: Person, state: State, outcome: str) -> None:
    page = sam.get(f"{DESK}/{state()}")
    sam.submit(page, "Record", outcome=outcome, method="asked-the-body")
    assert status(database) == outcome


def test_the_last_day_that_the_register_shows_is_the_last_day(database: Database, sam: Person, state: State) -> None:
    last = date(clock.today().year + 1, 1, 31)
    sam.submit(sam.get(f"{DESK}/{state()}"), "Record", **FOUND, ends_on=last.isoformat())
    assert checks(database)[0].expires_on == min(last, date.fromordinal(clock.today().toordinal() + 365))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please choose what you found."),
        ({"outcome": "found"}, "Please choose how you looked."),
        ({**FOUND, "outcome": "perhaps"}, "Please say what you found"),
        ({**FOUND, "ends_on": "31/13/2027"}, "Please write a day"),
        ({**FOUND, "ends_on": "2020-01-31"}, "has run out"),
        ({**FOUND, "evidence": "x" * 201}, "at most 200"),
        ({**FOUND, "note": "x" * 2001}, "at most 2,000"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_nothing_typed_is_lost(
    database: Database, sam: Person, state: State, fields: dict[str, str], sentence: str
) -> None:
    page = sam.get(f"{DESK}/{state()}")
    fields = {"note": "As named on the register.", **fields}
    back = sam.submit(page, "Record", expect=400, **fields)
    assert sentence in back.text
    assert fields["note"] in back.body
    assert checks(database) == []


def test_text_no_database_takes_is_taken_without_it(database: Database, sam: Person, state: State) -> None:
    sam.submit(sam.get(f"{DESK}/{state()}"), "Record", **FOUND, note="one\0two\u202ethree")
    assert checks(database)[0].note == "onetwothree"


def test_nobody_checks_their_own_listing_and_the_attempt_is_in_the_trail(
    database: Database, sam: Person, state: State
) -> None:
    entry = state(owner=sam.account.id)
    page = sam.get(f"{DESK}/{entry}")
    assert "your own listing" in page.text
    assert page.every("textarea") == []
    refused = sam.post(f"{DESK}/{entry}", FOUND, expect=403)
    assert "your own listing" in refused.text
    assert checks(database) == []
    assert acts(database)[-1] == "registration.own-check-refused"


def test_recording_asks_again_who_it_is(app: Flask, database: Database, state: State) -> None:
    entry = state()
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as time:
        sam = steward(app)
        page = sam.get(f"{DESK}/{entry}")
        time.shift(301)
        asked = sam.submit(page, "Record", follow=False, expect=303, **FOUND)
    assert asked.response.location.startswith("/account/confirm")
    assert checks(database) == []


def test_an_entry_that_is_not_there_is_not_found(sam: Person) -> None:
    missing = f"{DESK}/00000000-0000-0000-0000-000000000000"
    sam.get(missing, expect=404)
    sam.post(missing, FOUND, expect=404)


def test_who_waits_longest_comes_first_and_fictional_ones_last(database: Database, state: State) -> None:
    for day, name, number, fictional in (
        ("2026-11-05", "Late", "111111", False),
        ("2026-11-01", "Early", "222222", False),
        ("2026-10-01", "Fictional", "333333", True),
    ):
        with time_machine.travel(f"{day} 12:00Z", tick=False):
            state(name, number=number, fictional=fictional)
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        assert names(database) == ["Early", "Late", "Fictional"]


def test_a_draft_waits_for_nobody(database: Database, state: State) -> None:
    state("Draft", status="draft")
    with database.reading() as session:
        assert count_due(session, clock.today()) == 0


def test_what_was_checked_comes_back_thirty_days_before_it_runs_out(
    app: Flask, database: Database, state: State
) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        sam = steward(app)
        sam.submit(sam.get(f"{DESK}/{state()}"), "Record", **FOUND)
        assert names(database) == []
    with time_machine.travel("2027-10-23 12:00Z", tick=False):
        assert names(database) == []
    with time_machine.travel("2027-10-24 12:00Z", tick=False):
        assert names(database) == ["Ada Example"]


def test_many_are_shown_page_by_page(sam: Person, state: State) -> None:
    for number in range(21):
        state(f"Person {number:02}", number=f"1000{number:02}")
    first = sam.get(DESK)
    assert len(first.every("ol", class_="due")[0].findall("li")) == 20
    assert "21 entries wait" in first.text
    assert len(sam.get(first.link("Next")).every("ol", class_="due")[0].findall("li")) == 1
    sam.get(f"{DESK}?page=999999999999999999999")
    sam.get(f"{DESK}?page=-3")


@pytest.mark.parametrize("path", ["/steward", DESK, "/steward/audit", f"{DESK}/00000000-0000-0000-0000-000000000000"])
def test_desks_are_for_stewards_with_a_second_factor(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 303
    practitioner(app).get(path, expect=404)
    weak = steward(app, "weak@example.org", strong=False)
    assert weak.client.get(path).status_code != 200


def test_an_overview_says_what_waits(sam: Person, state: State) -> None:
    state()
    overview = sam.get("/steward")
    assert "1 entry waits" in overview.text
    assert "1 line" in overview.text
    assert sam.get(overview.link("Registers")).h1 == "Entries to look up"

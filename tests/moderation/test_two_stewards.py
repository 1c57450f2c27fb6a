"""From two stewards on, two agree: to lift a suspension, to make a steward, that an entry is there (T5)."""

from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Account
from app.listings.listing import Listing
from app.listings.source import Gone
from app.plumbing import clock
from app.plumbing.database import Database
from tests.editor.test_deciding import seen_by
from tests.moderation.conftest import State
from tests.moderation.test_people import act, listed, trail
from tests.moderation.test_registers_desk import DESK, FOUND, checks, status
from tests.signed_in import Person, letters, practitioner, steward
from tests.visit import Page

SECOND = "/steward/second"


@pytest.fixture
def kim(app: Flask) -> Person:
    """Another steward."""
    return steward(app, "kim@example.org")


@pytest.fixture
def suspended(app: Flask) -> Person:
    """A practitioner whose public listing nobody sees."""
    ada = listed(app)
    with app.extensions["attune.database"].writing() as session:
        session.get_one(Account, ada.account.id).suspended_at = clock.now()
    return ada


def waiting(person: Person) -> str:
    """The address of the one proposal that waits."""
    [link] = [a.get("href", "") for ul in person.get(SECOND).every("ul", class_="queue") for a in ul.iter("a")]
    return link


def settle(person: Person, path: str, expect: int = 200, **button: str) -> Page:
    person.get(SECOND)
    return person.post(path, button, expect=expect)


def acts(database: Database) -> list[Any]:
    return [line.act for line in trail(database)]


def test_one_proposes_and_another_agrees(
    app: Flask, database: Database, sam: Person, kim: Person, suspended: Person
) -> None:
    page = act(sam, suspended, "lift-suspension", "settled", words="They sent the papers.")
    assert "It is proposed." in page.text
    assert isinstance(seen_by(app, suspended), Gone)
    assert "1 thing waits" in kim.get("/steward").text
    shown = kim.get(waiting(kim))
    assert "What it was about is settled" in shown.text
    settle(kim, waiting(kim), agree="yes")
    assert isinstance(seen_by(app, suspended), Listing)
    line = trail(database)[0]
    assert (line.act, line.actor) == ("account.lift-suspension", kim.account.id)
    assert str(sam.account.id) in line.details


@pytest.mark.parametrize("way", ["agree", "again"])
def test_nobody_is_both(app: Flask, database: Database, sam: Person, kim: Person, suspended: Person, way: str) -> None:
    act(sam, suspended, "lift-suspension", "settled")
    if way == "agree":
        back = settle(sam, waiting(sam), 403, agree="yes")
    else:
        back = act(sam, suspended, "lift-suspension", "settled", expect=403)
    assert "Another steward has to agree." in back.text
    assert isinstance(seen_by(app, suspended), Gone)
    line = trail(database)[0]
    assert (line.act, line.actor) == ("account.refused", sam.account.id)
    assert "alone" in line.details


def test_another_may_turn_it_down_and_the_first_take_it_back(
    database: Database, sam: Person, kim: Person, suspended: Person
) -> None:
    for person in (kim, sam):
        act(sam, suspended, "lift-suspension", "settled")
        settle(person, waiting(person), turn_down="no")
        assert acts(database)[0] == "account.lift-suspension.turned-down"
        assert suspended.account.suspended_at is not None
        assert "Nothing waits." in sam.get(SECOND).text


def test_neither_button_is_no_decision(database: Database, sam: Person, kim: Person, suspended: Person) -> None:
    act(sam, suspended, "lift-suspension", "settled")
    settle(kim, waiting(kim), 400)
    assert acts(database)[0] == "account.lift-suspension.proposed"


def test_what_is_proposed_is_not_proposed_again(sam: Person, kim: Person, suspended: Person) -> None:
    act(sam, suspended, "lift-suspension", "settled")
    assert "proposed already" in act(kim, suspended, "lift-suspension", "mistake", expect=400).text


def test_what_is_decided_is_not_decided_again(sam: Person, kim: Person, suspended: Person) -> None:
    act(sam, suspended, "lift-suspension", "settled")
    path = waiting(kim)
    settle(kim, path, agree="yes")
    settle(kim, path, 404, agree="yes")


def test_a_steward_is_made_by_two_and_all_hear_of_it(app: Flask, sam: Person, kim: Person) -> None:
    eve = practitioner(app, "eve@example.org")
    act(sam, eve, "make-steward", "joins")
    assert eve.account.role == "practitioner"
    assert letters(app, kim.email)[-1].subject == "Please look at what was done"
    settle(kim, waiting(kim), agree="yes")
    assert eve.account.role == "steward"
    assert letters(app, sam.email)[-1].subject == "Please look at what was done"


def test_suspending_is_for_one_so_that_it_is_quick(app: Flask, sam: Person, kim: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm")
    assert isinstance(seen_by(app, ada), Gone)


def test_what_somebody_proposed_goes_when_they_are_suspended(
    database: Database, sam: Person, kim: Person, suspended: Person
) -> None:
    act(sam, suspended, "lift-suspension", "settled")
    act(kim, sam, "suspend", "taken-over")
    assert "Nothing waits." in kim.get(SECOND).text
    # One is left, and acts alone again.
    act(kim, suspended, "lift-suspension", "settled")
    assert suspended.account.suspended_at is None


def test_a_steward_without_a_password_is_no_second(
    app: Flask, database: Database, sam: Person, suspended: Person
) -> None:
    invited = steward(app, "new@example.org")
    with database.writing() as session:
        session.get_one(Account, invited.account.id).password_hash = None
    act(sam, suspended, "lift-suspension", "settled")
    assert suspended.account.suspended_at is None


def test_an_entry_counts_once_two_have_found_it(database: Database, sam: Person, kim: Person, state: State) -> None:
    entry = state()
    done = sam.submit(sam.get(f"{DESK}/{entry}"), "Record", **FOUND)
    assert "It counts once another steward has found the same." in done.text
    assert status(database) == "stated"
    assert "you were the first" in sam.get(SECOND).text
    kim.submit(kim.get(waiting(kim)), "Record", outcome="found", method="asked-the-body")
    assert status(database) == "checked"
    first, second = checks(database)
    assert (first.counts, second.counts, second.first_by) == (False, True, sam.account.id)
    assert "Nothing waits." in kim.get(SECOND).text


def test_nobody_finds_an_entry_twice(database: Database, sam: Person, kim: Person, state: State) -> None:
    entry = state()
    sam.submit(sam.get(f"{DESK}/{entry}"), "Record", **FOUND)
    back = sam.submit(sam.get(f"{DESK}/{entry}"), "Record", expect=403, **FOUND, note="Once more.")
    assert "You have looked this up already." in back.text and "Once more." in back.body
    assert status(database) == "stated"
    assert acts(database)[0] == "registration.alone-refused"


@pytest.mark.parametrize("outcome", ["not_found", "lapsed"])
def test_what_asserts_less_counts_at_once(
    database: Database, sam: Person, kim: Person, state: State, outcome: str
) -> None:
    entry = state()
    sam.submit(sam.get(f"{DESK}/{entry}"), "Record", **FOUND)
    kim.submit(kim.get(f"{DESK}/{entry}"), "Record", outcome=outcome, method="public-register")
    assert status(database) == outcome
    assert "Nothing waits." in kim.get(SECOND).text


def test_what_a_suspended_steward_found_is_no_first(
    database: Database, app: Flask, sam: Person, kim: Person, state: State
) -> None:
    lee, entry = steward(app, "lee@example.org"), state()
    lee.submit(lee.get(f"{DESK}/{entry}"), "Record", **FOUND)
    act(sam, lee, "suspend", "taken-over")
    kim.submit(kim.get(f"{DESK}/{entry}"), "Record", **FOUND)
    assert status(database) == "stated"
    sam.submit(sam.get(f"{DESK}/{entry}"), "Record", **FOUND)
    assert status(database) == "checked"


def test_an_entry_of_ones_own_needs_two_others(
    app: Flask, database: Database, sam: Person, kim: Person, state: State
) -> None:
    entry = state(owner=sam.account.id)
    kim.submit(kim.get(f"{DESK}/{entry}"), "Record", **FOUND)
    sam.get(f"{DESK}/{entry}")
    sam.post(f"{DESK}/{entry}", FOUND, expect=403)
    assert status(database) == "stated"
    assert acts(database)[0] == "registration.own-check-refused"


def test_alone_one_acts_alone_and_is_told_so(sam: Person, suspended: Person) -> None:
    assert "You answer for this site alone" in sam.get(SECOND).text
    act(sam, suspended, "lift-suspension", "settled")
    assert suspended.account.suspended_at is None

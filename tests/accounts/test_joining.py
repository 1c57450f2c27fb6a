"""Signing up: an address, a link to it, a password."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app.accounts.models import Account, MailedLink
from tests.signed_in import ARRIVED, PASSWORD, Person, letters, link_in, make_account


def count(app: Flask, table: type) -> int:
    with app.extensions["attune.database"].reading() as session:
        return session.query(table).count()


def asked(app: Flask, email: str = "ada@example.org") -> Person:
    """Somebody who has asked for an account."""
    ada = Person(app, email)
    ada.submit(ada.get("/account/sign-up"), email=email)
    return ada


def test_an_address_a_link_and_a_password_make_an_account(app: Flask) -> None:
    ada = asked(app, "Ada@Example.org")
    [letter] = letters(app, "ada@example.org")
    page = ada.get(link_in(letter, app))
    assert page.h1 == "Choose a password"
    assert [e.get("value") for e in page.every("input", autocomplete="username")] == ["ada@example.org"]
    assert ada.submit(page, password=PASSWORD).h1 == ARRIVED
    ada.email = "ada@example.org"
    assert (ada.account.role, ada.account.email_confirmed_at is not None) == ("practitioner", True)


def test_nothing_but_the_asking_is_kept_before_the_link_is_used(app: Flask) -> None:
    asked(app)
    assert count(app, Account) == 0


def test_a_scanner_that_opens_the_link_changes_nothing(app: Flask) -> None:
    asked(app)
    link = link_in(letters(app)[0], app)
    for _ in range(3):
        Person(app).get(link)
    assert (count(app, Account), count(app, MailedLink)) == (0, 1)


def test_the_link_works_once(app: Flask) -> None:
    ada = asked(app)
    link = link_in(letters(app)[0], app)
    ada.submit(ada.get(link), password=PASSWORD)
    again = ada.post(link, {"password": "another one to choose"}, expect=400)
    assert again.h1 == "This link does not work any more"


def test_the_link_is_good_for_a_day(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        asked(app)
        link = link_in(letters(app)[0], app)
        moved.shift(timedelta(days=1))
        Person(app).get(link)
        moved.shift(timedelta(seconds=1))
        Person(app).get(link, expect=400)


def test_of_two_links_the_second_makes_no_second_account(app: Flask) -> None:
    asked(app)
    ada = asked(app)
    first, second = (link_in(letter, app) for letter in letters(app))
    ada.submit(ada.get(first), password=PASSWORD)
    ada.submit(ada.get(second), password=PASSWORD, expect=400)
    assert count(app, Account) == 1


def test_auth_06_an_address_with_an_account_gets_the_same_answer_and_its_mailbox_the_truth(app: Flask) -> None:
    make_account(app, "known@example.org")
    answers = []
    for email in ("known@example.org", "other@example.org"):
        person = Person(app, email)
        page = person.submit(person.get("/account/sign-up"), email=email)
        answers.append((page.status, page.body))
    assert answers[0] == answers[1]
    assert "There is one already" in letters(app, "known@example.org")[0].body
    assert count(app, Account) == 1


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@example.org", "a b@example.org", "a@b@c.org", "x" * 300 + "@a.org"]
)
def test_what_is_no_address_is_said_to_be_none_and_kept(app: Flask, email: str) -> None:
    person = Person(app)
    page = person.submit(person.get("/account/sign-up"), email=email, expect=400)
    assert "such as name@example.org" in page.text
    assert page.every("input", type="email")[0].get("value") == email
    assert letters(app) == []


def test_a_header_cannot_be_slipped_into_a_letter(app: Flask) -> None:
    person = Person(app)
    person.post("/account/sign-up", {"email": "ada@example.org\nBcc: all@example.org"}, expect=400)
    assert letters(app) == []


def test_links_are_built_from_our_own_name(app: Flask) -> None:
    """HDR-07: whatever host was asked for."""
    person = Person(app)
    person.surroundings |= {"HTTP_HOST": "evil.example"}
    person.post("/account/sign-up", {"email": "ada@example.org"})
    assert "evil" not in letters(app)[0].body
    assert link_in(letters(app)[0], app)


def test_form_06_no_field_makes_somebody_a_steward(app: Flask) -> None:
    ada = asked(app)
    path = link_in(letters(app)[0], app)
    ada.get(path)
    ada.post(path, {"password": PASSWORD, "role": "steward", "email": "b@example.org"})
    assert ada.account.role == "practitioner"


def test_nobody_fills_a_mailbox(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        for _ in range(10):
            assert asked(app).page.h1 == "Look at your mail"  # type: ignore[union-attr]
        assert len(letters(app)) == 4
        moved.shift(timedelta(minutes=30))
        asked(app)
        assert len(letters(app)) == 5

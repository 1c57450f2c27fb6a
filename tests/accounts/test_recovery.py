"""A forgotten password, and an address that changes."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.accounts.links import Purpose
from app.accounts.models import MailedLink
from app.accounts.references import hash_of
from app.accounts.sessions import HAVE_FACTORS
from tests.signed_in import ARRIVED, PASSWORD, Person, letters, link_in, make_account, practitioner

NEW = "nine paper lanterns drift"


def forgetful(app: Flask, email: str = "ada@example.org") -> Person:
    """Somebody with an account who has asked for a link."""
    make_account(app, email)
    ada = Person(app, email)
    ada.submit(ada.get("/account/forgotten-password"), email=email)
    return ada


def links(app: Flask) -> list[MailedLink]:
    with app.extensions["attune.database"].reading() as session:
        return list(session.scalars(select(MailedLink)))


def test_a_link_leads_to_a_new_password(app: Flask) -> None:
    ada = forgetful(app)
    page = ada.submit(ada.get(link_in(letters(app)[0], app)), password=NEW)
    assert "Please sign in with it" in page.text
    assert ada.sign_in(password=PASSWORD, expect=400).h1 == "Sign in"
    assert ada.sign_in(password=NEW).h1 == ARRIVED


def test_auth_07_a_link_is_kept_as_a_hash_bound_to_account_and_purpose(app: Flask) -> None:
    ada = forgetful(app)
    token = link_in(letters(app)[0], app).rsplit("/", 1)[-1]
    [row] = links(app)
    assert len(token) == 43
    assert (row.token_sha256, row.account_id, row.purpose) == (hash_of(token), ada.account.id, Purpose.RESET)


def test_auth_07_a_link_works_once(app: Flask) -> None:
    ada = forgetful(app)
    page = ada.get(link_in(letters(app)[0], app))
    ada.submit(page, password=NEW)
    assert ada.submit(page, password="something else entirely", expect=400).h1 == "This link does not work any more"
    assert ada.sign_in(password=NEW).h1 == ARRIVED


def test_auth_07_a_link_is_good_for_half_an_hour(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = forgetful(app)
        moved.shift(timedelta(minutes=30))
        page = ada.get(link_in(letters(app)[0], app))
        moved.shift(timedelta(seconds=1))
        ada.submit(page, password=NEW, expect=400)


@pytest.mark.parametrize("path", ["/account/confirm-email/", "/account/undo-email/"])
def test_auth_07_a_link_is_good_for_its_purpose_only(app: Flask, path: str) -> None:
    ada = forgetful(app)
    token = link_in(letters(app)[0], app).rsplit("/", 1)[-1]
    ada.get(path + token, expect=400)
    ada.post(path + token, expect=400)
    assert len(links(app)) == 1


def test_auth_07_the_first_of_two_links_ends_the_other(app: Flask) -> None:
    ada = forgetful(app)
    ada.submit(ada.get("/account/forgotten-password"), email=ada.email)
    first, second = (link_in(letter, app) for letter in letters(app))
    ada.submit(ada.get(second), password=NEW)
    ada.get(first, expect=400)


def test_auth_07_a_new_password_does_not_skip_the_second_factor(app: Flask) -> None:
    app.extensions[HAVE_FACTORS].append(lambda _session, _account_id: True)
    ada = forgetful(app)
    ada.submit(ada.get(link_in(letters(app)[0], app)), password=NEW)
    assert not ada.is_signed_in


def test_auth_04_a_new_password_signs_every_browser_out_and_is_told(app: Flask) -> None:
    elsewhere = practitioner(app)
    ada = Person(app)
    ada.submit(ada.get("/account/forgotten-password"), email=ada.email)
    ada.submit(ada.get(link_in(letters(app)[0], app)), password=NEW)
    assert not elsewhere.is_signed_in
    assert letters(app)[-1].subject == "Your password was changed"


def test_a_password_that_will_not_do_does_not_use_the_link_up(app: Flask) -> None:
    ada = forgetful(app)
    page = ada.submit(ada.get(link_in(letters(app)[0], app)), password="short", expect=400)
    assert "at least 12 characters" in page.text
    assert "short" not in [field.get("value") for field in page.every("input")]
    assert ada.submit(page, password=NEW).h1 == "Sign in"


def test_auth_06_an_unknown_address_gets_the_same_answer(app: Flask) -> None:
    known = forgetful(app).page
    unknown = Person(app)
    page = unknown.submit(unknown.get("/account/forgotten-password"), email="nobody@example.org")
    assert known is not None and (page.status, page.body) == (known.status, known.body)
    assert "there is no account" in letters(app, "nobody@example.org")[0].body


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "%00", "a" * 5000, "é"])
def test_a_made_up_link_is_no_error(app: Flask, token: str) -> None:
    assert Person(app).client.get(f"/account/choose-password/{token}").status_code in (400, 404)


# A new address.


def asked_to_move(app: Flask, new: str = "new@example.net") -> Person:
    ada = practitioner(app)
    assert "until then nothing changes" in ada.submit(ada.get("/account/email"), email=new).text
    return ada


def moved(app: Flask) -> Person:
    ada = asked_to_move(app)
    assert "new address" in ada.submit(ada.get(link_in(letters(app, "new@example.net")[0], app))).text
    ada.email = "new@example.net"
    return ada


def test_an_address_changes_once_it_is_confirmed_there(app: Flask) -> None:
    ada = asked_to_move(app)
    link = link_in(letters(app, "new@example.net")[0], app)
    Person(app).get(link)
    assert "ada@example.org" in ada.get("/account").text
    ada.submit(ada.get(link))
    assert "new@example.net" in ada.get("/account").text


def test_the_old_address_can_take_it_back_for_seven_days(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        thief = moved(app)
        link = link_in(letters(app, "ada@example.org")[0], app)
        clock.shift(timedelta(days=7))
        thief.be_signed_in()
        ada = Person(app)
        page = ada.submit(ada.get(link))
        assert page.h1 == "Choose a new password"
        assert not thief.is_signed_in
        ada.submit(page, password=NEW)
        assert ada.sign_in(password=NEW).h1 == ARRIVED
        ada.get(link, expect=400)


def test_after_seven_days_it_cannot(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        moved(app)
        clock.shift(timedelta(days=7, seconds=1))
        Person(app).get(link_in(letters(app, "ada@example.org")[0], app), expect=400)


def test_the_old_mailbox_is_not_told_all_of_the_new_address(app: Flask) -> None:
    moved(app)
    body = letters(app, "ada@example.org")[0].body
    assert "n…@example.net" in body and "new@" not in body


def test_moving_twice_does_not_lose_the_first_way_back(app: Flask) -> None:
    thief = moved(app)
    thief.submit(thief.get("/account/email"), email="third@example.net")
    thief.submit(thief.get(link_in(letters(app, "third@example.net")[0], app)))
    ada = Person(app)
    assert ada.submit(ada.get(link_in(letters(app, "ada@example.org")[0], app))).h1 == "Choose a new password"
    assert ada.account.email == "ada@example.org"


def test_a_link_to_the_old_mailbox_chooses_no_password_after_a_move(app: Flask) -> None:
    ada = asked_to_move(app)
    ada.submit(ada.get("/account/forgotten-password"), email="ada@example.org")
    reset = link_in(letters(app, "ada@example.org")[0], app)
    ada.submit(ada.get(link_in(letters(app, "new@example.net")[0], app)))
    ada.get(reset, expect=400)


def test_auth_06_whose_address_it_is_only_its_mailbox_learns(app: Flask) -> None:
    make_account(app, "new@example.net")
    asked_to_move(app)
    [letter] = letters(app, "new@example.net")
    assert "has an account already" in letter.subject


def test_the_present_address_is_no_new_one(app: Flask) -> None:
    ada = practitioner(app)
    page = ada.submit(ada.get("/account/email"), email="ADA@example.org", expect=400)
    assert "your address already" in page.text


def test_an_address_that_was_taken_meanwhile_is_not_given_away(app: Flask) -> None:
    ada = asked_to_move(app)
    page = ada.get(link_in(letters(app, "new@example.net")[0], app))
    make_account(app, "new@example.net")
    ada.submit(page, expect=400)
    assert "ada@example.org" in ada.get("/account").text

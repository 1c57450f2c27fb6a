"""Signing in and out, through the front door."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.accounts.models import SignedInSession
from app.accounts.references import hash_of
from app.plumbing import clock
from tests.signed_in import ARRIVED, PASSWORD, Person, letters, link_in, make_account, practitioner, steward


def rows(app: Flask) -> list[SignedInSession]:
    with app.extensions["attune.database"].reading() as session:
        return list(session.scalars(select(SignedInSession)))


def test_a_password_opens_the_account(app: Flask) -> None:
    make_account(app, "ada@example.org")
    page = Person(app, "Ada@Example.org").sign_in()
    assert page.h1 == ARRIVED


def test_form_08_a_wrong_password_keeps_the_address_and_nothing_else(app: Flask) -> None:
    make_account(app, "ada@example.org")
    page = Person(app).sign_in(password="not this one at all", expect=400)
    assert "do not belong together" in page.text
    assert [field.get("value") for field in page.every("input", type="email")] == ["ada@example.org"]
    assert "not this one" not in page.body
    [password] = page.every("input", type="password")
    assert password.get("aria-invalid") == "true"
    assert password.get("aria-describedby") == "password-error"


def test_an_empty_form_says_what_is_missing(app: Flask) -> None:
    page = Person(app).sign_in(email="", password="", expect=400)
    assert page.text.count("Please fill this in.") == 4


@pytest.mark.parametrize("base_url", ["https://find.example.org", "http://127.0.0.1:8000"])
def test_auth_01_the_cookie_is_bound_to_this_host(make_app, database, base_url: str) -> None:  # type: ignore[no-untyped-def]
    app = make_app(database.url.render_as_string(hide_password=False), base_url=base_url)
    [cookie] = app.test_client().get("/account/sign-in", base_url=base_url).headers.getlist("Set-Cookie")
    name, parts = cookie.split("=", 1)[0], {part.strip() for part in cookie.split(";")[1:]}
    secure = base_url.startswith("https")
    assert name == ("__Host-attune" if secure else "attune")
    assert parts == {"HttpOnly", "Path=/", "SameSite=Lax"} | ({"Secure"} if secure else set())


def test_signing_in_over_https_needs_no_referrer(make_app, database) -> None:  # type: ignore[no-untyped-def]
    """Our own policy keeps browsers from sending one."""
    app = make_app(database.url.render_as_string(hide_password=False), base_url="https://localhost")
    make_account(app, "ada@example.org")
    client = app.test_client()
    page = client.get("/account/sign-in", base_url="https://localhost").get_data(as_text=True)
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[0]
    fields = {"csrf_token": token, "email": "ada@example.org", "password": PASSWORD}
    assert client.post("/account/sign-in", data=fields, base_url="https://localhost").status_code == 303


def test_auth_02_the_table_holds_a_hash_of_256_random_bits(app: Flask) -> None:
    ada = practitioner(app)
    reference = ada.reference
    assert reference is not None and re.fullmatch(r"[\w-]{43}", reference)
    [row] = rows(app)
    assert row.reference_sha256 == hash_of(reference)
    assert reference not in repr(vars(row))


def test_a_form_needs_a_cookie_but_no_row(app: Flask) -> None:
    anybody = Person(app)
    anybody.get("/account/sign-in")
    assert anybody.reference
    assert rows(app) == []


def test_auth_03_the_reference_changes_with_signing_in_and_the_old_one_is_nobody(app: Flask) -> None:
    make_account(app, "ada@example.org")
    ada = Person(app)
    ada.get("/account/sign-in")
    before = ada.reference
    ada.sign_in()
    assert before and ada.reference != before
    ada.hold(before)
    assert not ada.is_signed_in


def test_auth_03_the_reference_changes_with_step_up(app: Flask) -> None:
    ada = practitioner(app)
    before = ada.reference
    page = ada.submit(ada.get("/account/confirm"), password=PASSWORD)
    assert page.h1 == ARRIVED
    assert before and ada.reference != before
    assert [row.reference_sha256 for row in rows(app)] == [hash_of(ada.reference or "")]
    ada.hold(before)
    assert not ada.is_signed_in


def test_auth_04_signing_out_ends_the_session_not_only_the_cookie(app: Flask) -> None:
    ada = practitioner(app)
    before = ada.reference
    page = ada.submit(ada.get("/account"), "Sign out")
    assert "You are signed out." in page.text
    ada.hold(before or "")
    assert not ada.is_signed_in


@pytest.mark.parametrize("gone", ["suspended", "deleted"])
def test_auth_04_a_suspended_or_deleted_account_is_out_at_once(app: Flask, gone: str) -> None:
    ada = practitioner(app)
    with app.extensions["attune.database"].writing() as session:
        account = session.merge(ada.account)
        if gone == "suspended":
            account.suspended_at = clock.now()
        else:
            session.delete(account)
    assert not ada.is_signed_in


def test_a_suspended_account_says_so_to_whoever_knows_its_password_only(app: Flask) -> None:
    make_account(app, "ada@example.org")
    ada = Person(app)
    with app.extensions["attune.database"].writing() as session:
        session.merge(ada.account).suspended_at = clock.now()
    assert "suspended" not in ada.sign_in(password="not this one at all", expect=400).text
    assert "suspended" in ada.sign_in(expect=403).text


@pytest.mark.parametrize(("role", "minutes"), [("practitioner", 30), ("steward", 15)])
def test_auth_05_whoever_does_nothing_is_signed_out(app: Flask, role: str, minutes: int) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        person = practitioner(app) if role == "practitioner" else steward(app)
        for _ in range(3):
            moved.shift(timedelta(minutes=minutes))
            assert person.is_signed_in
        moved.shift(timedelta(minutes=minutes, seconds=1))
        assert not person.is_signed_in


def test_auth_05_nobody_is_signed_in_for_longer_than_twelve_hours(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = practitioner(app)
        for _ in range(24):
            moved.shift(timedelta(minutes=30))
            assert ada.is_signed_in
        moved.shift(timedelta(seconds=1))
        assert not ada.is_signed_in


def test_the_last_use_is_written_once_a_minute(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = practitioner(app)
        moved.shift(timedelta(seconds=59))
        ada.get("/account")
        unmoved = rows(app)[0].last_seen_at
        moved.shift(timedelta(seconds=1))
        ada.get("/account")
        assert rows(app)[0].last_seen_at - unmoved == timedelta(minutes=1)


def test_auth_15_what_matters_asks_again_after_five_minutes(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = practitioner(app)
        moved.shift(timedelta(minutes=5))
        assert ada.get("/account/password").h1 == "Change the password"
        moved.shift(timedelta(seconds=1))
        page = ada.get("/account/password")
        assert page.h1 == "Is it still you?"
        assert "not your password" in ada.submit(page, password="not this one at all", expect=400).text
        assert ada.submit(page, password=PASSWORD).h1 == "Change the password"


@pytest.mark.parametrize("path", ["/account/password", "/account/email"])
def test_auth_15_nothing_is_done_when_a_form_comes_late(app: Flask, path: str) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = practitioner(app)
        page = ada.get(path)
        moved.shift(timedelta(minutes=6))
        field = "password" if path.endswith("password") else "email"
        late = ada.submit(page, **{field: "another-one@example.net"})
        assert late.h1 == "Is it still you?"
    assert letters(app) == []


def test_whoever_is_signed_in_is_led_on(app: Flask) -> None:
    ada = practitioner(app)
    assert ada.get("/account/sign-in").h1 == ARRIVED
    assert ada.get("/account/sign-in?next=/about/privacy").h1 == "Privacy"


def test_whoever_is_not_is_led_to_sign_in_and_back(app: Flask) -> None:
    make_account(app, "ada@example.org")
    ada = Person(app)
    page = ada.get("/account/browsers")
    assert page.h1 == "Sign in"
    assert ada.submit(page, email=ada.email, password=PASSWORD).h1 == "Where you are signed in"


def test_a_second_browser_is_told_to_the_owner_and_the_first_is_not(app: Flask) -> None:
    make_account(app, "ada@example.org")
    first, second = Person(app), Person(app)
    first.sign_in()
    first.submit(first.get("/account"), "Sign out")
    first.sign_in()
    assert letters(app) == []
    second.sign_in()
    [letter] = letters(app, "ada@example.org")
    assert "Firefox · Android" in letter.body
    assert link_in(letter, app) == "/account/forgotten-password"


def test_without_its_cookie_a_form_does_nothing_and_says_why(app: Flask) -> None:
    make_account(app, "ada@example.org")
    page = Person(app).get("/account/sign-in")
    token = page.every("input", name="csrf_token")[0].get("value")
    fields = {"csrf_token": token, "email": "ada@example.org", "password": PASSWORD}
    answer = app.test_client().post("/account/sign-in", data=fields)
    assert answer.status_code == 403
    assert "does not belong to your visit" in answer.get_data(as_text=True)
    assert rows(app) == []


def test_pages_of_accounts_are_stored_by_nobody(app: Flask) -> None:
    ada = practitioner(app)
    for path in ("/account/sign-in", "/account/sign-up", "/account", "/account/browsers", "/account/password"):
        assert (
            ada.get(path, follow=False, expect=303 if path.endswith("sign-in") else 200).response.headers[
                "Cache-Control"
            ]
            == "no-store"
        )

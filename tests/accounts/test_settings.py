"""What somebody sees and changes of their account."""

from datetime import timedelta
from uuid import uuid4

import time_machine
from flask import Flask

from app.accounts.queries import live_sessions
from app.models import TABLES
from app.plumbing import clock
from tests.signed_in import FIREFOX, PASSWORD, Person, letters, link_in, practitioner

NEW = "nine paper lanterns drift"


def other_browser(app: Flask) -> Person:
    """The same account in another browser."""
    person = Person(app)
    person.surroundings |= {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36"}
    person.be_signed_in()
    return person


def test_a_changed_password_signs_the_others_out_and_rotates_this_one(app: Flask) -> None:
    """AUTH-03, AUTH-04."""
    ada, other = practitioner(app), other_browser(app)
    before = ada.reference
    page = ada.submit(ada.get("/account/password"), password=NEW)
    assert "Every other browser is signed out" in page.text
    assert (ada.is_signed_in, other.is_signed_in) == (True, False)
    assert ada.reference != before
    assert other.sign_in(password=PASSWORD, expect=400).h1 == "Sign in"
    assert letters(app)[-1].subject == "Your password was changed"


def test_browsers_are_listed_by_a_coarse_name(app: Flask) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as moved:
        ada = practitioner(app)
        other_browser(app)
        moved.shift(timedelta(minutes=20))
        page = ada.get("/account/browsers")
        assert "Firefox · Android this one" in page.text
        assert "Chrome · Windows Signed in 20 minutes ago" in page.text
        assert FIREFOX.split("/")[-1] not in page.body


def test_one_browser_can_be_signed_out(app: Flask) -> None:
    ada, other = practitioner(app), other_browser(app)
    page = ada.submit(ada.get("/account/browsers"), "Chrome")
    assert "That browser is signed out" in page.text
    assert (ada.is_signed_in, other.is_signed_in) == (True, False)


def test_all_others_can_be_signed_out(app: Flask) -> None:
    ada, other = practitioner(app), other_browser(app)
    ada.submit(ada.get("/account/browsers"), "everywhere else")
    assert (ada.is_signed_in, other.is_signed_in) == (True, False)


def test_auth_16_somebody_elses_browser_is_not_there(app: Flask) -> None:
    ada, eve = practitioner(app), practitioner(app, "eve@example.org")
    with app.extensions["attune.database"].reading() as session:
        [row] = live_sessions(session, ada.account.id, clock.now())
    for session_id in (row.id, uuid4()):
        eve.post(f"/account/browsers/{session_id}/sign-out", expect=404)
    assert ada.is_signed_in


def everything(app: Flask) -> str:
    with app.extensions["attune.database"].reading() as session:
        return repr([(table.name, session.execute(table.select()).all()) for table in TABLES])


def test_form_02_no_page_changes_a_row(app: Flask) -> None:
    ada = practitioner(app)
    ada.submit(ada.get("/account/email"), email="new@example.net")
    link = link_in(letters(app)[0], app)
    before = everything(app)
    for page in ("", "/password", "/email", "/browsers", "/confirm", "/sign-up", "/forgotten-password", "/sign-in"):
        ada.get(f"/account{page}")
    ada.get(link)
    Person(app).get("/account/sign-in")
    assert everything(app) == before


def test_password_managers_find_where_a_password_is_changed(app: Flask) -> None:
    """HDR-10."""
    assert practitioner(app).get("/.well-known/change-password").h1 == "Change the password"


def test_the_footer_leads_there(app: Flask) -> None:
    page = Person(app).get("/about/privacy")
    assert page.link("Sign in") == "/account/sign-in"
    assert page.link("Make an account") == "/account/sign-up"

"""Codes of an app, through the front door (AUTH-10)."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
import zxingcpp
from flask import Flask

from app.accounts.factors.models import AuthenticatorApp, RecoveryCode
from app.plumbing import clock
from app.plumbing.qr import Code
from tests.accounts.person import METHODS, Person, person
from tests.finder.test_sharing import drawn
from tests.visit import text_of

NOW = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
SECOND = "/account/second-factor"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(app: Flask) -> Person:
    """Signed in with a password a moment ago, without a second factor."""
    ada = person(app)
    ada.sign_in()
    return ada


@pytest.fixture
def shows(ada: Person) -> pyotp.TOTP:
    """Ada's app, set up; she is half signed in again, with her password."""
    shows, _codes = ada.set_up_app()
    ada.sign_in(complete=False)
    return shows


def test_the_picture_and_the_text_tell_an_app_the_same(ada: Person) -> None:
    ada.fill_in(METHODS, 303, to=f"{METHODS}/app")
    page = ada.open(f"{METHODS}/app")
    picture = page.every(f"{SVG}svg", class_="qr-code")[0]
    size, path = int(picture.get("viewBox", "").split()[-1]), picture.findall(f"{SVG}path")[0].get("d", "")
    seen = zxingcpp.read_barcode(drawn(Code(size, path))).text
    secret = text_of(page.every("code", class_="secret")[0]).replace(" ", "")
    assert pyotp.parse_uri(seen).secret == secret and len(secret) == 32
    assert seen == page.link("open it")


def test_an_app_counts_only_after_its_first_code(ada: Person) -> None:
    ada.fill_in(METHODS, 303, to=f"{METHODS}/app")
    ada.fill_in(f"{METHODS}/app", 400, code="000000")
    assert [app.counts for app in ada.every(AuthenticatorApp)] == [False]


def test_a_wrong_first_code_leaves_the_same_secret_to_try_again(ada: Person) -> None:
    ada.fill_in(METHODS, 303, to=f"{METHODS}/app")
    before = ada.open(f"{METHODS}/app").every("code", class_="secret")[0].text
    page = ada.fill_in(f"{METHODS}/app", 400, code="12 34")
    assert page.every("code", class_="secret")[0].text == before
    assert "not the code of now" in page.text
    assert page.every("input", name="code")[0].get("value") == "12 34"


def test_setting_up_an_app_makes_the_session_strong(ada: Person) -> None:
    ada.set_up_app()
    assert ada.visit.client.get(SECOND).status_code == 303


def test_the_secret_is_not_readable_in_the_table(ada: Person) -> None:
    shows, _codes = ada.set_up_app()
    row = ada.every(AuthenticatorApp)[0]
    assert shows.secret not in row.sealed_secret and row.sealed_secret.startswith("gAAAA")


def test_auth_10_a_code_completes_a_sign_in(ada: Person, shows: pyotp.TOTP) -> None:
    assert not ada.is_signed_in()
    ada.fill_in(SECOND, 303, code=shows.at(clock.now()))
    assert ada.is_signed_in()


def test_auth_10_a_code_is_accepted_once(ada: Person, shows: pyotp.TOTP) -> None:
    code = shows.at(clock.now())
    ada.fill_in(SECOND, 303, code=code)
    thief = ada.another_browser()
    thief.sign_in(complete=False)
    assert "good once" in thief.fill_in(SECOND, 400, code=code).text
    assert not thief.is_signed_in()


def test_auth_10_a_code_of_before_the_last_one_is_refused(ada: Person, shows: pyotp.TOTP) -> None:
    ada.fill_in(SECOND, 303, code=shows.at(clock.now()))
    ada.sign_in(complete=False)
    ada.fill_in(SECOND, 400, code=shows.at(clock.now(), counter_offset=-1))


def test_auth_10_the_code_that_confirmed_an_app_does_not_sign_in(ada: Person, shows: pyotp.TOTP) -> None:
    ada.fill_in(SECOND, 400, code=shows.at(clock.now(), counter_offset=-1))


def test_auth_03_the_reference_changes_when_a_code_was_shown(ada: Person, shows: pyotp.TOTP) -> None:
    before = ada.visit.client.get_cookie("attune").value
    ada.fill_in(SECOND, 303, code=shows.at(clock.now()))
    assert ada.visit.client.get_cookie("attune").value != before
    ada.holds(before)
    assert not ada.is_signed_in()


def test_an_app_is_replaced_only_by_one_that_works(ada: Person) -> None:
    old, _codes = ada.set_up_app()
    ada.fill_in(METHODS, 303, to=f"{METHODS}/app")
    ada.sign_in(complete=False)
    ada.fill_in(SECOND, 303, code=old.at(clock.now()))
    new, _codes = ada.set_up_app()
    ada.sign_in(complete=False)
    ada.fill_in(SECOND, 400, code=old.at(clock.now(), counter_offset=1))
    ada.fill_in(SECOND, 303, code=new.at(clock.now()))


def test_recovery_codes_go_with_the_last_factor(ada: Person) -> None:
    ada.set_up_app()
    ada.fill_in(f"{METHODS}/app/remove", 303)
    assert (ada.every(AuthenticatorApp), ada.every(RecoveryCode)) == ([], [])


def test_the_owner_hears_of_an_app_set_up_and_of_one_removed(ada: Person) -> None:
    ada.set_up_app()
    ada.fill_in(f"{METHODS}/app/remove", 303)
    assert len(ada.mails("An app for sign-in codes was set up")) == 1
    assert len(ada.mails("was removed")) == 1


def test_an_app_set_up_again_keeps_the_recovery_codes_on_paper(ada: Person) -> None:
    _shows, codes = ada.set_up_app()
    assert len(codes) == 10
    _shows, again = ada.set_up_app()
    assert again == []


def test_ten_wrong_codes_in_ten_minutes_are_enough(
    ada: Person, shows: pyotp.TOTP, moment: time_machine.Traveller
) -> None:
    for _wrong in range(10):
        ada.fill_in(SECOND, 400, code="000000")
    refused = ada.fill_in(SECOND, 429, code=shows.at(clock.now()))
    assert refused.response.headers["Retry-After"] == "600"
    moment.shift(timedelta(minutes=10))
    ada.sign_in(complete=False)
    ada.fill_in(SECOND, 303, code=shows.at(clock.now()))


def test_whoever_has_the_password_gains_nothing_by_ending_the_session(ada: Person, shows: pyotp.TOTP) -> None:
    for _wrong in range(10):
        ada.sign_in(complete=False)
        ada.fill_in(SECOND, 400, code="000000")
    ada.another_browser().sign_in(complete=False)
    ada.fill_in(SECOND, 429, code="000000")


def test_the_owner_hears_of_many_wrong_codes_once(ada: Person, shows: pyotp.TOTP) -> None:
    for wrong in range(12):
        ada.fill_in(SECOND, 400 if wrong < 10 else 429, code="000000")
    assert len(ada.mails("wrong sign-in codes")) == 1


def test_no_code_that_was_typed_is_logged(ada: Person, shows: pyotp.TOTP, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("attune").addHandler(caplog.handler)
    ada.app.logger.setLevel(logging.DEBUG)
    ada.fill_in(SECOND, 400, code="918273")
    assert "918273" not in caplog.text + str([record.__dict__ for record in caplog.records])


@pytest.mark.parametrize("next_", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_auth_14_a_code_leads_on_only_to_a_page_here(ada: Person, shows: pyotp.TOTP, next_: str) -> None:
    answer = ada.visit.client.get(SECOND, query_string={"next": next_})
    assert "evil" not in answer.text
    page = ada.fill_in(SECOND, 303, code=shows.at(clock.now()), next=next_)
    assert page.response.location == METHODS


def test_a_code_leads_on_to_where_one_wanted_to_go(ada: Person, shows: pyotp.TOTP) -> None:
    page = ada.fill_in(f"{SECOND}?next=/find", 303, code=shows.at(clock.now()))
    assert page.response.location == "/find"

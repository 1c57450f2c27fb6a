"""Codes of an app, through the front door (AUTH-10)."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pyotp
import pytest
import time_machine
import zxingcpp
from flask import Flask

from app.accounts.factors.models import AuthenticatorApp, RecoveryCode
from app.plumbing import clock
from app.plumbing.qr import Code
from tests.accounts.person import METHODS, SECOND, Holder, holder
from tests.finder.test_sharing import drawn
from tests.visit import text_of

NOW = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(app: Flask) -> Holder:
    """Signed in with a password a moment ago, without a second factor."""
    return holder(app)


@pytest.fixture
def shows(ada: Holder) -> pyotp.TOTP:
    """Ada's app, set up; she is half signed in again, with her password."""
    shows, _codes = ada.set_up_app()
    ada.half()
    return shows


def test_the_picture_and_the_text_tell_an_app_the_same(ada: Holder) -> None:
    ada.begin_app()
    page = ada.get(f"{METHODS}/app")
    picture = page.every(f"{SVG}svg", class_="qr-code")[0]
    size, path = int(picture.get("viewBox", "").split()[-1]), picture.findall(f"{SVG}path")[0].get("d", "")
    seen = zxingcpp.read_barcode(drawn(Code(size, path))).text
    secret = text_of(page.every("code", class_="secret")[0]).replace(" ", "")
    assert pyotp.parse_uri(seen).secret == secret and len(secret) == 32
    assert seen == page.link("open it")


def test_an_app_counts_only_after_its_first_code(ada: Holder) -> None:
    ada.begin_app()
    ada.enter(f"{METHODS}/app", 400, code="000000")
    assert [app.counts for app in ada.every(AuthenticatorApp)] == [False]


def test_a_wrong_first_code_leaves_the_same_secret_to_try_again(ada: Holder) -> None:
    ada.begin_app()
    before = ada.get(f"{METHODS}/app").every("code", class_="secret")[0].text
    page = ada.enter(f"{METHODS}/app", 400, code="12 34")
    assert page.every("code", class_="secret")[0].text == before
    assert "not the code of now" in page.text
    assert page.every("input", name="code")[0].get("value") == "12 34"


def test_setting_up_an_app_makes_the_session_strong(ada: Holder) -> None:
    ada.set_up_app()
    ada.get(SECOND, expect=303, follow=False)


def test_the_secret_is_not_readable_in_the_table(ada: Holder) -> None:
    shows, _codes = ada.set_up_app()
    row = ada.every(AuthenticatorApp)[0]
    assert shows.secret not in row.sealed_secret and row.sealed_secret.startswith("gAAAA")


def test_auth_10_a_code_completes_a_sign_in(ada: Holder, shows: pyotp.TOTP) -> None:
    assert not ada.is_signed_in
    ada.enter(SECOND, 303, code=shows.at(clock.now()))
    assert ada.is_signed_in


def test_auth_10_a_code_is_accepted_once(ada: Holder, shows: pyotp.TOTP) -> None:
    code = shows.at(clock.now())
    ada.enter(SECOND, 303, code=code)
    thief = Holder(ada.app, ada.email)
    thief.half()
    assert "good once" in thief.enter(SECOND, 400, code=code).text
    assert not thief.is_signed_in


def test_auth_10_a_code_of_before_the_last_one_is_refused(ada: Holder, shows: pyotp.TOTP) -> None:
    ada.enter(SECOND, 303, code=shows.at(clock.now()))
    ada.half()
    ada.enter(SECOND, 400, code=shows.at(clock.now(), counter_offset=-1))


def test_auth_10_the_code_that_confirmed_an_app_does_not_sign_in(ada: Holder, shows: pyotp.TOTP) -> None:
    ada.enter(SECOND, 400, code=shows.at(clock.now(), counter_offset=-1))


def test_auth_03_the_reference_changes_when_a_code_was_shown(ada: Holder, shows: pyotp.TOTP) -> None:
    before = ada.reference
    ada.enter(SECOND, 303, code=shows.at(clock.now()))
    assert ada.reference != before
    ada.hold(str(before))
    assert not ada.is_signed_in


def test_an_app_is_replaced_only_by_one_that_works(ada: Holder) -> None:
    old, _codes = ada.set_up_app()
    ada.begin_app()
    ada.half()
    ada.enter(SECOND, 303, code=old.at(clock.now()))
    new, _codes = ada.set_up_app()
    ada.half()
    ada.enter(SECOND, 400, code=old.at(clock.now(), counter_offset=1))
    ada.enter(SECOND, 303, code=new.at(clock.now()))


def test_recovery_codes_go_with_the_last_factor(ada: Holder) -> None:
    ada.set_up_app()
    ada.enter(f"{METHODS}/app/remove", 303)
    assert (ada.every(AuthenticatorApp), ada.every(RecoveryCode)) == ([], [])


def test_the_owner_hears_of_an_app_set_up_and_of_one_removed(ada: Holder) -> None:
    ada.set_up_app()
    ada.enter(f"{METHODS}/app/remove", 303)
    assert ada.told("An app for sign-in codes was set up") == 1
    assert ada.told("was removed") == 1


def test_an_app_set_up_again_keeps_the_recovery_codes_on_paper(ada: Holder) -> None:
    _shows, codes = ada.set_up_app()
    assert len(codes) == 10
    _shows, again = ada.set_up_app()
    assert again == []


def test_ten_wrong_codes_in_ten_minutes_are_enough(
    ada: Holder, shows: pyotp.TOTP, moment: time_machine.Traveller
) -> None:
    for _wrong in range(10):
        ada.enter(SECOND, 400, code="000000")
    refused = ada.enter(SECOND, 429, code=shows.at(clock.now()))
    assert refused.response.headers["Retry-After"] == "60"
    moment.shift(timedelta(minutes=1))
    ada.enter(SECOND, 303, code=shows.at(clock.now()))


def test_whoever_has_the_password_gains_nothing_by_ending_the_session(ada: Holder, shows: pyotp.TOTP) -> None:
    for _wrong in range(10):
        ada.half()
        ada.enter(SECOND, 400, code="000000")
    ada.half()
    ada.enter(SECOND, 429, code="000000")


def test_no_code_that_was_typed_is_logged(ada: Holder, shows: pyotp.TOTP, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("attune").addHandler(caplog.handler)
    ada.app.logger.setLevel(logging.DEBUG)
    ada.enter(SECOND, 400, code="918273")
    assert "918273" not in caplog.text + str([record.__dict__ for record in caplog.records])


@pytest.mark.parametrize("next_", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_auth_14_a_code_leads_on_only_to_a_page_here(ada: Holder, shows: pyotp.TOTP, next_: str) -> None:
    page = ada.enter(f"{SECOND}?next={quote(next_)}", 303, code=shows.at(clock.now()))
    assert page.response.location == "/practitioner"


def test_a_code_leads_on_to_where_one_wanted_to_go(ada: Holder, shows: pyotp.TOTP) -> None:
    page = ada.enter(f"{SECOND}?next=/find", 303, code=shows.at(clock.now()))
    assert page.response.location == "/find"

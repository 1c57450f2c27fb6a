"""Recovery codes, through the front door (AUTH-11)."""

import hashlib

import pytest
from flask import Flask

from app.accounts.factors.models import RecoveryCode
from app.plumbing import clock
from tests.accounts.person import METHODS, SECOND, Holder, holder, recovery_codes_on

CODES = f"{METHODS}/recovery-codes"


@pytest.fixture
def ada(app: Flask) -> Holder:
    return holder(app)


@pytest.fixture
def codes(ada: Holder) -> list[str]:
    """Ada's codes, which came with her app; she is half signed in again."""
    _shows, codes = ada.set_up_app()
    ada.half()
    return codes


def test_auth_11_ten_codes_come_with_the_first_factor(codes: list[str]) -> None:
    assert len(set(codes)) == 10


def test_auth_11_only_hashes_are_kept(ada: Holder, codes: list[str]) -> None:
    kept = {row.code_sha256 for row in ada.every(RecoveryCode)}
    assert kept == {hashlib.sha256(code.replace("-", "").encode()).digest() for code in codes}


def test_auth_11_a_code_completes_a_sign_in(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[3].lower().replace("-", " "))
    assert ada.is_signed_in


def test_auth_11_a_code_works_once(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[3])
    ada.half()
    refused = ada.enter(SECOND, 400, recovery_code=codes[3])
    assert "it has been used" in refused.text
    assert not ada.is_signed_in


def test_auth_11_the_owner_hears_of_a_code_that_was_used(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[0])
    assert ada.told("A recovery code was used to sign in to your account. 9 are left.") == 1
    assert not ada.told(codes[0])


def test_somebody_elses_code_is_nothing(ada: Holder, codes: list[str]) -> None:
    ben = holder(ada.app, "ben@example.org")
    ben.set_up_app()
    ben.half()
    ben.enter(SECOND, 400, recovery_code=codes[0])


def test_new_codes_take_the_place_of_all_before(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[0])
    new = recovery_codes_on(ada.enter(CODES, 200))
    assert len(set(new) - set(codes)) == 10
    ada.half()
    ada.enter(SECOND, 400, recovery_code=codes[1])
    ada.enter(SECOND, 303, recovery_code=new[1])
    assert ada.told("New recovery codes were made") == 1


def test_codes_are_shown_once(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[0])
    assert all(code not in ada.get(path).body for path in (METHODS, CODES) for code in codes)


def test_there_are_no_codes_without_a_factor_they_stand_in_for(ada: Holder) -> None:
    assert ada.get(CODES, expect=303, follow=False).response.location == METHODS


def test_a_right_code_works_also_when_many_were_wrong(ada: Holder, codes: list[str]) -> None:
    for wrong in range(11):
        ada.enter(SECOND, 400 if wrong < 10 else 429, recovery_code="0000-0000-0000-0000")
    ada.enter(SECOND, 303, recovery_code=codes[0])


@pytest.mark.parametrize("field", ["code", "recovery_code"])
def test_a_form_sent_empty_says_what_to_enter(ada: Holder, codes: list[str], field: str) -> None:
    page = ada.enter(SECOND, 400, **{field: ""})
    assert page.every("p", class_="form-error")


def test_used_codes_keep_when_they_were_used(ada: Holder, codes: list[str]) -> None:
    ada.enter(SECOND, 303, recovery_code=codes[0])
    used = [row for row in ada.every(RecoveryCode) if row.used_at]
    assert len(used) == 1 and used[0].used_at <= clock.now()


def test_with_another_secret_key_no_code_of_an_app_is_right_and_recovery_codes_are(
    ada: Holder, codes: list[str]
) -> None:
    ada.app.config["SECRET_KEY"] = "another for tests only, 9876543210"
    ada.enter(SECOND, 400, code="123456")
    ada.enter(SECOND, 303, recovery_code=codes[0])
    assert ada.is_signed_in

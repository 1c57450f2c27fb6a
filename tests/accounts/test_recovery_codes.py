"""Recovery codes, through the front door (AUTH-11)."""

import hashlib

import pytest
from flask import Flask

from app.accounts.factors.models import RecoveryCode
from app.plumbing import clock
from tests.accounts.person import METHODS, Person, person, recovery_codes_on

SECOND = "/account/second-factor"
CODES = f"{METHODS}/recovery-codes"


@pytest.fixture
def ada(app: Flask) -> Person:
    ada = person(app)
    ada.sign_in()
    return ada


@pytest.fixture
def codes(ada: Person) -> list[str]:
    """Ada's codes, which came with her app; she is half signed in again."""
    _shows, codes = ada.set_up_app()
    ada.sign_in(complete=False)
    return codes


def test_auth_11_ten_codes_come_with_the_first_factor(codes: list[str]) -> None:
    assert len(set(codes)) == 10


def test_auth_11_only_hashes_are_kept(ada: Person, codes: list[str]) -> None:
    kept = {row.code_sha256 for row in ada.every(RecoveryCode)}
    assert kept == {hashlib.sha256(code.replace("-", "").encode()).digest() for code in codes}


def test_auth_11_a_code_completes_a_sign_in(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[3].lower().replace("-", " "))
    assert ada.is_signed_in()


def test_auth_11_a_code_works_once(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[3])
    ada.sign_in(complete=False)
    refused = ada.fill_in(SECOND, 400, recovery_code=codes[3])
    assert "it has been used" in refused.text
    assert not ada.is_signed_in()


def test_auth_11_the_owner_hears_of_a_code_that_was_used(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[0])
    told = ada.mails("A recovery code was used")
    assert "9 are left" in told[0]
    assert codes[0] not in told[0]


def test_somebody_elses_code_is_nothing(ada: Person, codes: list[str]) -> None:
    ben = person(ada.app, email="b@example.org")
    ben.sign_in()
    ben.set_up_app()
    ben.sign_in(complete=False)
    ben.fill_in(SECOND, 400, recovery_code=codes[0])


def test_new_codes_take_the_place_of_all_before(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[0])
    new = recovery_codes_on(ada.fill_in(CODES, 200))
    assert len(set(new) - set(codes)) == 10
    ada.sign_in(complete=False)
    ada.fill_in(SECOND, 400, recovery_code=codes[1])
    ada.fill_in(SECOND, 303, recovery_code=new[1])
    assert len(ada.mails("New recovery codes were made")) == 1


def test_codes_are_shown_once(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[0])
    assert all(code not in ada.open(path).body for path in (METHODS, CODES) for code in codes)


def test_there_are_no_codes_without_a_factor_they_stand_in_for(ada: Person) -> None:
    assert ada.open(CODES, expect=303).response.location == METHODS


def test_a_right_code_works_also_when_many_were_wrong(ada: Person, codes: list[str]) -> None:
    for wrong in range(11):
        ada.fill_in(SECOND, 400 if wrong < 10 else 429, recovery_code="0000-0000-0000-0000")
    ada.fill_in(SECOND, 303, recovery_code=codes[0])


@pytest.mark.parametrize("field", ["code", "recovery_code"])
def test_a_form_sent_empty_says_what_to_enter(ada: Person, codes: list[str], field: str) -> None:
    page = ada.fill_in(SECOND, 400, **{field: ""})
    assert page.every("p", class_="form-error")


def test_used_codes_keep_when_they_were_used(ada: Person, codes: list[str]) -> None:
    ada.fill_in(SECOND, 303, recovery_code=codes[0])
    used = [row for row in ada.every(RecoveryCode) if row.used_at]
    assert len(used) == 1 and used[0].used_at <= clock.now()

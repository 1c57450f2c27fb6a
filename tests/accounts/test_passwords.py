"""Which passwords will do, and what is kept of them."""

import threading
import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import passwords
from app.accounts.choosing import LONGEST, why_not
from app.accounts.passwords import Gate, check_password, hash_password
from app.accounts.refusals import Busy
from tests.signed_in import ARRIVED, PASSWORD, Person, make_account, practitioner

COMMON = [
    "123456789012", "qwertyuiop123", "iloveyou1234", "correcthorsebatterystaple", "IloveYou1234", "aaaaaaaaaaaa",
    "abcdefghijkl", "1q2w3e4r5t6y", "qwertyuiopas", "princess1234",
]  # fmt: skip
CONTEXT = [
    "attune-attune", "Attune2026!!", "therapy-therapist", "Psychotherapy1", "counsellor 2026", "ada.example.org",
    "adalovelace1815", "Ada.Lovelace!", "QuietPlace99!", "welcometherapy", "password123456", "PassWord!PassWord",
]  # fmt: skip


def sentence(password: str) -> str | None:
    return why_not(password, site_name="Quiet Place", email="ada.lovelace@example.org")


@pytest.mark.parametrize("password", COMMON)
def test_auth_08_common_passwords_will_not_do(password: str) -> None:
    assert "lists that attackers try" in (sentence(password) or "")


@pytest.mark.parametrize("password", CONTEXT)
def test_auth_08_words_that_stand_around_it_will_not_do(password: str) -> None:
    assert "easy to guess for this site" in (sentence(password) or "")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "nine paper lanterns drift",
        "therapy is a long walk home",
        "лошадь скрепка батарея",
        "馬電池正確主食綠茶花園山河",
        "            .            ?",
        "🐎🔋📎🐎🔋📎🌳🌊🌋🏔🪨🍀",
    ],
)
def test_auth_08_no_kind_of_character_is_asked_for(password: str) -> None:
    assert sentence(password) is None or not password.strip(" .?")


@pytest.mark.parametrize(
    ("length", "fits"), [(11, False), (12, True), (128, True), (LONGEST, True), (LONGEST + 1, False)]
)
def test_auth_08_length_is_counted_in_characters(length: int, fits: bool) -> None:
    alphabet = "kwqzjxvbhpmy"
    assert (sentence((alphabet * 100)[:length]) is None) is fits


@given(st.text(min_size=1, max_size=60))
def test_auth_08_any_text_is_answered(password: str) -> None:
    found = sentence(password)
    assert found is not None or len(unicodedata.normalize("NFKC", password)) >= 12


def test_auth_08_the_first_and_the_last_of_a_thousand_characters_count() -> None:
    longest = "kwqzjxvbhpmy" * 83
    kept = hash_password(longest)
    assert check_password(kept, longest).right
    assert not check_password(kept, longest[:-1] + "!").right


def test_auth_08_the_form_lets_everything_be_pasted(app: Flask) -> None:
    page = practitioner(app).get("/account/password")
    [field] = page.every("input", type="password")
    assert {field.get(name) for name in ("maxlength", "minlength", "pattern", "onpaste")} == {None}
    assert field.get("autocomplete") == "new-password"


def test_the_same_letters_typed_otherwise_are_the_same_password() -> None:
    typed = "café au lait à quatre heures"
    kept = hash_password(unicodedata.normalize("NFC", typed))
    assert check_password(kept, unicodedata.normalize("NFD", typed)).right


def test_auth_09_what_is_kept_is_argon2id_of_the_agreed_cost() -> None:
    found = extract_parameters(hash_password(PASSWORD))
    assert (found.type.name, found.memory_cost >= 19_456, found.time_cost >= 2) == ("ID", True, True)


def test_auth_06_nobodys_hash_costs_what_everybodys_does() -> None:
    assert extract_parameters(passwords._NOBODYS) == extract_parameters(hash_password(PASSWORD))
    assert not check_password(None, PASSWORD).right


def test_auth_09_an_old_hash_is_renewed_at_sign_in(app: Flask) -> None:
    make_account(app, "ada@example.org")
    ada = Person(app)
    with app.extensions["attune.database"].writing() as session:
        session.merge(ada.account).password_hash = PasswordHasher(1, 1024, 1).hash(PASSWORD)
    ada.sign_in()
    found = extract_parameters(ada.account.password_hash or "")
    assert (found.memory_cost, found.time_cost) == (19_456, 2)
    assert Person(app).sign_in().h1 == ARRIVED


@pytest.mark.parametrize("kept", ["", "plain", "$argon2id$broken", "$2b$12$abcdefghijklmnopqrstuv"])
def test_what_is_no_hash_of_ours_is_never_right(kept: str) -> None:
    assert not check_password(kept, PASSWORD).right


def test_auth_13_two_at_once_a_few_wait_and_the_rest_are_turned_away() -> None:
    gate, inside, go = Gate(2, 3, 30.0), threading.Semaphore(0), threading.Event()
    turned_away: list[int] = []
    passed: list[int] = []

    def come(number: int) -> None:
        with gate.passing():
            passed.append(number)
            inside.release()
            go.wait()

    threads = [threading.Thread(target=come, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    inside.acquire()
    inside.acquire()
    while gate._places.acquire(blocking=False):
        gate._places.release()
    assert len(passed) == 2
    with pytest.raises(Busy), gate.passing():
        turned_away.append(0)
    go.set()
    for thread in threads:
        thread.join()
    assert (len(passed), turned_away) == (5, [])


def test_a_place_in_the_queue_is_given_up_after_a_while() -> None:
    gate = Gate(1, 1, 0.01)
    with gate.passing(), pytest.raises(Busy), gate.passing():
        pass
    with gate.passing():
        pass

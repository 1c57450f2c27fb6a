"""Passkeys, through the front door, with a device in software (AUTH-12). The browser's part is in the journeys."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.accounts.factors.models import Passkey, PasskeyChallenge
from app.accounts.factors.passkeys.ceremonies import NotGenuine, challenge_in, made, owner_in, party, shown
from tests.accounts.device import Device
from tests.accounts.person import METHODS, SECOND, Holder, holder

NOW = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
HERE = party("https://attune.example", "Attune")


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(app: Flask) -> Holder:
    return holder(app)


@pytest.fixture
def phone(ada: Holder) -> Device:
    """Ada's phone with a passkey; she is half signed in again, with her password."""
    phone = ada.device()
    ada.add_passkey(phone)
    ada.half()
    return phone


def test_auth_12_a_passkey_completes_a_sign_in(ada: Holder, phone: Device) -> None:
    assert ada.show_passkey(phone, SECOND) == "/practitioner"
    assert ada.is_signed_in


def test_auth_12_what_is_asked_of_a_device(ada: Holder, phone: Device) -> None:
    ada.show_passkey(phone, SECOND)
    asked = json.loads(ada.options(f"{METHODS}/passkeys/new"))
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"], asked["attestation"]) == ("required", "required", "none")
    assert len(asked["excludeCredentials"]) == 1
    assert len(asked["challenge"]) >= 43


def test_auth_12_a_challenge_is_good_once(ada: Holder, phone: Device) -> None:
    options = ada.options(SECOND)
    answer = phone.show(options)
    ada.send_passkey(answer, SECOND)
    ada.half()
    assert "passkey=refused" in (ada.send_passkey(answer, SECOND))
    assert "passkey=refused" in (ada.send_passkey(phone.show(options), SECOND))


def test_auth_12_a_challenge_is_used_up_by_an_answer_that_is_wrong(ada: Holder, phone: Device) -> None:
    options = ada.options(SECOND)
    ada.send_passkey(phone.copied(verifies=False).show(options), SECOND)
    assert "passkey=refused" in (ada.send_passkey(phone.show(options), SECOND))


@pytest.mark.parametrize(("after", "good"), [(timedelta(minutes=5), True), (timedelta(minutes=5, seconds=1), False)])
def test_auth_12_a_challenge_is_good_for_five_minutes(
    ada: Holder, phone: Device, moment: time_machine.Traveller, after: timedelta, good: bool
) -> None:
    answer = phone.show(ada.options(SECOND))
    moment.shift(after)
    assert ("refused" not in (ada.send_passkey(answer, SECOND))) is good


def test_a_challenge_nobody_answered_is_forgotten(ada: Holder, phone: Device, moment: time_machine.Traveller) -> None:
    ada.options(SECOND)
    moment.shift(timedelta(minutes=6))
    ada.options(SECOND)
    assert len(ada.every(PasskeyChallenge)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:8001"},
        {"rp_id": "evil.example"},
        {"verifies": False},
        {"owner": b"somebody else...", "count": 5},
        {"credential_id": b"another"},
    ],
    ids=["origin", "port", "rp-id", "not-verified", "owner", "credential"],
)
def test_auth_12_an_answer_for_another_site_or_by_nobody_is_refused(ada: Holder, phone: Device, changes: dict) -> None:  # type: ignore[type-arg]
    assert "passkey=refused" in (ada.show_passkey(phone.copied(**changes), SECOND))
    assert not ada.is_signed_in


def test_auth_12_another_key_is_refused(ada: Holder, phone: Device) -> None:
    thief = ada.device(credential_id=phone.credential_id, owner=phone.owner, count=7)
    assert "passkey=refused" in (ada.show_passkey(thief, SECOND))


@pytest.mark.parametrize(
    "changes", [{"origin": "https://evil.example"}, {"rp_id": "evil.example"}, {"verifies": False}]
)
def test_auth_12_a_passkey_made_for_another_site_or_by_nobody_is_refused(ada: Holder, changes: dict) -> None:  # type: ignore[type-arg]
    assert "was not made" in ada.add_passkey(ada.device(**changes), expect=400).text
    assert ada.every(Passkey) == []


def test_auth_12_a_challenge_to_show_makes_no_passkey(ada: Holder, phone: Device) -> None:
    options = json.loads(ada.options(SECOND))
    ada.show_passkey(phone, SECOND)
    other = ada.device()
    answer = other.make(json.dumps(options | {"user": {"id": "AAAA"}}))
    ada.enter(f"{METHODS}/passkeys/new", 400, answer=answer, name="Other")


def test_auth_12_a_count_that_went_back_is_logged_and_refused(
    ada: Holder, phone: Device, caplog: pytest.LogCaptureFixture
) -> None:
    ada.show_passkey(phone, SECOND)
    ada.half()
    logger = logging.getLogger("attune")
    logger.addHandler(caplog.handler)
    logger.setLevel(logging.WARNING)
    copy = phone.copied(count=0)
    assert "passkey=copied" in (ada.show_passkey(copy, SECOND))
    logger.removeHandler(caplog.handler)
    (record,) = caplog.records
    assert record.getMessage() == "passkey_counter_went_back"
    assert record.fields == {"passkey": str(ada.every(Passkey)[0].id)}  # type: ignore[attr-defined]
    assert "count of its uses went back" in ada.get(f"{SECOND}?passkey=copied").text


def test_a_copy_that_went_back_does_not_keep_the_owner_out(ada: Holder, phone: Device) -> None:
    ada.show_passkey(phone, SECOND)
    ada.half()
    ada.show_passkey(phone.copied(count=0), SECOND)
    assert ada.show_passkey(phone, SECOND) == "/practitioner"


def test_a_device_that_never_counts_signs_in_again_and_again(ada: Holder) -> None:
    phone = ada.device(count=None)
    ada.add_passkey(phone)
    for _time in range(3):
        ada.half()
        assert ada.show_passkey(phone, SECOND) == "/practitioner"


def test_one_passkey_belongs_to_one_account(ada: Holder, phone: Device) -> None:
    ben = holder(ada.app, "ben@example.org")
    ben.add_passkey(phone.copied(), expect=400)


def test_somebody_elses_passkey_does_not_complete_a_sign_in(ada: Holder, phone: Device) -> None:
    ben = holder(ada.app, "ben@example.org")
    bens = ben.device()
    ben.add_passkey(bens)
    assert "passkey=refused" in (ada.show_passkey(bens, SECOND))


def test_a_passkey_works_also_when_many_codes_were_wrong(ada: Holder) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    ada.set_up_app()
    ada.half()
    for wrong in range(11):
        ada.enter(SECOND, 400 if wrong < 10 else 429, code="000000")
    assert ada.show_passkey(phone, SECOND) == "/practitioner"


@pytest.mark.parametrize(("name", "kept"), [(" ", "Firefox · Android"), ("a" * 70, "a" * 60)])
def test_a_passkey_that_was_made_is_kept_whatever_its_name(ada: Holder, name: str, kept: str) -> None:
    answer = ada.device().make(ada.options(f"{METHODS}/passkeys/new"))
    ada.enter(f"{METHODS}/passkeys/new", 200, answer=answer, name=name)
    assert [row.name for row in ada.every(Passkey)] == [kept]


def test_the_first_passkey_brings_recovery_codes_and_a_mail(ada: Holder) -> None:
    assert len(ada.add_passkey(ada.device()).every("code")) == 10
    assert ada.told("A passkey was added") == 1


def test_a_passkey_is_renamed(ada: Holder, phone: Device) -> None:
    ada.show_passkey(phone, SECOND)
    path = f"{METHODS}/passkeys/{ada.every(Passkey)[0].id}"
    ada.enter(path, 303, name="  My   new\0 phone ")
    assert [row.name for row in ada.every(Passkey)] == ["My new phone"]


def test_the_list_says_when_a_passkey_was_made_and_used(ada: Holder, phone: Device) -> None:
    ada.show_passkey(phone, SECOND)
    page = ada.get(METHODS)
    assert "Added on 23 November 2026, last used on 23 November 2026." in page.text


@pytest.mark.parametrize(("name", "said"), [(" ", "Give it a name"), ("a" * 61, "at most 60")])
def test_a_name_that_will_not_do_says_why_and_is_kept(ada: Holder, phone: Device, name: str, said: str) -> None:
    ada.show_passkey(phone, SECOND)
    page = ada.enter(f"{METHODS}/passkeys/{ada.every(Passkey)[0].id}", 400, name=name)
    assert said in page.text
    assert page.every("input", name="name")[0].get("value") == name.strip()


def test_a_passkey_is_removed_and_signs_in_no_more(ada: Holder, phone: Device) -> None:
    ada.show_passkey(phone, SECOND)
    ada.set_up_app()
    ada.enter(f"{METHODS}/passkeys/{ada.every(Passkey)[0].id}/remove", 303)
    assert ada.told("A passkey was removed") == 1
    assert ada.every(Passkey) == []


@pytest.mark.parametrize("what", ["", "/remove"])
def test_auth_16_somebody_elses_passkey_is_not_there(ada: Holder, phone: Device, what: str) -> None:
    path = f"{METHODS}/passkeys/{ada.every(Passkey)[0].id}{what}"
    ben = holder(ada.app, "ben@example.org")
    ben.get(path, expect=404)


GENUINE = Device("https://attune.example", "attune.example", count=None)
MAKING = GENUINE.make(json.dumps({"user": {"id": "AAAA"}, "challenge": "YWFhYQ"}))
SHOWING = GENUINE.show(json.dumps({"challenge": "YWFhYQ"}))
PUBLIC = made(HERE, MAKING, b"aaaa").public_key


def test_a_genuine_answer_is_one() -> None:
    assert challenge_in(SHOWING) == b"aaaa"
    assert owner_in(SHOWING)[0] == GENUINE.credential_id
    assert shown(HERE, SHOWING, b"aaaa", PUBLIC) == 0


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([MAKING, SHOWING]), st.data())
def test_whatever_is_sent_is_genuine_or_not_and_never_an_error(answer: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(answer) - 1))
    changed = answer[:place] + data.draw(st.text(max_size=3)) + answer[place + data.draw(st.integers(0, 3)) :]
    for read in (
        challenge_in,
        owner_in,
        lambda text: made(HERE, text, b"aaaa"),
        lambda text: shown(HERE, text, b"aaaa", PUBLIC),
    ):
        try:
            read(changed)
        except NotGenuine:
            continue


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "[" * 10_000, '{"response": 1}', "x" * 30_000])
def test_what_is_no_answer_at_all_is_not_genuine(answer: str) -> None:
    with pytest.raises(NotGenuine):
        challenge_in(answer)


@pytest.mark.parametrize(
    ("address", "rp_id", "origin"),
    [
        ("https://attune.example", "attune.example", "https://attune.example"),
        ("https://Attune.example:443/find/us", "attune.example", "https://attune.example"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
    ],
)
def test_auth_12_whom_passkeys_are_for_is_said_by_the_public_address(address: str, rp_id: str, origin: str) -> None:
    whom = party(address, "Attune")
    assert (whom.id, whom.origin) == (rp_id, origin)

"""AUTH-13: whoever guesses is slowed down, whoever owns is not locked out."""

import re
from bisect import bisect_left
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.accounts import passwords
from app.accounts.entering import enter
from app.accounts.models import AttemptCount
from app.accounts.refusals import Refused
from app.accounts.throttles.keys import of_stranger
from app.accounts.throttles.limits import ACCOUNT, ADDRESS, EVERYBODY, LETTERS, Count, one_more, wait
from app.plumbing.database import Database
from tests.signed_in import ARRIVED, PASSWORD, Person, letters, link_in, make_account, practitioner

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRONG = "not this one at all"


class Hashes:
    """Counts what is hashed; `instead` answers without hashing, for tests of thousands of tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, instead: bool = False) -> None:
        self.made = 0
        really = passwords._is_right

        def counted(kept: str, password: str) -> bool:
            self.made += 1
            return password == PASSWORD if instead else really(kept, password)

        monkeypatch.setattr(passwords, "_is_right", counted)


def attempts(app: Flask) -> list[AttemptCount]:
    with app.extensions["attune.database"].reading() as session:
        return list(session.scalars(select(AttemptCount)))


def guesses(person: Person, times: int, expect: int = 400) -> None:
    for _ in range(times):
        page = person.sign_in(password=WRONG, expect=expect)
    assert page.h1 == "Sign in"


@pytest.fixture
def known(app: Flask) -> Person:
    """The owner, in a browser that has signed in before and is signed out now."""
    ada = practitioner(app)
    ada.submit(ada.get("/account"), "Sign out")
    ada.sign_in()
    ada.submit(ada.get("/account"), "Sign out")
    return ada


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_auth_13_the_eleventh_failure_in_ten_minutes_waits(app: Flask, email: str) -> None:
    """AUTH-06: also where there is no account."""
    make_account(app, "ada@example.org")
    with time_machine.travel(NOON, tick=False) as moved:
        stranger = Person(app, email)
        guesses(stranger, 10)
        page = stranger.sign_in(password=WRONG, expect=429)
        assert page.response.headers["Retry-After"] == "60"
        assert "tried too often" in page.text
        assert page.every("input", type="email")[0].get("value") == email
        assert stranger.sign_in(expect=429).status == 429
        moved.shift(timedelta(seconds=60))
        guesses(stranger, 1)
        page = stranger.sign_in(password=WRONG, expect=429)
        assert page.response.headers["Retry-After"] == "120"


def test_auth_13_a_known_browser_still_gets_in(app: Flask, known: Person) -> None:
    with time_machine.travel(NOON, tick=False):
        guesses(Person(app, at="192.0.2.1"), 10)
        guesses(Person(app, at="192.0.2.1"), 1, expect=429)
        assert known.sign_in().h1 == ARRIVED


def test_a_known_browser_is_counted_too(app: Flask, known: Person) -> None:
    with time_machine.travel(NOON, tick=False):
        guesses(known, 10)
        guesses(known, 1, expect=429)
        assert Person(app).sign_in().h1 == ARRIVED


def test_a_browser_known_to_another_account_is_a_stranger_to_this_one(app: Flask) -> None:
    make_account(app, "ada@example.org")
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/account"), "Sign out")
    eve.email = "ada@example.org"
    with time_machine.travel(NOON, tick=False):
        guesses(eve, 10)
        guesses(Person(app), 1, expect=429)


def test_the_owner_in_a_new_browser_has_the_way_by_mail(app: Flask) -> None:
    make_account(app, "ada@example.org")
    with time_machine.travel(NOON, tick=False):
        guesses(Person(app, at="192.0.2.1"), 10)
        ada = Person(app)
        ada.sign_in(expect=429)
        ada.submit(ada.get("/account/forgotten-password"), email=ada.email)
        ada.submit(ada.get(link_in(letters(app)[0], app)), password="nine paper lanterns drift")
        assert ada.sign_in(password="nine paper lanterns drift").h1 == ARRIVED


def test_auth_13_ten_thousand_guesses_from_a_thousand_addresses(
    app: Flask, known: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most a hundred an hour are looked at, and the owner gets in all the while."""
    hashes = Hashes(monkeypatch, instead=True)
    # All ten thousand on one of the databases: a tenth shows that the other counts alike.
    times = 10_000 if app.extensions["attune.database"].is_sqlite else 1_000
    with time_machine.travel(NOON, tick=False) as moved:
        for number in range(times):
            address = f"10.0.{number % 1000 // 250}.{number % 250}"
            with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}), pytest.raises(Refused):
                enter("ada@example.org", WRONG)
            moved.shift(timedelta(hours=1) / times)
        assert 10 < hashes.made <= 100
        guesses(Person(app, at="10.0.0.1"), 1, expect=429)
        assert known.sign_in().h1 == ARRIVED


@given(st.lists(st.floats(0, 3600), min_size=1, max_size=400))
def test_auth_13_no_rhythm_gets_more_than_a_hundred_an_hour(moments: list[float]) -> None:
    count, evaluated = Count(0, NOON, NOON), []
    for moment in sorted(moments):
        now = NOON + timedelta(seconds=moment)
        if not wait(ACCOUNT, count, now):
            count = one_more(ACCOUNT, count, now)
            evaluated.append(now)
    assert len(evaluated) <= 100


@pytest.mark.parametrize("step", [1, 5, 30, 61, 67, 90, 300])
def test_auth_13_ten_thousand_guesses_one_after_the_other(step: int) -> None:
    count, evaluated = Count(0, NOON, NOON), []
    for number in range(10_000):
        now = NOON + timedelta(seconds=number * step)
        if not wait(ACCOUNT, count, now):
            count = one_more(ACCOUNT, count, now)
            evaluated.append(now)
    in_an_hour = [bisect_left(evaluated, start + timedelta(hours=1)) - i for i, start in enumerate(evaluated)]
    assert max(in_an_hour) <= 100


@given(st.sampled_from([ACCOUNT, ADDRESS, EVERYBODY, LETTERS]), st.integers(0, 10**6), st.integers(-(10**7), 10**7))
def test_a_wait_is_never_negative_nor_longer_than_the_longest(limit, failures: int, moved: int) -> None:  # type: ignore[no-untyped-def]
    """Also where the clock was set back."""
    found = wait(limit, Count(failures, NOON, NOON), NOON + timedelta(seconds=moved))
    assert timedelta(0) <= found <= limit.longest_wait


def test_one_address_that_tries_many_accounts_waits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account(app, "ada@example.org")
    Hashes(monkeypatch, instead=True)
    with time_machine.travel(NOON, tick=False):
        for i in range(ADDRESS.failures):
            guesses(Person(app, f"somebody{i}@example.org", at="192.0.2.1"), 1)
        guesses(Person(app, "another@example.org", at="192.0.2.1"), 1, expect=429)
        assert Person(app, at="192.0.2.2").sign_in().h1 == ARRIVED


@pytest.mark.parametrize(
    ("first", "other", "shared"),
    [
        ("2001:db8::1", "2001:db8:0:ff::9", True),
        ("::1", "2001:db8::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_a_household_has_many_long_addresses(app: Flask, first: str, other: str, shared: bool) -> None:
    found = []
    for address in (first, other):
        with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
            found.append(of_stranger()[0].hmac)
    assert (found[0] == found[1]) is shared


def test_what_was_right_is_not_counted(app: Flask) -> None:
    make_account(app, "ada@example.org")
    Person(app).sign_in()
    assert {row.failures for row in attempts(app)} == {0}


def test_showing_again_who_one_is_is_limited_too(app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        ada = practitioner(app)
        page = ada.get("/account/confirm")
        for _ in range(10):
            ada.submit(page, password=WRONG, expect=400)
        assert ada.submit(page, password=PASSWORD, expect=429).response.headers["Retry-After"] == "60"


def test_priv_05_no_address_and_no_key_is_at_rest(app: Flask, database: Database) -> None:
    make_account(app, "ada@example.org")
    stranger = Person(app, at="198.51.100.77")
    guesses(stranger, 2)
    stranger.submit(stranger.get("/account/forgotten-password"), email="ada@example.org")
    with database.reading() as session:
        tables = ("attempt_count", "signed_in_session", "known_device", "mailed_link", "outbox_mail", "account")
        everything = repr([session.execute(text(f"select * from {table}")).all() for table in tables])
    assert "198.51.100" not in everything
    assert app.extensions["attune.attempt_key"].hex() not in everything
    assert not re.search(r"\b\d{1,3}(\.\d{1,3}){3}\b", everything.replace("127.0.0.1", ""))


def test_auth_06_an_unknown_address_costs_the_same_hash(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account(app, "ada@example.org")
    hashes = Hashes(monkeypatch)
    bodies = []
    for email in ("ada@example.org", "bob@example.org"):
        page = Person(app, email).sign_in(password=WRONG, expect=400)
        bodies.append(re.sub(r'value="[^"]*"', "", page.body))
        assert hashes.made == len(bodies)
    assert bodies[0] == bodies[1]


def test_auth_13_too_many_hashes_at_once_is_said_and_not_counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account(app, "ada@example.org")
    monkeypatch.setattr(passwords, "_gate", passwords.Gate(1, 0, 0.01))
    with passwords._gate.passing():
        page = Person(app).sign_in(expect=503)
    assert page.response.headers["Retry-After"] == "5"
    assert "Many people are signing in" in page.text
    assert {row.failures for row in attempts(app)} == {0}
    assert Person(app).sign_in().h1 == ARRIVED

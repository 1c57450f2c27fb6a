"""Tokens of a form without a cookie: ours, for this form, not too old, not too new, once (FORM-03, FORM-04, R12)."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from app.plumbing.database import Database
from app.plumbing.form_tokens import AT_LEAST, GOOD_FOR, BadToken, FormToken, TooOld, TooSoon, forget_spent, issue, read

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SECRET = "for tests only, 0123456789abcdef"
SECOND = timedelta(seconds=1)


def token(text: str | None = None, *, after: timedelta = AT_LEAST, purpose: str = "wait") -> FormToken:
    return read(SECRET, purpose, issue(SECRET, "wait", NOW) if text is None else text, NOW + after)


def test_a_token_is_good_from_three_seconds_to_two_hours() -> None:
    assert token(after=AT_LEAST).issued_at == token(after=GOOD_FOR).issued_at == NOW


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        (AT_LEAST - SECOND, TooSoon),
        (GOOD_FOR + SECOND, TooOld),
        # A clock that was set: a little ahead is waited for, far ahead is nobody's.
        (timedelta(seconds=-60), TooSoon),
        (timedelta(seconds=-61), TooOld),
    ],
)
def test_other_times_are_refused(after: timedelta, refusal: type[BadToken]) -> None:
    with pytest.raises(refusal):
        token(after=after)


def test_a_token_is_for_one_purpose_and_one_secret() -> None:
    with pytest.raises(TooOld):
        token(purpose="write")
    with pytest.raises(TooOld):
        read("another secret", "wait", issue(SECRET, "wait", NOW), NOW + AT_LEAST)


@given(st.text(max_size=120))
def test_any_text_is_refused_plainly(text: str) -> None:
    with pytest.raises(BadToken):
        token(text)


@given(st.data())
def test_no_changed_token_is_good(data: st.DataObject) -> None:
    real = issue(SECRET, "wait", NOW)
    place = data.draw(st.integers(0, len(real) - 1))
    other = data.draw(st.characters().filter(lambda character: character != real[place]))
    with pytest.raises(BadToken):
        token(real[:place] + other + real[place + 1 :])


def test_of_many_at_once_one_spends_it(database: Database) -> None:
    spent: list[bool] = []
    one = token()

    def spend() -> None:
        with database.writing() as session:
            spent.append(one.spend(session))

    spenders = [threading.Thread(target=spend) for _ in range(8)]
    for spender in spenders:
        spender.start()
    for spender in spenders:
        spender.join()
    assert sorted(spent) == [False] * 7 + [True]


def test_it_is_not_spent_when_what_it_was_for_was_not_done(database: Database) -> None:
    one = token()
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        assert one.spend(session)
        raise ZeroDivisionError
    with database.writing() as session:
        assert one.spend(session)


def test_a_spent_number_is_kept_until_its_token_has_run_out(database: Database) -> None:
    one = token()
    for after, again in ((GOOD_FOR, False), (GOOD_FOR + SECOND, True)):
        with database.writing() as session:
            one.spend(session)
            with time_machine.travel(NOW + after, tick=False):
                forget_spent(session)
            assert one.spend(session) is again

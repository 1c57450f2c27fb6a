"""A fact forgets by itself, in steps, and never wakes up by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practitioners.freshness import RHYTHMS, STEPS, Aging, changes_next, rests_after, state, step

DAY = date(2026, 11, 1)
ORDER = ("confirmed", "unconfirmed", "faded")
rhythms = st.sampled_from(RHYTHMS)
days = st.integers(0, 900).map(lambda n: DAY + timedelta(days=n))
facts = st.builds(Aging, st.none() | st.just(DAY), st.just(DAY))


@pytest.mark.parametrize(
    ("age", "reads"), [(0, "confirmed"), (30, "confirmed"), (31, "unconfirmed"), (60, "unconfirmed"), (61, "faded")]
)
def test_a_fact_of_a_month(age: int, reads: str) -> None:
    assert state(Aging(DAY, DAY), 30, DAY + timedelta(days=age)) == reads


@given(facts, rhythms, days, days)
def test_a_fact_only_ever_fades(fact: Aging, rhythm: int, one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert ORDER.index(state(fact, rhythm, early)) <= ORDER.index(state(fact, rhythm, late))


@given(st.just(Aging(None, DAY)), rhythms, days)
def test_what_nobody_confirmed_is_never_confirmed(fact: Aging, rhythm: int, today: date) -> None:
    assert state(fact, rhythm, today) != "confirmed"


@given(facts, rhythms, days)
def test_nothing_changes_before_the_day_it_says(fact: Aging, rhythm: int, today: date) -> None:
    until = changes_next([fact], rhythm, today)
    last = today + timedelta(days=400) if until is None else until
    for ahead in range((last - today).days + 1):
        assert state(fact, rhythm, today + timedelta(days=ahead)) == state(fact, rhythm, today)


@given(rhythms)
def test_a_year_without_a_sign_asserts_nothing(rhythm: int) -> None:
    assert rests_after(DAY, rhythm) < DAY + timedelta(days=365)


@given(rhythms, days, days)
def test_mails_come_in_their_order(rhythm: int, one: date, other: date) -> None:
    early, late = (step(DAY, rhythm, day) for day in sorted((one, other)))
    assert early is None or (late is not None and STEPS.index(early) <= STEPS.index(late))


@given(rhythms)
def test_a_warning_comes_before_a_listing_rests(rhythm: int) -> None:
    rests = rests_after(DAY, rhythm)
    assert step(DAY, rhythm, rests) == "resting"
    assert step(DAY, rhythm, rests + timedelta(days=1)) == "rests"

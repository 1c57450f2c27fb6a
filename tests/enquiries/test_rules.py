"""Rules of conversations, by property."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enquiries.letter import Letter, read, written
from app.enquiries.rules import ENDS, NotNow, State, erased_at, follows, is_locked, is_surge

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.sampled_from(State), max_size=30))
def test_whatever_is_tried_an_end_stays_an_end(tries: list[State]) -> None:
    state, ended = State.SENT, False
    for wanted in tries:
        try:
            state = follows(state, wanted)
        except NotNow:
            continue
        assert not ended
        ended = state in ENDS


@given(st.lists(st.sampled_from(State), max_size=30))
def test_a_yes_comes_from_a_practitioner_who_was_reached(tries: list[State]) -> None:
    """A held message is released before anybody answers it."""
    state, reached = State.HELD, False
    for wanted in tries:
        try:
            state = follows(state, wanted)
        except NotNow:
            continue
        reached = reached or state in (State.SENT, State.EXPIRED)
        assert reached or state in (State.HELD, State.WITHDRAWN, State.ENDED)


@given(moments, st.none() | st.timedeltas(timedelta(0), timedelta(days=200)))
def test_nothing_outlives_ninety_days_nor_thirty_after_its_end(sent: datetime, lasted: timedelta | None) -> None:
    ended = None if lasted is None else sent + lasted
    assert erased_at(sent, ended) <= sent + timedelta(days=90)
    if ended is not None:
        assert erased_at(sent, ended) <= ended + timedelta(days=30)


@given(st.integers(0, 400), st.integers(0, 5000))
def test_more_in_an_hour_is_never_less_of_a_surge(last_hour: int, before: int) -> None:
    if is_surge(last_hour, last_hour + before):
        assert is_surge(last_hour + 1, last_hour + 1 + before)


@pytest.mark.parametrize(
    ("last_hour", "thirty_days", "surge"), [(4, 4, False), (6, 6, True), (6, 300, False), (20, 9000, True)]
)
def test_a_surge_is_measured_by_what_is_usual(last_hour: int, thirty_days: int, surge: bool) -> None:
    assert is_surge(last_hour, thirty_days) is surge


@given(moments, moments, moments)
def test_only_what_came_long_before_a_change_is_locked_and_only_for_72_hours(
    sent: datetime, changed: datetime, now: datetime
) -> None:
    if is_locked(sent, changed, now):
        assert sent < changed - timedelta(hours=24)
        assert now < changed + timedelta(hours=72)


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(
    st.builds(
        Letter,
        looking_for=st.lists(_texts, max_size=4).map(tuple),
        own_words=_texts,
        pay=_texts,
        reduced=st.none() | st.booleans(),
        name=_texts,
        by_mail=st.booleans(),
    )
)
def test_a_letter_is_read_as_it_was_written(letter: Letter) -> None:
    assert read(written(letter)) == letter

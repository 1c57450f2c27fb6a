"""The small pictures show what is stated and nothing else."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.finder.pictures import FORMS, TONES, WIDTH, fee_range, portrait, week


@given(st.uuids())
def test_a_portrait_is_always_the_same_shape(listing_id: UUID) -> None:
    shape = portrait(listing_id)
    assert shape == portrait(UUID(str(listing_id)))
    assert shape.form < FORMS
    assert shape.tone < TONES


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.none() | st.integers(0, 10**6))
def test_a_fee_range_stays_within_its_picture(low: int, standard: int, pay: int | None) -> None:
    shown = fee_range(min(low, standard), standard, pay)
    if shown is not None:
        assert shown.start >= 0
        assert shown.start + shown.length <= WIDTH
        assert shown.mark is None or 0 <= shown.mark <= WIDTH


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_who_can_pay_more_is_farther_along(one: int, other: int) -> None:
    less, more = sorted((one, other))
    first, second = fee_range(0, 10**5, less), fee_range(0, 10**5, more)
    assert first is not None
    assert second is not None
    assert (first.mark or 0) <= (second.mark or 0)


def test_one_stated_end_is_no_range() -> None:
    assert fee_range(2000, None, None) is None


def test_a_fixed_fee_is_drawn_only_beside_what_the_seeker_can_pay() -> None:
    assert fee_range(5000, 5000, None) is None
    assert fee_range(5000, 5000, 6000) is not None


def test_evenings_fill_the_evenings_only() -> None:
    shown = week(["evening"])
    assert shown is not None
    assert shown.parts == ("evening",)


def test_both_days_make_a_weekend() -> None:
    shown = week(["saturday", "sunday"])
    assert shown is not None
    assert "weekend" in shown.parts


def test_times_without_a_place_in_the_week_are_not_drawn() -> None:
    assert week(["changing-hours"]) is None

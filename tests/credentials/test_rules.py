"""Standings: the latest check counts, and what has run out is lapsed without anybody's doing (T5)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.credentials.rules import OUTCOMES, Check, due_on, holds_until, months_later, standing

TODAY = date(2026, 11, 23)
FUTURE, PAST = date(2027, 6, 1), date(2026, 6, 1)


def check(day: date, outcome: str = "found", hour: int = 9, until: date | None = None) -> Check:
    return Check(datetime.combine(day, time(hour), UTC), outcome, until or holds_until(day), "public-register")


@pytest.mark.parametrize(
    ("checks", "expires", "status", "checked_on"),
    [
        ([], None, "stated", None),
        ([], FUTURE, "stated", None),
        ([], PAST, "lapsed", None),
        ([check(PAST)], FUTURE, "checked", PAST),
        ([check(PAST)], PAST, "lapsed", PAST),
        ([check(PAST, "not_found")], FUTURE, "not_found", PAST),
        ([check(TODAY), check(PAST, "lapsed")], FUTURE, "checked", TODAY),
        ([check(PAST), check(TODAY, "lapsed")], FUTURE, "lapsed", TODAY),
        ([check(TODAY, "not_found", 10), check(TODAY, "found", 9)], None, "not_found", TODAY),
        ([check(TODAY, "not_found", 8), check(TODAY, "found", 9)], None, "checked", TODAY),
        ([check(TODAY, "not_found"), check(TODAY, "found")], None, "not_found", TODAY),
        ([check(TODAY, "found"), check(TODAY, "not_found")], None, "not_found", TODAY),
    ],
)
def test_the_latest_check_counts(checks: list[Check], expires: date | None, status: str, checked_on: date) -> None:
    found = standing(checks, expires, TODAY)
    assert (found.status, found.checked_on) == (status, checked_on)


def test_a_check_holds_a_year_to_the_day() -> None:
    checks = [check(date(2026, 11, 23))]
    assert standing(checks, None, date(2027, 11, 23)).status == "checked"
    assert standing(checks, None, date(2027, 11, 24)).status == "lapsed"


def test_it_holds_no_longer_than_the_entry() -> None:
    found = standing([check(PAST)], date(2026, 12, 31), TODAY)
    assert found.holds_until == date(2026, 12, 31)
    assert standing([check(PAST)], date(2026, 12, 31), date(2027, 1, 1)).status == "lapsed"


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.lists(st.tuples(DAYS, st.sampled_from(OUTCOMES))), st.none() | DAYS, DAYS)
def test_nothing_is_checked_that_was_not_found_within_a_year(
    made: list[tuple[date, str]], expires: date | None, today: date
) -> None:
    if standing([check(day, outcome) for day, outcome in made], expires, today).status == "checked":
        assert any(outcome == "found" and day >= today - timedelta(days=366) for day, outcome in made)
        assert expires is None or expires >= today


@given(st.lists(st.tuples(DAYS, st.sampled_from(OUTCOMES))), st.none() | DAYS, DAYS, st.integers(0, 5000))
def test_time_alone_never_makes_an_entry_better(
    made: list[tuple[date, str]], expires: date | None, today: date, days: int
) -> None:
    checks = [check(day, outcome) for day, outcome in made]
    now, later = (standing(checks, expires, day).status for day in (today, today + timedelta(days=days)))
    assert later == now or later == "lapsed"


@given(DAYS, st.integers(1, 36))
def test_so_many_months_on_is_the_same_day_or_the_last_one(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.none() | DAYS)
def test_a_check_is_due_again_before_it_runs_out_and_after_it_was_made(day: date, ends: date | None) -> None:
    until = holds_until(day, 12, ends)
    assert due_on(until, day) > day
    assert due_on(until, day) <= max(until, day + timedelta(days=1))

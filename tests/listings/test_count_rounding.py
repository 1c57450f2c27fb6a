"""No number that is told tells of one person: not by itself, nor beside another month, another kind or another look."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.listings.counts.keeping import flush
from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.queries import months_of
from app.listings.counts.rounding import round_off
from app.listings.counts.rules import KINDS, LEAST, SHOWN, STEP, VIEWED, first_not_over, months_before, rounded
from app.listings.counts.tally import Tally
from app.plumbing.database import Database
from tests.records import practitioner, save

NOVEMBER = date(2026, 11, 1)
OVER = datetime(2026, 12, 2, tzinfo=UTC)
CHANCES = range(STEP)
totals = st.integers(0, 5000)


def possible(total: int) -> set[int]:
    return {rounded(total, chance) for chance in CHANCES}


@given(totals, st.sampled_from(CHANCES))
def test_what_is_told_is_never_small_and_never_far_off(total: int, chance: int) -> None:
    told = rounded(total, chance)
    assert told == 0 or (told >= LEAST and told % STEP == 0 and abs(told - total) < STEP)
    assert told or total < LEAST


@given(st.integers(0, STEP), st.sampled_from(CHANCES))
def test_up_to_ten_is_the_same_as_none(total: int, chance: int) -> None:
    assert rounded(total, chance) == rounded(0, chance) == 0


@given(totals)
def test_one_visit_more_changes_what_is_told_at_one_edge_of_ten(total: int) -> None:
    """Two histories that differ by one visit give the same page, but for the one place where chance put the edge."""
    edges = [chance for chance in CHANCES if rounded(total, chance) != rounded(total + 1, chance)]
    assert len(edges) == (0 if total < STEP else 1)


@given(totals)
def test_wherever_the_edge_is_it_lies_once_in_each_ten(total: int) -> None:
    for chance in CHANCES:
        told = [rounded(total + STEP + more, chance) for more in range(STEP + 1)]
        assert sum(one != other for one, other in pairwise(told)) == 1


@given(st.integers(0, 200))
def test_whoever_brings_own_visits_up_to_an_edge_cannot_tell_one_visitor_from_none(own: int) -> None:
    """Nine of ten times the page is the same; where it is not, nobody knew beforehand that it would not be."""
    same = sum(rounded(own, chance) == rounded(own + 1, chance) for chance in CHANCES)
    assert same >= STEP - 1
    assert possible(own) & possible(own + 1)


@given(st.integers(LEAST, 5000))
def test_on_average_it_is_right(total: int) -> None:
    assert sum(rounded(total, chance) for chance in CHANCES) == total * STEP


def counted(database: Database, ids: list[UUID], total: int, kind: str = VIEWED) -> None:
    with time_machine.travel("2026-11-14 12:00Z", tick=False):
        tally = Tally()
        for _ in range(total):
            tally.add(kind, ids)
        flush(database, tally)


def told(database: Database) -> Counter[int]:
    with database.reading() as session:
        return Counter(session.scalars(select(MonthlyCount.total)))


@pytest.mark.parametrize("total", [1, 9, 10, 11, 15, 19, 20, 25, 30, 57])
def test_the_database_rounds_as_the_rule_says(database: Database, total: int) -> None:
    ids = list(save(database, *(practitioner(f"Person {number}") for number in range(200))))
    counted(database, ids, total)
    with database.writing() as session:
        assert round_off(session, OVER) == 1
    found = told(database)
    missing = 200 - found.total()
    # Each of ten chances has 20 of 200 rows on average, each row its own: none is left out but once in 10^9.
    assert set(found) | ({0} if missing else set()) == possible(total)


def test_rounding_again_changes_nothing(database: Database) -> None:
    ids = list(save(database, *(practitioner(f"Person {number}") for number in range(40))))
    counted(database, ids, 35)
    with database.writing() as session:
        round_off(session, OVER)
    before = told(database)
    with database.writing() as session:
        assert round_off(session, OVER) == 0
    assert told(database) == before


def test_a_month_is_over_a_day_after_its_end(database: Database) -> None:
    assert first_not_over(datetime(2026, 12, 1, 23, 59, tzinfo=UTC)) == NOVEMBER
    assert first_not_over(OVER) == date(2026, 12, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_months_are_reckoned(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months


def history(database: Database, listing_id: UUID) -> tuple[object, ...]:
    with database.reading() as session:
        return months_of(session, listing_id, NOVEMBER)


def opened(database: Database) -> UUID:
    """A listing, and a first month, of which nothing is told."""
    [listing_id] = save(database, practitioner())
    with database.writing() as session:
        session.add(CountedMonth(month=date(2026, 10, 1), rounded=True))
    return listing_id


@pytest.mark.parametrize("total", [1, 9, 10])
@pytest.mark.parametrize("kind", [SHOWN, VIEWED])
def test_of_a_few_nothing_is_told_not_even_that_there_were_some(database: Database, total: int, kind: str) -> None:
    busy, quiet = opened(database), save(database, practitioner("Nobody's"))[0]
    counted(database, [busy], total, kind)
    with database.writing() as session:
        round_off(session, OVER)
    assert history(database, busy) == history(database, quiet) != ()
    assert told(database) == Counter()


def test_the_month_that_runs_is_told_to_nobody(database: Database) -> None:
    listing_id = opened(database)
    counted(database, [listing_id], 500)
    with database.writing() as session:
        assert round_off(session, datetime(2026, 12, 1, 23, 59, tzinfo=UTC)) == 0
    assert history(database, listing_id) == ()
    with database.writing() as session:
        round_off(session, OVER)
    assert [one.totals[VIEWED] for one in history(database, listing_id)] == [500]  # type: ignore[attr-defined]


def test_the_first_month_is_not_told_because_it_was_not_whole(database: Database) -> None:
    [listing_id] = save(database, practitioner())
    counted(database, [listing_id], 50)
    with database.writing() as session:
        round_off(session, OVER)
    assert history(database, listing_id) == ()


def test_nothing_is_told_of_months_before_the_listing_nor_of_more_than_twelve(database: Database) -> None:
    [listing_id] = save(database, practitioner())
    with database.writing() as session:
        session.add_all(CountedMonth(month=months_before(NOVEMBER, ago), rounded=True) for ago in range(14))
    with database.reading() as session:
        months = [one.month for one in months_of(session, listing_id, date(2020, 1, 1))]
        since = [one.month for one in months_of(session, listing_id, date(2026, 9, 30))]
    assert months == [months_before(NOVEMBER, ago) for ago in range(12)]
    assert since == [NOVEMBER, date(2026, 10, 1), date(2026, 9, 1)]


def test_another_kind_and_another_month_are_rounded_by_a_chance_of_their_own(database: Database) -> None:
    """Were it one chance for both, the difference of two numbers would be exact."""
    ids = list(save(database, *(practitioner(f"Person {number}") for number in range(60))))
    for kind in (VIEWED, SHOWN):
        counted(database, ids, 35, kind)
    with database.writing() as session:
        round_off(session, OVER)
    with database.reading() as session:
        rows = list(session.scalars(select(MonthlyCount)))
    by_listing = [{row.kind: row.total for row in rows if row.listing_id == one} for one in ids]
    assert {(row[VIEWED], row[SHOWN]) for row in by_listing} == {(30, 30), (30, 40), (40, 30), (40, 40)}


def test_a_kind_that_is_none_is_refused(database: Database) -> None:
    [listing_id] = save(database, practitioner())
    with pytest.raises(Exception, match="kind_known"), database.writing() as session:
        session.add(MonthlyCount(listing_id=listing_id, month=NOVEMBER, kind="visitors", total=1))
    assert len(KINDS) == 3

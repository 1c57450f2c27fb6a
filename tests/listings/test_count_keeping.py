"""What processes count is added up, once, whatever happens between them; nothing of a visit is in the database."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import inspect, select

from app.listings.counts.keeping import flush, hand_over
from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rounding import forget_old, round_off
from app.listings.counts.rules import SHOWN, VIEWED
from app.listings.counts.tally import Tally
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.records import practitioner, save

NOVEMBER = "2026-11-14 12:00Z"


@pytest.fixture(autouse=True)
def november() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOVEMBER, tick=False) as time:
        yield time


@pytest.fixture
def ada(database: Database) -> UUID:
    [record_id] = save(database, practitioner())
    return record_id


def kept(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as session:
        rows = session.scalars(select(MonthlyCount))
        return {(f"{row.month:%Y-%m}", row.kind): row.total for row in rows}


def months(database: Database) -> list[str]:
    with database.reading() as session:
        return [f"{month:%Y-%m}" for month in session.scalars(select(CountedMonth.month).order_by(CountedMonth.month))]


def test_totals_are_added_to_what_is_there(database: Database, ada: UUID) -> None:
    tally = Tally()
    for _ in range(3):
        tally.add(VIEWED, [ada])
    flush(database, tally)
    tally.add(VIEWED, [ada])
    tally.add(SHOWN, [ada, ada])
    flush(database, tally)
    flush(database, tally)
    assert kept(database) == {("2026-11", VIEWED): 4, ("2026-11", SHOWN): 2}


def test_eight_at_once_lose_nothing(database: Database) -> None:
    ids = save(database, *(practitioner(f"Person {number}") for number in range(12)))
    start = threading.Barrier(8)

    def count() -> None:
        tally = Tally()
        start.wait()
        for _round in range(5):
            for _ in range(7):
                tally.add(VIEWED, ids)
            flush(database, tally)

    at_once = [threading.Thread(target=count) for _ in range(8)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    with database.reading() as session:
        totals = list(session.scalars(select(MonthlyCount.total)))
    assert totals == [8 * 5 * 7] * 12


def test_eight_that_count_in_one_process_lose_nothing(database: Database, ada: UUID) -> None:
    tally, start = Tally(), threading.Barrier(9)

    def count() -> None:
        start.wait()
        for _ in range(500):
            tally.add(VIEWED, [ada])

    at_once = [threading.Thread(target=count) for _ in range(8)]
    for one in at_once:
        one.start()
    start.wait()
    while any(one.is_alive() for one in at_once):
        flush(database, tally)
    flush(database, tally)
    assert kept(database) == {("2026-11", VIEWED): 4000}


def test_a_month_is_counted_although_nobody_came(database: Database) -> None:
    flush(database, Tally())
    assert (months(database), kept(database)) == (["2026-11"], {})


def test_what_cannot_be_written_is_counted_still(app: Flask, database: Database, ada: UUID) -> None:
    app.extensions["attune.tally"].add(VIEWED, [ada])
    MonthlyCount.__table__.drop(database.engine)
    hand_over(app)
    MonthlyCount.__table__.create(database.engine)
    app.extensions["attune.tally"].add(VIEWED, [ada])
    hand_over(app)
    assert kept(database) == {("2026-11", VIEWED): 2}


def test_a_listing_that_has_gone_is_passed_over(database: Database, ada: UUID) -> None:
    tally = Tally()
    tally.add(VIEWED, [uuid4(), ada])
    flush(database, tally)
    assert kept(database) == {("2026-11", VIEWED): 1}


def test_counts_go_with_their_listing(database: Database, ada: UUID) -> None:
    tally = Tally()
    tally.add(VIEWED, [ada])
    flush(database, tally)
    with database.writing() as session:
        session.delete(session.get_one(Record, ada))
    assert kept(database) == {}


def test_what_comes_late_still_counts_for_its_month(
    database: Database, ada: UUID, november: time_machine.Traveller
) -> None:
    tally = Tally()
    flush(database, tally)
    november.move_to("2026-11-30 23:59Z")
    tally.add(VIEWED, [ada])
    november.move_to("2026-12-01 00:04Z")
    flush(database, tally)
    assert kept(database) == {("2026-11", VIEWED): 1}


def test_what_comes_too_late_changes_nothing_that_was_told(
    database: Database, ada: UUID, november: time_machine.Traveller
) -> None:
    tally = Tally()
    for _ in range(30):
        tally.add(VIEWED, [ada])
    flush(database, tally)
    tally.add(VIEWED, [ada])
    november.move_to("2026-12-02 00:00Z")
    with database.writing() as session:
        round_off(session, datetime(2026, 12, 2, tzinfo=UTC))
    told = kept(database)
    flush(database, tally)
    assert kept(database) == told


def test_months_older_than_thirteen_are_deleted(
    database: Database, ada: UUID, november: time_machine.Traveller
) -> None:
    tally = Tally()
    for month in range(15):
        november.move_to(datetime(2025 + month // 12, 1 + month % 12, 9, tzinfo=UTC))
        tally.add(VIEWED, [ada])
        flush(database, tally)
    for _twice in range(2):
        with database.writing() as session:
            forget_old(session, date(2026, 3, 31))
        assert [month for month, _kind in kept(database)] == months(database)
        # March, which runs, and the thirteen months before it.
        assert months(database) == [*(f"2025-{month:02}" for month in range(2, 13)), "2026-01", "2026-02", "2026-03"]


def test_there_is_no_place_for_anything_of_a_visit(database: Database) -> None:
    columns = inspect(database.engine).get_columns("monthly_count")
    assert [(c["name"], str(c["type"]).split("(")[0]) for c in columns if c["name"] != "listing_id"] == [
        ("month", "DATE"),
        ("kind", "VARCHAR"),
        ("total", "INTEGER"),
    ]

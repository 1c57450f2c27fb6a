"""What ran out in a register reads so everywhere, without anybody saving anything (T5)."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text, update

from app.listings.following import Daily
from app.listings.listing import AUDIENCES, Listing
from app.listings.models import PublishedListing
from app.listings.source import listing_by_id
from app.listings.sweeping import sweep
from app.plumbing.changes import LISTINGS, hold_counter
from app.plumbing.database import Database
from app.practitioners.intake import NewRegistration
from tests.plumbing.test_commands import over, run
from tests.records import practitioner, save

CHECKED = datetime(2026, 3, 1, 10, tzinfo=UTC)


def registration(
    number: str = "123456", *, outcome: str = "found", body: str = "bacp", expires_on: date | None = None
) -> NewRegistration:
    checks = ((uuid4(), CHECKED, "public-register", outcome),)
    return NewRegistration(uuid4(), body, number, expires_on, checks)


def statuses(database: Database, listing_id: UUID) -> set[tuple[str, ...]]:
    with database.reading() as session:
        seen = [listing_by_id(session, listing_id, audience) for audience in AUDIENCES]
    return {tuple(entry.status for entry in one.registers) for one in seen if isinstance(one, Listing)}


def on_register(app: Flask) -> int:
    total: int = app.test_client().get("/api/v1/listings?register=bacp").json["total"]  # type: ignore[index]
    return total


@pytest.fixture
def ada(database: Database) -> UUID:
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        # Years pass here, and only the register is looked at: nothing else of it ages.
        [ada] = save(database, practitioner(registrations=[registration()], rhythm_days=10_000))
        sweep(database)
    return ada


def test_a_year_after_its_check_an_entry_has_lapsed_on_every_surface(
    make_app: Callable[..., Flask], database: Database, ada: UUID
) -> None:
    assert on_register(over(make_app, database)) == 1
    with time_machine.travel("2027-03-02 00:10Z", tick=False):
        assert sweep(database) == 1
        app = over(make_app, database)
        assert statuses(database, ada) == {("lapsed",)}
        assert on_register(app) == 0
        page = app.test_client().get(f"/listings/{slug(database)}").get_data(as_text=True)
        assert "run out" in page
        export = app.test_client().get(f"/api/v1/listings/{ada}").json
        assert [entry["status"] for entry in export["registers"]] == ["lapsed"]  # type: ignore[index]


def slug(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(PublishedListing.slug)).one()


def test_the_last_good_day_is_good(database: Database, ada: UUID) -> None:
    with time_machine.travel("2027-03-01 23:50Z", tick=False):
        assert sweep(database) == 0
    assert statuses(database, ada) == {("checked",)}
    with time_machine.travel("2027-03-02 00:10Z", tick=False):
        assert sweep(database) == 1


def test_an_entry_with_a_last_day_of_its_own_lapses_then(database: Database) -> None:
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        [ada] = save(database, practitioner(registrations=[registration(expires_on=date(2026, 11, 30))]))
        sweep(database)
    with time_machine.travel("2026-12-01 00:10Z", tick=False):
        sweep(database)
    assert statuses(database, ada) == {("lapsed",)}


def test_days_nobody_swept_are_made_up_for(database: Database, ada: UUID) -> None:
    with time_machine.travel("2028-01-15 12:00Z", tick=False):
        assert sweep(database) == 1
        assert sweep(database) == 0
    assert statuses(database, ada) == {("lapsed",)}


def test_however_many_they_are_and_whoever_else_sweeps(database: Database) -> None:
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        ids = save(
            database, *(practitioner(f"Person {n}", registrations=[registration(f"1000{n}")]) for n in range(130))
        )
    done: list[int] = []
    told: list[tuple[int, int]] = []
    with time_machine.travel("2027-03-02 00:10Z", tick=False):
        sweepers = [
            threading.Thread(target=lambda: done.append(sweep(database, lambda *at: told.append(at)))) for _ in range(2)
        ]
        for sweeper in sweepers:
            sweeper.start()
        for sweeper in sweepers:
            sweeper.join()
        assert sweep(database) == 0
    assert sum(done) >= len(ids)
    assert all(at <= total for at, total in told)
    assert {status for id in ids for status in statuses(database, id)} == {("lapsed",)}


def test_what_is_not_public_stays_so(database: Database) -> None:
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        save(database, practitioner(status="paused", registrations=[registration()]))
    with time_machine.travel("2027-03-02 00:10Z", tick=False):
        assert sweep(database) == 0


def test_the_server_sweeps_once_a_day(make_app: Callable[..., Flask], database: Database, ada: UUID) -> None:
    app, daily = over(make_app, database), Daily()
    with app.app_context():
        with time_machine.travel("2027-03-01 23:50Z", tick=False):
            daily.sweep()
        assert statuses(database, ada) == {("checked",)}
        with time_machine.travel("2027-03-02 00:10Z", tick=False):
            daily.sweep()
    assert statuses(database, ada) == {("lapsed",)}


def test_the_command_says_what_it_did(make_app: Callable[..., Flask], database: Database, ada: UUID) -> None:
    with time_machine.travel("2027-03-02 00:10Z", tick=False):
        app = over(make_app, database)
        assert "1 listings were published again" in run(app, "index", "sweep").output
        assert "0 listings were published again" in run(app, "index", "sweep").output


@pytest.mark.parametrize("outcome", ["not_found", "lapsed"])
def test_only_what_was_found_counts_as_on_a_register(
    make_app: Callable[..., Flask], database: Database, outcome: str
) -> None:
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        stated = NewRegistration(uuid4(), "bacp", "777777")
        save(
            database,
            practitioner("Found Example", registrations=[registration("111111")]),
            practitioner("Other Example", registrations=[registration("222222", outcome=outcome)]),
            practitioner("Stated Example", registrations=[stated]),
            practitioner("Silent Example"),
        )
        client = over(make_app, database).test_client()
        strict = client.get("/api/v1/listings?register=bacp").json
        open_to_unsaid = client.get("/api/v1/listings?register=bacp&unstated=register").json
    names = [row["name"] for row in strict["results"]]  # type: ignore[index]
    assert names == ["Found Example"]
    # Who only states it has to be asked, as has who says nothing; of the third it is known.
    asked = {row["name"] for row in open_to_unsaid["results"]}  # type: ignore[index]
    assert asked == {"Found Example", "Stated Example", "Silent Example"}


@pytest.mark.parametrize("templates", ["postgresql"], indirect=True)
def test_a_sweep_holds_no_row_while_somebody_publishes(database: Database) -> None:
    """Whoever publishes holds the counter and then rows; a sweep that began with rows would be waited for in a ring."""
    save(database, practitioner("Ada"))
    long_ago = update(PublishedListing).values(good_until=date(2020, 1, 1))
    with database.writing() as session:
        session.execute(long_ago)
    swept = list[int]()
    sweeping = threading.Thread(target=lambda: swept.append(sweep(database)))
    with database.writing() as session:
        hold_counter(session, LISTINGS)
        sweeping.start()
        while not _somebody_waits(database):
            assert sweeping.is_alive()
        session.execute(long_ago)
    sweeping.join(60)
    assert swept == [1]


def _somebody_waits(database: Database) -> bool:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with database.reading() as session:
        return bool(session.scalar(waiting))

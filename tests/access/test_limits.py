"""API-05: so many requests come in and not one more, whoever counts; every answer says what is left."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.access.actions import create_key
from app.access.limits.actions import count, forget
from app.access.limits.models import ApiUse
from app.access.limits.rules import Limits, allowance
from app.access.models import ApiKey
from app.plumbing.database import Database, UnusableDatabase
from app.plumbing.networks import network, unnamed

NOON = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)
LIMITED = {"api_per_minute": 3, "api_per_day": 5, "api_key_per_minute": 4, "api_key_per_day": 6}


@pytest.fixture
def limited(make_app: Callable[..., Flask], database: Database) -> Flask:
    return make_app(database.url.render_as_string(hide_password=False), **LIMITED)


def ask(app: Flask, at: str = "198.51.100.7", path: str = "/api/v1/facets", **headers: str) -> Any:
    return app.test_client().get(path, headers=headers, environ_overrides={"REMOTE_ADDR": at})


def statuses(app: Flask, times: int, **how: str) -> list[int]:
    return [ask(app, **how).status_code for _time in range(times)]


def test_so_many_a_minute_and_so_many_a_day(limited: Flask) -> None:
    with time_machine.travel(NOON, tick=False) as moved:
        assert statuses(limited, 4) == [200, 200, 200, 429]
        moved.shift(timedelta(seconds=30))
        assert statuses(limited, 3) == [200, 200, 429]
        moved.move_to(datetime(2026, 11, 24, tzinfo=UTC))
        assert statuses(limited, 1) == [200]


def test_every_answer_says_what_is_left(limited: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        first = ask(limited, path="/api/v1/nothing").headers
        ask(limited), ask(limited)
        refused = ask(limited)
    assert first["RateLimit-Policy"] == '"minute";q=3;w=60, "day";q=5;w=86400'
    assert first["RateLimit"] == '"minute";r=2;t=30, "day";r=4;t=43170'
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"], first["RateLimit-Reset"]) == ("3", "2", "30")
    assert "RateLimit" in first["Access-Control-Expose-Headers"]
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit-Remaining"]) == ("30", "0")


def test_one_too_many_is_told_in_the_words_of_its_door(limited: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        statuses(limited, 3)
        refused = ask(limited, path="/fhir/r4/metadata")
    assert (refused.status_code, refused.mimetype) == (429, "application/fhir+json")
    assert refused.get_json()["issue"][0]["code"] == "throttled"
    assert (refused.headers["Retry-After"], refused.headers["Access-Control-Allow-Origin"]) == ("30", "*")


def test_a_network_shares_and_another_has_its_own(limited: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        assert statuses(limited, 3, at="198.51.100.7") == [200] * 3
        assert statuses(limited, 1, at="198.51.100.200") == [429]
        assert statuses(limited, 1, at="198.51.101.7") == [200]
        assert statuses(limited, 3, at="2001:db8:0:ff::1") == [200] * 3
        assert statuses(limited, 1, at="2001:db8:0:1::9") == [429]


def test_a_key_has_limits_of_its_own_and_its_last_day_is_kept(limited: Flask, database: Database) -> None:
    with time_machine.travel(NOON, tick=False):
        with database.writing() as session:
            key, lesser = create_key(session, "Map"), create_key(session, "Lesser", daily_limit=2)
        assert statuses(limited, 4) == [200, 200, 200, 429]
        assert statuses(limited, 5, Authorization=f"Bearer {key}") == [200, 200, 200, 200, 429]
        assert statuses(limited, 3, Authorization=f"Bearer {lesser}") == [200, 200, 429]
    with database.reading() as session:
        assert set(session.scalars(select(ApiKey.last_used_on))) == {NOON.date()}


def test_guessing_at_keys_is_counted_as_well(limited: Flask) -> None:
    wrong = "Bearer attune_0123456789_" + "a" * 43
    with time_machine.travel(NOON, tick=False):
        assert statuses(limited, 4, path="/api/v1/export.ndjson", Authorization=wrong) == [401, 401, 401, 429]


def test_pages_for_people_are_not_counted(limited: Flask) -> None:
    answer = ask(limited, path="/urgent-help")
    assert [name for name, _value in answer.headers if name.startswith("RateLimit")] == []


def test_days_that_are_over_are_swept(limited: Flask, database: Database) -> None:
    with time_machine.travel(NOON, tick=False) as moved:
        ask(limited)
        limited.test_cli_runner().invoke(args=["rounds"])
        assert rows(database) == 1
        moved.move_to(datetime(2026, 11, 24, tzinfo=UTC))
        limited.test_cli_runner().invoke(args=["rounds"])
    assert rows(database) == 0


def rows(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(ApiUse.who)).all())


def test_what_a_clock_that_was_ahead_has_counted_is_swept(database: Database) -> None:
    with database.writing() as session:
        count(session, b"who", Limits(1, 1), NOON + timedelta(hours=2))
        forget(session, NOON)
    assert rows(database) == 0


def test_who_cannot_be_counted_is_served(limited: Flask, database: Database) -> None:
    """A long import holds the database; the directory can be read all the same."""
    with database.writing() as session:
        session.execute(select(ApiUse).with_for_update())
        if not database.is_sqlite:
            session.connection().exec_driver_sql("LOCK TABLE api_use IN EXCLUSIVE MODE")
        assert ask(limited).status_code == 200


def test_four_processes_let_in_exactly_as_many_as_allowed(database: Database) -> None:
    """Limit N gives N, however they come one upon the other."""
    url = database.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        let_in = list(pool.map(_ask_often, [url] * 4))
    assert sum(let_in) == 100


def _ask_often(url: str) -> int:
    database, came_in, asked = Database(url), 0, 0
    while asked < 50:
        # On SQLite whoever waits too long gives up before anything is counted: here they try again.
        with suppress(UnusableDatabase), database.counting() as session:
            came_in += not count(session, b"one network", Limits(100, 1_000), NOON).refused
            asked += 1
    database.dispose()
    return came_in


@pytest.mark.parametrize(
    ("address", "neighbourhood"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:0:ff::1", "2001:db8::/56"),
        ("nonsense", ""),
        (None, ""),
    ],
)
def test_a_network_is_a_neighbourhood(address: str | None, neighbourhood: str) -> None:
    assert network(address) == neighbourhood


def test_a_network_is_another_every_day() -> None:
    """PRIV-05: nor does what stands for it say anything of it."""
    seen = {unnamed("secret", "198.51.100.0/24", date(2026, 11, day)) for day in (23, 24)}
    assert len(seen) == 2
    assert unnamed("another secret", "198.51.100.0/24", date(2026, 11, 23)) not in seen


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 2**32))
def test_whoever_waits_as_long_as_told_comes_in(in_minute: int, in_day: int, tenths: int) -> None:
    now = datetime.fromtimestamp(tenths / 10, UTC)
    left = allowance(Limits(10, 10), in_minute, in_day, now, refused=in_minute >= 10 or in_day >= 10)
    if not left.refused:
        assert "Retry-After" not in left.headers(now)
        return
    later = now + timedelta(seconds=int(left.headers(now)["Retry-After"]))
    full = [window for window in (left.minute, left.day) if not window.left]
    assert all(window.until <= later for window in full)

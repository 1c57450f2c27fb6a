"""DATA-02: what the register says of periods is what happens, to the second; twice is as good as once; and all that is
logged of it are numbers."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.listings.counts.rules import month_of, months_before
from app.plumbing.database import Base, Database
from app.plumbing.logging import JsonLines
from app.plumbing.retaining import After, AfterMonths, Holding
from app.retention import REGISTER
from tests.records import offer, practitioner, save
from tests.silence.kept_rows import ADDRESS, ROWS, World, world

# The last second of a day, so that what goes on the day that follows goes a second later too.
START = datetime(2026, 11, 28, 23, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TIMED = [(h, period) for h in REGISTER for period in h.periods if isinstance(period, After | AfterMonths)]


def key(holding: Holding, period: After | AfterMonths) -> tuple[str, timedelta | None]:
    return holding.table, period.length if isinstance(period, After) else None


def end(period: After | AfterMonths) -> datetime:
    """The moment at which the time is over."""
    if isinstance(period, After):
        return START + period.length
    first = months_before(month_of(START.date()), -period.months - 1)
    return datetime(first.year, first.month, first.day, tzinfo=UTC) - SECOND


@pytest.fixture
def here(make_app: Callable[..., Flask], database: Database) -> Iterator[tuple[World, Any]]:
    app = make_app(database.url.render_as_string(hide_password=False), log_level="INFO")
    with time_machine.travel(START, tick=False) as moved:
        place = offer(id=uuid4(), currency="GBP", standard=6000, reduced_from=2000, reduced_total=1, reduced_open=0)
        [record] = save(database, practitioner(offers=[place]))
        with database.writing() as session:
            found = world(app, session, record, place.id, START)
        yield found, moved


def goes_round(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["rounds"])
    assert result.exit_code == 0, result.output


def made(database: Database, here: World, holding: Holding, period: After | AfterMonths) -> tuple[Any, ...]:
    with database.writing() as session:
        row = ROWS[key(holding, period)](session, here, START)
        session.add(row)
        session.flush()
        identity: tuple[Any, ...] = inspect(row).identity
    return type(row), identity


def holds(session: Session, holding: Holding, kind: type[Base], identity: tuple[Any, ...]) -> bool:
    """Whether anything is left of what the holding is about."""
    row = session.get(kind, identity)
    columns = [entry.column for entry in holding.entries() if entry.table == holding.table]
    return row is not None and any(getattr(row, column) is not None for column in columns)


def test_every_period_is_tried() -> None:
    assert {key(holding, period) for holding, period in TIMED} == set(ROWS)


def test_each_row_is_there_until_its_time_and_gone_after(database: Database, here: tuple[World, Any]) -> None:
    found, moved = here
    seen = {}
    for holding, period in TIMED:
        moved.move_to(START)
        row = made(database, found, holding, period)
        for moment in (end(period) - SECOND, end(period) + SECOND):
            moved.move_to(moment)
            goes_round(found.app)
            with database.reading() as session:
                seen.setdefault(key(holding, period), []).append(holds(session, holding, *row))
    assert {named: what for named, what in seen.items() if what != [True, False]} == {}


def test_going_round_twice_is_as_good_as_once_and_logs_numbers_only(
    database: Database, here: tuple[World, Any], caplog: pytest.LogCaptureFixture
) -> None:
    found, moved = here
    logging.getLogger("attune").addHandler(caplog.handler)
    for holding, period in TIMED:
        made(database, found, holding, period)
    moved.move_to(START + timedelta(days=800))
    goes_round(found.app)
    once = [json.loads(JsonLines().format(record)) for record in caplog.records]
    caplog.clear()
    goes_round(found.app)
    again = list(caplog.records)
    logging.getLogger("attune").removeHandler(caplog.handler)
    assert all(line.keys() == {"at", "level", "event", "task", "number"} for line in once)
    assert {line["task"] for line in once} >= {"waiting.actions.forget", "waiting.news.actions.forget"}
    assert ADDRESS not in str(once)
    assert again == []

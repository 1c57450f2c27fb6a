"""Everybody by bare numbers of pages: whoever knows no `next` is safe too, within a day."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.api.hsds.reading import get
from tests.records import NOBODY, practitioner, save
from tests.visit import Visit

EVENING, NEXT = datetime(2026, 5, 4, 19, tzinfo=UTC), datetime(2026, 5, 5, 0, 1, tzinfo=UTC)


def become(database: Database, status: str, *ids: UUID) -> None:
    with database.writing() as session:
        for id in ids:
            session.get_one(Record, id).status = status


def named(database: Database, *names: str) -> list[UUID]:
    """One after the other, as practitioners come."""
    return [save(database, practitioner(name))[0] for name in names]


def page(visit: Visit, number: int, size: int = 2, kind: str = "services") -> dict[str, Any]:
    return get(visit, f"/{kind}?per_page={size}&page={number}")


def names(found: dict[str, Any]) -> list[str]:
    return [row["name"] for row in found["contents"]]


@pytest.mark.parametrize("kind", ["services", "organizations"])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_who_stays_comes_once_whatever_comes_and_goes(app: Flask, changing: Database, kind: str, size: int) -> None:
    chance, visit = Random(f"{kind} {size}"), Visit(app)
    there, away = set(named(changing, *(f"Example {number}" for number in range(12)))), set[UUID]()
    stayed, met, number = set(there), list[str](), 0
    while True:
        number += 1
        found = page(visit, number, size, kind)
        met += names(found)
        assert found["total_items"] == len(there) and found["size"] == len(found["contents"]) <= size
        if found["last_page"]:
            break
        one = chance.choice(sorted(there))
        match chance.randrange(4):
            case 0:
                become(changing, "paused", one)
                there, away, stayed = there - {one}, away | {one}, stayed - {one}
            case 1 if away:
                back = away.pop()
                become(changing, "published", back)
                there.add(back)
            case 2 if len(there) < 15:
                there.update(named(changing, f"Example, new at {number}"))
    assert len(set(met)) == len(met)
    with changing.reading() as session:
        assert {session.get_one(Record, id).name for id in stayed} <= set(met)


def test_a_gap_stays_to_the_end_of_the_day(app: Flask, changing: Database) -> None:
    with time_machine.travel(EVENING, tick=False):
        ada, *_others = named(changing, "Ada", "Ben", "Cay")
        become(changing, "paused", ada)
        assert [names(page(Visit(app), number)) for number in (1, 2)] == [["Ben"], ["Cay"]]
    with time_machine.travel(NEXT, tick=False):
        assert names(page(Visit(app), 1)) == ["Ben", "Cay"]


def test_who_comes_back_on_another_day_comes_at_the_end(app: Flask, changing: Database) -> None:
    with time_machine.travel(EVENING, tick=False):
        ada, *_others = named(changing, "Ada", "Ben", "Cay")
        become(changing, "paused", ada)
    with time_machine.travel(NEXT, tick=False):
        become(changing, "published", ada)
        assert [names(page(Visit(app), number)) for number in (1, 2)] == [["Ben", "Cay"], ["Ada"]]


def test_an_edit_moves_nobody(app: Flask, changing: Database) -> None:
    ada, *_others = named(changing, "Ada", "Ben", "Cay")
    with changing.writing() as session:
        session.get_one(Record, ada).name = "Zoe"
    assert names(page(Visit(app), 1)) == ["Zoe", "Ben"]


def test_a_page_goes_on_behind_somebody_whose_place_was_given_up(app: Flask, changing: Database) -> None:
    with time_machine.travel(EVENING, tick=False):
        named(changing, "Ada", "Ben", "Cay")
        first = page(Visit(app), 1)
        become(changing, "paused", UUID(first["after"].partition(".")[2]))
    with time_machine.travel(NEXT, tick=False):
        assert names(get(Visit(app), f"/services?per_page=2&page=2&after={first['after']}")) == ["Cay"]


def test_a_page_goes_on_where_the_one_before_ended_though_who_was_there_came_back(
    app: Flask, changing: Database
) -> None:
    with time_machine.travel(EVENING, tick=False):
        _ada, ben, *_others = named(changing, "Ada", "Ben", "Cay", "Dan")
        first = page(Visit(app), 1)
        become(changing, "paused", ben)
    with time_machine.travel(NEXT, tick=False):
        become(changing, "published", ben)
        assert names(get(Visit(app), f"/services?per_page=2&page=2&after={first['after']}")) == ["Cay", "Dan"]


def test_what_is_committed_after_midnight_and_stamped_before_leaves_its_gap(app: Flask, changing: Database) -> None:
    with time_machine.travel(EVENING, tick=False):
        ada, *_others = named(changing, "Ada", "Ben", "Cay", "Dan")
    with time_machine.travel(NEXT, tick=False):
        assert names(page(Visit(app), 1)) == ["Ada", "Ben"]
    with time_machine.travel(NEXT - timedelta(minutes=2), tick=False):
        become(changing, "paused", ada)
    with time_machine.travel(NEXT, tick=False):
        assert names(page(Visit(app), 2)) == ["Cay", "Dan"]


@pytest.mark.parametrize("mark", [NOBODY, f"999999999999999999.{NOBODY}"])
def test_behind_what_is_no_place_there_is_nothing(app: Flask, changing: Database, mark: str) -> None:
    named(changing, "Ada")
    found = get(Visit(app), f"/services?page=2&after={mark}")
    assert (found["empty"], found["last_page"], found["total_items"]) == (True, True, 1)
